using System.Collections.Immutable;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Facts.Instructions;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>Reads an item's instructions and holds the answer against each.</summary>
internal static class InstructionChecker
{
    public static InstructionVerdicts Check(ItemFacts facts)
    {
        Item item = facts.Item;
        if (string.IsNullOrWhiteSpace(item.Output))
        {
            return InstructionVerdicts.None;
        }

        ImmutableArray<Instruction> instructions = InstructionReader.Read(facts.Input, EvidenceSource.Input);
        if (item.SystemPrompt is not null)
        {
            instructions = [.. instructions, .. WithoutOverruled(InstructionReader.Read(facts.SystemPrompt,
                EvidenceSource.SystemPrompt), instructions)];
        }

        if (instructions.IsEmpty)
        {
            return InstructionVerdicts.None;
        }

        var answer = new AnswerText(facts.Output);
        var breaches = ImmutableArray.CreateBuilder<Breach>();

        // What had to be repeated is the prompt's wording, not the model's: it is set aside first.
        foreach (Instruction instruction in instructions.OrderBy(one => one.Kind != InstructionKind.RepeatPrompt))
        {
            if (CheckOne(instruction, answer) is { } breach)
            {
                breaches.Add(breach);
            }
        }

        return new InstructionVerdicts(instructions, breaches.ToImmutable());
    }

    /// <summary>A user who asks for more or for something else overrules the house's standing order.</summary>
    private static IEnumerable<Instruction> WithoutOverruled(
        ImmutableArray<Instruction> standing,
        ImmutableArray<Instruction> asked) =>
        standing.Where(one => !asked.Any(other => other.Kind == one.Kind || (IsLength(other.Kind)
            && IsLength(one.Kind))));

    private static bool IsLength(InstructionKind kind) => kind is InstructionKind.Words or InstructionKind.Sentences
        or InstructionKind.Paragraphs or InstructionKind.Characters or InstructionKind.Lines or InstructionKind.Bullets;

    private static Breach? CheckOne(Instruction instruction, AnswerText answer) => instruction.Kind switch
    {
        <= InstructionKind.LetterCount => CountCheck.Check(instruction, answer),
        InstructionKind.IncludeTerms or InstructionKind.AvoidTerms or InstructionKind.AvoidLetters
            or InstructionKind.AvoidMark or InstructionKind.OneOf => TermCheck.Check(instruction, answer),
        InstructionKind.UpperCase or InstructionKind.LowerCase or InstructionKind.Language =>
            WritingCheck.Check(instruction, answer),
        InstructionKind.Format => FormatCheck.Check(instruction, answer),
        _ => LayoutCheck.Check(instruction, answer),
    };
}
