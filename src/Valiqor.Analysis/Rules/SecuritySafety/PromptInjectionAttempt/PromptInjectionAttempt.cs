using System.Collections.Immutable;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>
/// Finds orders that are to take the model over, wherever they stand. Whether they did is another detector's question.
/// </summary>
internal sealed class PromptInjectionAttempt : IComposedRule
{
    private const string Category = "S15";

    public string Subcategory => "prompt_injection_attempt";

    IEnumerable<ICheck> IComposedRule.Checks => InjectionFinder.Checks;

    public Signal Inspect(ItemFacts facts)
    {
        ImmutableArray<InjectedOrder> found = facts.Get<Injections>().All;
        if (found.IsEmpty)
        {
            return Signal.Pass(0.8);
        }

        ImmutableArray<InjectedOrder> sure = [.. found.Where(order => !order.IsDoubtful)];
        if (sure.IsEmpty)
        {
            return Signal.Unsure(
                0.5,
                $"{Where(found[0])} ends or begins with {found[0].What}, which may be meant for the model.",
                [.. found.Select(order => order.ToEvidence())]);
        }

        return Signal.Fail(
            sure.Max(order => order.Confidence),
            $"{Where(sure[0])} holds {sure[0].What}.",
            Fix(sure[0]),
            [.. sure.Select(order => order.ToEvidence())]) with
        {
            SecurityCategory = Category,
            Stage = sure[0].Place.Source switch
            {
                EvidenceSource.Context => PipelineStage.Retrieval,
                EvidenceSource.ToolCall => PipelineStage.ToolExecution,
                _ => null,
            },
        };
    }

    internal static string Where(InjectedOrder order) => order.Place.Source switch
    {
        EvidenceSource.Context => $"Passage {order.Place.Index + 1} of the context",
        EvidenceSource.ToolCall => $"The result of tool call {order.Place.Index + 1}",
        _ => "The input",
    };

    private static string Fix(InjectedOrder order) => order.Place.Source switch
    {
        EvidenceSource.Input =>
            "Screen inputs before the model sees them, and keep system instructions apart from what users write.",
        EvidenceSource.Context =>
            "Mark retrieved passages as data in the prompt, and screen or clean them when they are indexed.",
        _ => "Treat tool results as data: delimit them, strip orders from them, and ask before acting on them.",
    };
}
