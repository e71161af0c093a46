using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>
/// Finds instructions of the user or the system prompt that the answer plainly does not follow: words to use or to
/// avoid, length, capitals, language, how to begin and end. What cannot be counted or looked up is left to a judge.
/// </summary>
internal sealed class TaskNotFollowed : IRule
{
    public string Subcategory => "task_not_followed";

    public Signal Inspect(ItemFacts facts) =>
        InstructionSignal.Of(facts.Get<InstructionVerdicts>(), BreachKind.NotFollowed);
}
