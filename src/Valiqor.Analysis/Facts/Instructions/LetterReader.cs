using System.Buffers;
using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Facts.Instructions;

/// <summary>Reads how often a letter is to come, and which letters are not to come at all.</summary>
internal static class LetterReader
{
    private static readonly SearchValues<string> Cues = SearchValues.Create(
        ["letter", "character"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text has what this reader needs; most have not, and seeing that is cheap.</summary>
    public static bool MayRead(ReadOnlySpan<char> text) => text.ContainsAny(Cues);

    public static void Read(PromptSentence sentence, List<Instruction> into)
    {
        if (!MayRead(sentence.Span))
        {
            return;
        }

        foreach (Match match in sentence.Matches(NamedLetter))
        {
            int end = match.End();
            string before = sentence.Before(match.Index);
            string after = sentence.After(end, 120);
            string letter = match.Groups["letter"].Value;
            if (StartsWith.IsMatch(before))
            {
                continue;
            }

            if (CountOf(sentence, match.Index, end) is { } count)
            {
                into.Add(sentence.Instruction(InstructionKind.LetterCount, match.Index, count.End) with
                {
                    Count = count.Bound,
                    Terms = [letter],
                });
            }
            else if (Avoids(before) || AvoidAfter.IsMatch(after))
            {
                into.Add(sentence.Instruction(InstructionKind.AvoidLetters, match) with { Terms = [letter] });
            }
        }
    }

    private static (CountBound Bound, int End)? CountOf(PromptSentence sentence, int start, int end)
    {
        if (sentence.TimesAround(start, end) is { } times)
        {
            return times;
        }

        foreach (CountPhrase count in sentence.Counts)
        {
            if (count.End <= start && sentence.Prompt.Text.AsSpan(count.End, start - count.End).IsWhiteSpace())
            {
                return (count.Bound ?? CountBound.AtLeast(count.Number), end);
            }
        }

        return null;
    }

    /// <summary>A negation shortly before, and not of what somebody only tries.</summary>
    private static bool Avoids(string before)
    {
        foreach (ValueMatch negation in AvoidBefore.EnumerateMatches(before))
        {
            ReadOnlySpan<char> behind = before.AsSpan(negation.Index + negation.Length);
            if (behind.Length <= 40 && behind.IndexOfAny(".;:") < 0
                && !TryingTo.IsMatch(before.AsSpan(0, negation.Index)))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly Pattern NamedLetter = Pattern.AnyCase(
        @"\b(?:letters?|characters?)[ ]+(?:[""'“”‘`](?<letter>[^\s""'”’`])[""'”’`]"
        + @"|(?<letter>[A-Za-z#!?&*])(?<ahead>\z|[^\w'’]))");

    private static readonly Pattern StartsWith = Pattern.AnyCase(@"\b(?:start|begin|end|finish|rhym)\w*\b[^.;]{0,30}$");

    private static readonly Pattern AvoidBefore = Pattern.AnyCase(
        @"(?:\b(?:not|never|avoid\w*|without|refrain\w*|no|omit)|n['’]t)\b");

    private static readonly Pattern TryingTo = Pattern.AnyCase(@"\b(?:trying|tries|tried|who) to $");

    private static readonly Pattern AvoidAfter = Pattern.AnyCase(
        @"\A[^.;:]{0,30}?\b(?:(?:should|must|may|can|shall)(?:[ ]not|n['’]t|[ ]never)|cannot|(?:is"
        + @"|are)[ ](?:not allowed|forbidden|banned|prohibited))\b");
}
