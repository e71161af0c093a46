using System.Collections.Immutable;
using System.Globalization;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>Finds failed calls after which the answer goes on as if they had succeeded.</summary>
internal sealed class ToolErrorUnhandled : IRule
{
    private const int LongestQuote = 200;

    public string Subcategory => "tool_error_unhandled";

    public Signal Inspect(ItemFacts facts)
    {
        Item item = facts.Item;
        if (item.ToolCalls.All(call => call.Output is null && call.Error is null))
        {
            return Signal.NotApplicable;
        }

        var unhandled = ImmutableArray.CreateBuilder<Evidence>();
        bool admits = false;
        for (int i = 0; i < item.ToolCalls.Length; i++)
        {
            ToolResult result = ToolResult.Of(item.ToolCalls[i]);
            if (!result.HasFailed || IsMadeUpFor(item, i))
            {
                continue;
            }

            admits = admits || unhandled.Count == 0 && FailureAdmission.IsIn(item, item.ToolCalls[i]);
            if (admits || string.IsNullOrWhiteSpace(item.Output))
            {
                return Signal.Pass(0.85);
            }

            unhandled.Add(Evidence.InToolCall(
                i,
                result.Field,
                result.Start,
                result.End,
                "failed_call",
                $"The call of `{item.ToolCalls[i].Name}` failed with this."));
        }

        if (unhandled.Count == 0)
        {
            return Signal.Pass(0.92);
        }

        string tools = string.Join(", ", unhandled.Select(row => item.ToolCalls[row.Index].Name).Distinct());
        unhandled.Add(Answer(item.Output));
        return Signal.Fail(
            0.87,
            string.Create(CultureInfo.InvariantCulture,
                $"The answer relies on {tools}, which failed, and does not say so."),
            "Give the model the error as the tool's result, tell it to report or retry failures, and stop when"
                + " none succeeds.",
            unhandled.ToImmutable());
    }

    /// <summary>A later call did what this one was to do.</summary>
    private static bool IsMadeUpFor(Item item, int failed)
    {
        for (int later = failed + 1; later < item.ToolCalls.Length; later++)
        {
            ToolCall next = item.ToolCalls[later];
            if (next.Output is not null && !ToolResult.Of(next).HasFailed
                && Replaces(item, item.ToolCalls[failed], next))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Replaces(Item item, ToolCall failed, ToolCall next)
    {
        IReadOnlyList<string> wanted = CanonicalJson.LeavesOf(failed.Arguments);
        IReadOnlyList<string> got = CanonicalJson.LeavesOf(next.Arguments);
        if (failed.Name == next.Name)
        {
            // The same tool for something else is no retry: the answer still speaks of what could not be fetched.
            return !wanted.Any(value => IsName(value)
                && !got.Contains(value)
                && item.Output.Contains(value, StringComparison.OrdinalIgnoreCase));
        }

        if (ToolNames.IsAction(failed.Name) || ToolNames.IsAction(next.Name))
        {
            return ToolNames.WordsOf(failed.Name) is [var verb, ..] && ToolNames.WordsOf(next.Name).Contains(verb);
        }

        return ToolNames.WordsOf(failed.Name).Intersect(ToolNames.WordsOf(next.Name)).Any(IsTelling)
            || wanted.Any(value => value.Length >= 3
            && got.Any(other => other.Contains(value, StringComparison.Ordinal)));
    }

    private static bool IsTelling(string word) =>
        word is not ("get" or "fetch" or "list" or "find" or "read" or "check" or "query" or "tool" or "api" or "v1"
            or "v2"
            or "by" or "the" or "for" or "of" or "data" or "info" or "details" or "id");

    private static bool IsName(string value) => value.Length >= 3 && value.Any(char.IsLetter);

    private static Evidence Answer(string output)
    {
        int end = Math.Min(output.Length, LongestQuote);
        end -= end < output.Length && char.IsHighSurrogate(output[end - 1]) ? 1 : 0;
        return Evidence.InOutput(0, end, "answer_without_admission", "The answer does not mention that a call failed.");
    }
}
