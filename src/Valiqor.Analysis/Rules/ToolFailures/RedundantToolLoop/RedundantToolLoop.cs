using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Text.Patterns;


namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>Finds calls made again with the same arguments where nothing had changed in between.</summary>
internal sealed class RedundantToolLoop : IRule
{
    /// <summary>An agent may try again this often after a failure before it is a loop.</summary>
    private const int RetriesAllowed = 2;

    /// <summary>"Still pending" may be asked for this often before it is a loop.</summary>
    private const int PollsAllowed = 5;

    public string Subcategory => "redundant_tool_loop";

    public Signal Inspect(ItemFacts facts)
    {
        Item item = facts.Item;
        if (item.ToolCalls.Length < 2)
        {
            return Signal.Pass(0.95);
        }

        var wasted = new List<Waste>();
        int unproven = 0;
        foreach (IGrouping<string, int> sameName in IndexesBy(item, call => call.Name))
        {
            if (sameName.Skip(1).Any() && !ToolNames.IsMeantToRepeat(sameName.Key))
            {
                foreach (IGrouping<string, int> same in sameName.GroupBy(
                    i => CanonicalJson.OfLoosely(item.ToolCalls[i].Arguments), StringComparer.Ordinal))
                {
                    List<Waste> rows = Wasted(item, [.. same]);
                    unproven += rows.Count(row => !row.IsProven);
                    wasted.AddRange(rows);
                }
            }
        }

        // Without a recorded result one repeat proves little: the first may have been lost. Two do.
        bool proven = wasted.Exists(row => row.IsProven);
        if (!proven && unproven < 2)
        {
            return Signal.Pass(0.9);
        }

        wasted.Sort((one, other) => one.Call.CompareTo(other.Call));
        Waste[] told = [.. wasted.Where(row => row.IsProven || unproven >= 2)];
        int loops = told.Length;
        return Signal.Fail(
            proven || loops >= 3 ? 0.92 : 0.85,
            $"The agent made {loops} call{(loops == 1 ? "" : "s")} that it had already made, and learned nothing new.",
            "Keep earlier calls and their results in the prompt, cache identical calls, and stop after a set"
                + " number of steps.",
            [.. told.Select(row => EvidenceOf(item, row))]);
    }

    private static IEnumerable<IGrouping<string, int>> IndexesBy(Item item, Func<ToolCall, string> key) =>
        Enumerable.Range(0, item.ToolCalls.Length).GroupBy(i => key(item.ToolCalls[i]), StringComparer.Ordinal);

    /// <summary>The calls of one group, all alike, that could not bring anything new.</summary>
    private static List<Waste> Wasted(Item item, int[] same)
    {
        var wasted = new List<Waste>();
        int retries = 0;
        int polls = 0;
        for (int i = 1; i < same.Length; i++)
        {
            ToolCall before = item.ToolCalls[same[i - 1]];
            ToolCall call = item.ToolCalls[same[i]];
            bool recorded = (before.Output ?? before.Error) is not null && (call.Output ?? call.Error) is not null;
            if (ToolResult.Of(before).HasFailed)
            {
                retries++;
                if (retries > RetriesAllowed)
                {
                    wasted.Add(new Waste(same[0], same[i], recorded));
                }
            }
            else if (recorded && !SameResult(before, call))
            {
                retries = 0;
                polls = 0;
            }
            else if (IsPending(call) && ++polls < PollsAllowed)
            {
                continue;
            }
            else if (!StateChanged(item, same[i - 1], same[i]))
            {
                wasted.Add(new Waste(same[0], same[i], recorded));
            }
        }

        return wasted;
    }

    private static bool SameResult(ToolCall one, ToolCall other) =>
        string.Equals(one.Output ?? one.Error, other.Output ?? other.Error, StringComparison.Ordinal)
        || (one.Output is { } first && other.Output is { } second
            && CanonicalJson.OfLoosely(first) == CanonicalJson.OfLoosely(second));

    private static bool IsPending(ToolCall call) => call.Output is { Length: < 2_000 } output
        && Pending.IsMatch(output);

    private static bool StateChanged(Item item, int first, int last)
    {
        for (int i = first + 1; i < last; i++)
        {
            if (item.ToolCalls[i].Name != item.ToolCalls[last].Name && ToolNames.ChangesState(item.ToolCalls[i].Name))
            {
                return true;
            }
        }

        return false;
    }

    private static Evidence EvidenceOf(Item item, Waste row)
    {
        ToolCall call = item.ToolCalls[row.Call];
        string description = $"Call {row.Call + 1} of `{call.Name}` repeats call {row.First + 1}, arguments and all.";
        return Evidence.InToolCall(
            row.Call,
            ToolCallField.Arguments,
            0,
            call.Arguments.Length,
            row.IsProven ? "same_call_same_result" : "same_call",
            description);
    }

    private static readonly Pattern Pending = Pattern.AnyCase(
        @"\b(?:pending|running|queued|in[_ -]?progress|processing|not[_ -]?ready|waiting|started|building"
            + @"|provisioning)\b");

    /// <param name="IsProven">Both results stand in the record, and are the same.</param>
    private readonly record struct Waste(int First, int Call, bool IsProven);
}
