using System.Text.RegularExpressions;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>
/// The request needs a call that was not made: none at all, too few for all that was asked, or one that the answer
/// promises or claims.
/// </summary>
internal sealed class MissingToolCall : IRule
{
    private const string Fix =
        "Tell the model to make one call for each thing that is asked, allow parallel calls, and check before the"
        + " answer that every part of the request has its call.";

    public string Subcategory => "missing_tool_call";

    public Signal Inspect(ItemFacts facts)
    {
        Item item = facts.Item;
        if (item.Tools.IsEmpty || item.Input.Length == 0)
        {
            return item.Tools.IsEmpty && item.ToolCalls.IsEmpty ? Signal.NotApplicable : Signal.Pass(0.6);
        }

        var request = new RequestFacts(facts);
        if (ClaimedOnly(request) is { } claimed)
        {
            return claimed;
        }

        if (!request.IsReadable)
        {
            return Signal.Pass(0.6);
        }

        return item.ToolCalls.IsEmpty ? WithoutCalls(request) : TooFewCalls.In(request) is { } few
            ? Signal.Fail(few.Confidence, few.Cause, Fix, few.Evidence)
            : Signal.Pass(0.75);
    }

    /// <summary>The answer says that something was done, and no call did it.</summary>
    private static Signal? ClaimedOnly(RequestFacts request)
    {
        Item item = request.Item;
        if (!AnswerClaims.MayClaim(item.Output))
        {
            return null;
        }

        foreach (ValueMatch match in AnswerClaims.Claims.EnumerateMatches(AnswerClaims.Head(item.Output)))
        {
            string words = item.Output[match.Index..(match.Index + match.Length)];
            string verb = words[(words.LastIndexOf(' ') + 1)..].ToLowerInvariant();
            if (request.Profiles.Find(tool => ActionVerbs.AreSame(tool.Tool.Name, verb)) is { } able
                && !item.ToolCalls.Any(call => ActionVerbs.MayDo(call.Name, verb)))
            {
                string cause = $"The answer says that something was {verb}, and `{able.Tool.Name}` was not called.";
                return Signal.Fail(
                    0.85,
                    cause,
                    "Let the answer report actions only from the results of calls, and check it against them.",
                    Evidence.InOutput(match.Index, match.Index + match.Length, "claimed_without_call", cause));
            }
        }

        return null;
    }

    private static Signal WithoutCalls(RequestFacts request)
    {
        Item item = request.Item;
        (ToolProfile? best, ToolFit fit) = request.Best(request.Words);
        if (best is null || fit.IsWeak)
        {
            return Signal.Pass(0.75);
        }

        string answer = AnswerClaims.Head(item.Output);
        if (answer.AsSpan().TrimEnd().EndsWith("?") || AnswerClaims.AsksFirst.IsMatch(answer)
            || AnswerClaims.Explains.IsMatch(answer))
        {
            return Signal.Pass(0.75);
        }

        foreach (ValueMatch match in AnswerClaims.Promises.EnumerateMatches(answer))
        {
            string promise = $"The answer promises to use a tool such as `{best.Tool.Name}`, and no call was made.";
            return Signal.Fail(
                fit.IsClear ? 0.9 : 0.75,
                promise,
                "Let the model make the call in the same turn, and go on until it has the result.",
                Evidence.InOutput(match.Index, match.Index + match.Length, "promised_not_done", promise));
        }

        if (!fit.IsClear || !HasWhatItNeeds(request, best))
        {
            return fit.IsClear
                ? Signal.Pass(0.6)
                : Signal.Unsure(0.5, $"The request may need `{best.Tool.Name}`, and no call was made.");
        }

        string cause = $"The request asks for what `{best.Tool.Name}` does, and no call was made.";
        return Signal.Fail(
            answer.Length < 80 ? 0.8 : 0.65,
            cause,
            $"Say in the system prompt that such requests are answered with `{best.Tool.Name}`, not from memory.",
            Evidence.InInput(0, item.Input.Length, "no_call", cause));
    }

    /// <summary>Without the values that its parameters require, asking or waiting is right.</summary>
    private static bool HasWhatItNeeds(RequestFacts request, ToolProfile tool)
    {
        List<RequestValue> values = RequestValue.In(request.Text);
        int numbers = values.Count(value => value.Kind is RequestValueKind.Number or RequestValueKind.Id);
        return numbers >= tool.RequiredNumbers
            && (tool.RequiredTexts == 0 || values.Count > tool.RequiredNumbers || request.HasObject(tool));
    }
}
