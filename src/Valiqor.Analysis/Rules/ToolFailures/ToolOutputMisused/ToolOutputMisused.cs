using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Text;
using Valiqor.Text.Mentions;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>
/// The answer states another number, date, status or outcome than the tool returned. Rounding, other units and sums
/// are no misuse, and what a failed call returned is for <c>tool_error_unhandled</c>.
/// </summary>
internal sealed class ToolOutputMisused : IRule
{
    private const int LongestAnswer = 8_000;

    private const string Fix =
        "Give the result to the model unabridged, tell it to copy values exactly, and compare the answer's figures"
        + " with the result before it is shown.";

    public string Subcategory => "tool_output_misused";

    public Signal Inspect(ItemFacts facts)
    {
        Item item = facts.Item;
        if (item.ToolCalls.All(call => call.Output is null) || string.IsNullOrWhiteSpace(item.Output))
        {
            return Signal.NotApplicable;
        }

        if (item.Output.Length > LongestAnswer || item.ToolCalls.Any(call => ToolResult.Of(call).HasFailed))
        {
            return Signal.Pass(0.5);
        }

        if (ResultMisuse.PresentsNothing(item))
        {
            const string Cause = "Every tool result is empty, and the answer tells of results.";
            int end = item.Output.AsSpan().TrimEnd().Length;
            return Signal.Fail(0.75, Cause, Fix, Evidence.InOutput(0, end, "answer_from_empty_result", Cause));
        }

        if (ToolField.Of(item) is not { Count: > 0 } fields)
        {
            return Signal.Pass(0.5);
        }

        return Numbers(facts, fields) ?? Outcome(facts, fields) ?? Dates(facts, fields) ?? Signal.Pass(0.75);
    }

    private static Signal? Numbers(ItemFacts facts, List<ToolField> fields)
    {
        if (NumberMisuse.Find(facts, fields) is not { } found)
        {
            return null;
        }

        (Quantity stated, ToolField field, bool named) = found;
        string shown = facts.Item.Output[stated.Start..stated.End];
        string tool = facts.Item.ToolCalls[field.Call].Name;
        string cause = $"The answer says {shown}, and `{tool}` returned {field.Name} = {field.Text}.";
        return Fail(facts.Item, named ? 0.85 : 0.7, "other_number", cause, stated.Start, stated.End, field);
    }

    private static Signal? Outcome(ItemFacts facts, List<ToolField> fields)
    {
        if (ResultMisuse.Find(facts, fields) is { } found)
        {
            string cause = $"The answer is at odds with {found.Field.Name} = {found.Field.Text}"
                + $" of `{facts.Item.ToolCalls[found.Field.Call].Name}`.";
            return Fail(facts.Item, 0.8, "other_outcome", cause, found.Start, found.End, found.Field);
        }

        if (ResultMisuse.OverlooksRows(facts.Item, fields) is { } overlooked)
        {
            string tool = facts.Item.ToolCalls[0].Name;
            string cause = $"The answer says that nothing was found, and `{tool}` returned rows.";
            return Fail(facts.Item, 0.65, "rows_overlooked", cause, overlooked.Start, overlooked.End, fields[0]);
        }

        return null;
    }

    /// <summary>The only full date of the answer is none of those that are known.</summary>
    private static Signal? Dates(ItemFacts facts, List<ToolField> fields)
    {
        if (facts.Output.Dates is not [var stated] || stated.Day == 0 || stated.Month == 0)
        {
            return null;
        }

        ToolField? returned = null;
        foreach (ToolField field in fields.Where(field => field.Text.Length is >= 8 and <= 40))
        {
            foreach (DateMention date in new TextFacts(field.Text).Dates)
            {
                if (date.Agrees(stated))
                {
                    return null;
                }

                returned ??= field;
            }
        }

        foreach (DateMention date in facts.Input.Dates)
        {
            returned = date.Agrees(stated) ? null : returned;
        }

        if (returned is null || facts.Item.ToolCalls.Any(call => MentionsDay(call, stated)))
        {
            return null;
        }

        string cause = $"The answer's date is none that `{facts.Item.ToolCalls[returned.Call].Name}` returned"
            + $" ({returned.Name} = {returned.Text}).";
        return Fail(facts.Item, 0.7, "other_date", cause, stated.Start, stated.End, returned);
    }

    /// <summary>The day may stand in the arguments or in a result that is plain text.</summary>
    private static bool MentionsDay(ToolCall call, DateMention stated)
    {
        foreach (DateMention date in new TextFacts(call.Arguments).Dates)
        {
            if (date.Agrees(stated))
            {
                return true;
            }
        }

        return false;
    }

    private static Signal Fail(
        Item item, double confidence, string rule, string cause, int start, int end, ToolField field)
    {
        string output = item.ToolCalls[field.Call].Output!;
        int at = Math.Max(0, output.IndexOf(field.Text, StringComparison.Ordinal));
        int stop = Math.Min(output.Length, at + field.Text.Length);
        return Signal.Fail(
            confidence,
            cause,
            Fix,
            Evidence.InOutput(start, end, rule, "This is not what the tool returned."),
            Evidence.InToolCall(field.Call, ToolCallField.Output, at, stop, rule, "This is what the tool returned."))
            with
        {
            Stage = PipelineStage.Synthesis,
        };
    }
}
