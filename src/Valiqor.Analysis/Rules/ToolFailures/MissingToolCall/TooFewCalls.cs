using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Text;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>A part of a request that the calls made left out.</summary>
internal readonly record struct MissedPart(double Confidence, string Cause, Evidence Evidence);

/// <summary>Finds what a request asks for beside the calls that were made for it.</summary>
internal static class TooFewCalls
{
    public static MissedPart? In(RequestFacts request)
    {
        List<RequestValue> values = RequestValue.In(request.Text);
        var coverage = new CallCoverage(request.Item);
        bool[] covered = [.. values.Select(value => coverage.Covers(request.Text, value))];
        return UncalledTool(request, values, covered) ?? LeftOut(request, values, covered)
            ?? UnservedClause(request, values, covered)
            ?? (SecondObject.In(request, coverage) is { } second ? Missed(request, second.Start, second.End) : null);
    }

    /// <summary>A clause that asks for what another tool does, when that tool was not called.</summary>
    private static MissedPart? UncalledTool(RequestFacts request, List<RequestValue> values, bool[] covered)
    {
        List<RequestClause> clauses = RequestClause.In(request.Text);
        if (clauses.Count < 2 || request.Profiles.Count < 2)
        {
            return null;
        }

        foreach (RequestClause clause in clauses)
        {
            HashSet<ulong> words = ToolProfile.WordsOf(request.Text, clause.FirstToken, clause.EndToken);
            (ToolProfile? best, ToolFit fit) = request.Best(words);
            if (best is null || !fit.IsClear || IsCalled(request.Item, best.Tool.Name))
            {
                continue;
            }

            bool served = request.Profiles.Exists(tool => IsCalled(request.Item, tool.Tool.Name)
                && tool.FitTo(words) is var other && (other.IsClear || other.Score >= fit.Score - 0.2));
            bool hasCovered = Within(values, covered, clause, wanted: true);
            bool touched = request.Profiles.Exists(tool =>
                IsCalled(request.Item, tool.Tool.Name) && !tool.FitTo(words).IsNone);
            if (!served && (!hasCovered || !touched))
            {
                return new MissedPart(
                    0.85,
                    $"A part of the request asks for what `{best.Tool.Name}` does, and it was not called.",
                    Evidence.InInput(
                        clause.Start, clause.End, "part_without_call", $"No call of `{best.Tool.Name}` was made."));
            }
        }

        return null;
    }

    /// <summary>A value that plays the same part as one that a call took up.</summary>
    private static MissedPart? LeftOut(RequestFacts request, List<RequestValue> values, bool[] covered)
    {
        for (int i = 0; i < values.Count; i++)
        {
            for (int k = 0; !covered[i] && k < values.Count; k++)
            {
                if (covered[k] && values[i].Kind == values[k].Kind && AreAlike(request.Text, values, i, k)
                    && !IsSubject(request, values[i]))
                {
                    return Missed(request, values[i].Start, values[i].End);
                }
            }
        }

        return null;
    }

    /// <summary>A clause that asks, with values of its own and none that a call took up.</summary>
    private static MissedPart? UnservedClause(RequestFacts request, List<RequestValue> values, bool[] covered)
    {
        List<RequestClause> clauses = RequestClause.In(request.Text);
        foreach (RequestClause clause in clauses)
        {
            if (clauses.Count >= 2 && Within(values, covered, clause, wanted: false)
                && !Within(values, covered, clause, wanted: true) && ConcernsTools(request, clause))
            {
                RequestValue first = values.Find(value => value.Start >= clause.Start && value.End <= clause.End);
                return Missed(request, first.Start, first.End) with { Confidence = 0.7 };
            }
        }

        return null;
    }

    /// <summary>Not only a story around the request: an offered tool's subject is in it.</summary>
    private static bool ConcernsTools(RequestFacts request, RequestClause clause)
    {
        HashSet<ulong> words = ToolProfile.WordsOf(request.Text, clause.FirstToken, clause.EndToken);
        return request.Profiles.Exists(tool => tool.FitTo(words) is { NameHits: > 0 } or { DescriptionHits: > 1 });
    }

    private static bool Within(List<RequestValue> values, bool[] covered, RequestClause clause, bool wanted)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i].Start >= clause.Start && values[i].End <= clause.End && covered[i] == wanted)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCalled(Item item, string tool) =>
        item.ToolCalls.Any(call => ToolNames.AreSame(tool, call.Name));

    private static MissedPart Missed(RequestFacts request, int start, int end)
    {
        string shown = request.Text.Text[start..end];
        shown = shown.Length <= 60 ? shown : shown[..57] + "…";
        return new MissedPart(
            0.8,
            $"The request asks for \"{shown}\" as well, and no call has it.",
            Evidence.InInput(start, end, "value_without_call", "No call takes this up."));
    }

    /// <summary>Of one kind, one role, and joined: by "and", a comma or a sentence that repeats the other.</summary>
    private static bool AreAlike(TextFacts request, List<RequestValue> values, int i, int k)
    {
        (RequestValue one, RequestValue other) = (values[i], values[k]);
        bool sameRole = one.Role == other.Role || (one.Before != 0 && one.Before == other.Before);
        int start = Math.Min(one.End, other.End);
        int end = Math.Max(one.Start, other.Start);
        ReadOnlySpan<char> between = request.Text.AsSpan(start, Math.Max(0, end - start));
        return one.Kind switch
        {
            RequestValueKind.Id or RequestValueKind.Quote => sameRole,
            RequestValueKind.Number => (sameRole && IsJoint(between, 200))
                || (IsJoint(between, 40) && OnlyJoins(request, values, start, end)),
            RequestValueKind.Name when one.Noun != 0 && one.Noun == other.Noun && one.Before == other.Before =>
                IsJoint(between, 80),
            _ => sameRole && IsJoint(between, 80) && OnlyJoins(request, values, start, end),
        };
    }

    /// <summary>A name that is the tool's own subject: "DNA" for a tool that reads DNA.</summary>
    private static bool IsSubject(RequestFacts request, RequestValue value)
    {
        if (value.Kind != RequestValueKind.Name)
        {
            return false;
        }

        ReadOnlySpan<Token> tokens = request.Text.Tokens;
        int first = 0;
        while (first < tokens.Length && tokens[first].Start < value.Start)
        {
            first++;
        }

        int end = first;
        while (end < tokens.Length && tokens[end].End <= value.End)
        {
            end++;
        }

        return request.SpeaksOfTools(first, end);
    }

    /// <summary>Nothing but other values and function words stands between.</summary>
    private static bool OnlyJoins(TextFacts request, List<RequestValue> values, int start, int end)
    {
        foreach (Token token in request.Tokens)
        {
            if (token.Start >= end)
            {
                break;
            }

            if (token.Start >= start && token.IsContent && !values.Exists(value =>
                value.Start <= token.Start && token.End <= value.End))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsJoint(ReadOnlySpan<char> between, int longest) =>
        between.Length <= longest
        && (between.Contains(" and", StringComparison.Ordinal) || between.Contains(',')
            || between.Contains(" or ", StringComparison.Ordinal) || between.Contains('&')
            || between.Contains(" also", StringComparison.OrdinalIgnoreCase)
            || between.Contains(" then", StringComparison.OrdinalIgnoreCase)
            || between.Contains("other", StringComparison.Ordinal) || between.Contains(';'));
}
