using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Facts.Instructions;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>Which subcategory a broken instruction counts under, so that none counts twice.</summary>
internal enum BreachKind
{
    /// <summary>It was done otherwise: task_not_followed.</summary>
    NotFollowed,

    /// <summary>Parts asked for are not there, or not all of them: partial_task_completion.</summary>
    MissingParts,

    /// <summary>It is not in the format asked for: output_format_non_compliance.</summary>
    WrongFormat,
}

/// <summary>An instruction that the answer does not follow.</summary>
/// <param name="Problem">What the answer does instead, as the end of a sentence that begins with "the answer".</param>
/// <param name="Start">Of the place in the output that shows it.</param>
internal sealed record Breach(Instruction Instruction, BreachKind Kind, string Problem, int Start, int End);

/// <summary>What the item's prompts ask for in a verifiable way, and what of it the answer does not do.</summary>
internal sealed record InstructionVerdicts(
    System.Collections.Immutable.ImmutableArray<Instruction> Instructions,
    System.Collections.Immutable.ImmutableArray<Breach> Breaches) : IFact<InstructionVerdicts>
{
    public static InstructionVerdicts None { get; } = new([], []);

    public static InstructionVerdicts Read(ItemFacts facts) => InstructionChecker.Check(facts);
}
