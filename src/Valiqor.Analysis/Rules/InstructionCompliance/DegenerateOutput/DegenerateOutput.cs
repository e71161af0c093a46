using System.Collections.Immutable;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>
/// Finds answers that are broken as text: empty, looping, cut off, garbled, unfilled, in the wrong script.
/// </summary>
internal sealed class DegenerateOutput : IComposedRule
{
    /// <summary>The first that finds a fault decides.</summary>
    private static readonly ImmutableArray<IFindOne<ItemFacts, Signal>> Faults =
    [
        new LeftoverTemplate(),
        new GarbledText(),
        new RepetitionLoop(),
        new CutOffEnding(),
        new WrongScript(),
    ];

    public string Subcategory => "degenerate_output";

    IEnumerable<ICheck> IComposedRule.Checks => Faults;

    public Signal Inspect(ItemFacts facts)
    {
        Item item = facts.Item;
        if (IsBlank(item.Output))
        {
            return Blank(item);
        }

        foreach (IFindOne<ItemFacts, Signal> check in Faults)
        {
            if (check.Find(facts) is { } fault)
            {
                return fault;
            }
        }

        return Signal.Pass(0.9);
    }

    private static bool IsBlank(string text)
    {
        foreach (char c in text)
        {
            // Zero-width characters and the byte order mark show nothing, and are no white space to .NET.
            if (!char.IsWhiteSpace(c) && c is not ('\u200b' or '\u200c' or '\u200d' or '\u2060' or '\ufeff'))
            {
                return false;
            }
        }

        return true;
    }

    private static Signal Blank(Item item)
    {
        // A turn that only calls tools has no text yet: its answer comes after the results.
        bool waitsForTools = item.ToolCalls.Any(call => call.Output is null && call.Error is null);
        return waitsForTools
            ? Signal.Pass(0.7)
            : Signal.Fail(
                0.98,
                "The model returned no text at all.",
                "Check the finish reason and the content filter, and retry or show a fallback on empty text.",
                Evidence.InOutput(0, item.Output.Length, "empty_output", "The answer has no visible text."));
    }
}
