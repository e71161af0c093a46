using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>
/// Finds answers that lack parts which were asked for by number or by name: sections, bullets, responses, a title, a
/// postscript, or simply length.
/// </summary>
internal sealed class PartialTaskCompletion : IRule
{
    public string Subcategory => "partial_task_completion";

    public Signal Inspect(ItemFacts facts) =>
        InstructionSignal.Of(facts.Get<InstructionVerdicts>(), BreachKind.MissingParts);
}
