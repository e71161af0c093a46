using System.Collections.Immutable;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>
/// Another problem was solved: translated into another language, written in another programming language, told of
/// another thing or another order, or done the opposite. Says so only where words of the answer show it.
/// </summary>
internal sealed class WrongIntentResolution : IComposedRule
{
    /// <summary>Longer inputs hold documents, in which a request cannot be told from its material.</summary>
    private const int LongestRequest = 2_500;

    /// <summary>The first that finds one decides.</summary>
    private static readonly ImmutableArray<IFindOne<ItemFacts, Mismatch>> Mismatches =
    [
        new OtherLanguage(),
        new OtherCode(),
        new OtherSubject(),
    ];

    public string Subcategory => "wrong_intent_resolution";

    IEnumerable<ICheck> IComposedRule.Checks => Mismatches;

    public Signal Inspect(ItemFacts facts)
    {
        Item item = facts.Item;
        if (string.IsNullOrWhiteSpace(item.Input) || string.IsNullOrWhiteSpace(item.Output))
        {
            return Signal.NotApplicable;
        }

        if (item.Input.Length > LongestRequest)
        {
            return Signal.Pass(0.5);
        }

        foreach (IFindOne<ItemFacts, Mismatch> check in Mismatches)
        {
            if (check.Find(facts) is { } mismatch)
            {
                return Signal.Fail(
                    mismatch.Confidence,
                    mismatch.Cause,
                    "Let the model restate what is asked before it answers, and check the answer against the words of"
                        + " the request.",
                    mismatch.Evidence);
            }
        }

        return Signal.Pass(0.6);
    }
}

/// <summary>What shows that an answer is to another request.</summary>
internal sealed record Mismatch(double Confidence, string Cause, Evidence Evidence)
{
    public static Mismatch InOutput(double confidence, string rule, string cause, int start, int end) =>
        new(confidence, cause, Evidence.InOutput(start, end, rule, cause));
}
