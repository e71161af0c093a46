using System.Collections.Immutable;
using Valiqor.Analysis.Facts.Instructions;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>Says what a detector says of the broken instructions that are its own.</summary>
internal static class InstructionSignal
{
    private const double Confidence = 0.9;

    /// <summary>
    /// A sentence can be cut in more than one way, and "about" leaves room: these are read with care.
    /// </summary>
    private const double LooseConfidence = 0.8;

    private const double PassConfidence = 0.8;

    public static Signal Of(InstructionVerdicts verdicts, BreachKind kind)
    {
        bool asksForFormat = verdicts.Instructions.Any(one => one.Kind == InstructionKind.Format);
        if (verdicts.Instructions.IsEmpty || (kind == BreachKind.WrongFormat && !asksForFormat))
        {
            return Signal.NotApplicable;
        }

        ImmutableArray<Breach> own = [.. verdicts.Breaches.Where(breach => breach.Kind == kind)];
        if (own.IsEmpty)
        {
            return Signal.Pass(PassConfidence);
        }

        string more = own.Length > 1 ? $" ({own.Length} instructions are broken in all)" : "";
        return Signal.Fail(
            own.Max(ConfidenceOf),
            $"{Prompt(own[0].Instruction)} asks for {Wanted(own[0].Instruction)}, "
                + $"but the answer {own[0].Problem}{more}.",
            Fix(own[0]),
            [.. own.SelectMany(Places)]);
    }

    public static IEnumerable<Evidence> Places(Breach breach)
    {
        Instruction instruction = breach.Instruction;
        string rule = RuleOf(instruction.Kind);
        double confidence = ConfidenceOf(breach);
        yield return Evidence.InOutput(breach.Start, breach.End, rule, $"The answer {breach.Problem}.")
            with { Confidence = confidence };
        yield return new Evidence(
            instruction.Source,
            instruction.Start,
            instruction.End,
            rule,
            $"These words ask for {Wanted(instruction)}.")
        { Confidence = confidence };
    }

    private static double ConfidenceOf(Breach breach) =>
        breach.Instruction.Count.IsApproximate
            || breach.Instruction.Kind is InstructionKind.Sentences or InstructionKind.Paragraphs
            ? LooseConfidence
            : Confidence;

    private static string RuleOf(InstructionKind kind) =>
        "instruction_" + System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    private static string Prompt(Instruction instruction) =>
        instruction.Source == EvidenceSource.SystemPrompt ? "The system prompt" : "The user";

    private static string Wanted(Instruction instruction) => instruction.Kind switch
    {
        InstructionKind.TermCount => $"\"{instruction.Terms[0]}\" {instruction.Count} times",
        InstructionKind.LetterCount => $"the letter \"{instruction.Terms[0]}\" {instruction.Count} times",
        InstructionKind.CapitalWords => $"{instruction.Count} words in capitals",
        InstructionKind.SeparatedParts => $"{instruction.Count} parts with a separator between them",
        InstructionKind.Sections => $"{instruction.Count} sections labelled \"{instruction.Mark}\"",
        <= InstructionKind.LetterCount => $"{instruction.Count} {instruction.Kind.ToString().ToLowerInvariant()}",
        InstructionKind.IncludeTerms => $"the words {Quoted(instruction)}",
        InstructionKind.AvoidTerms => $"an answer without the words {Quoted(instruction)}",
        InstructionKind.AvoidLetters => $"an answer without the letter \"{instruction.Terms[0]}\"",
        InstructionKind.AvoidMark => $"an answer without any {instruction.Terms[0]}",
        InstructionKind.UpperCase => "capital letters only",
        InstructionKind.LowerCase => "small letters only",
        InstructionKind.Language => $"an answer in {instruction.Mark}",
        InstructionKind.Title => "a title in double angular brackets",
        InstructionKind.Postscript => $"a postscript that begins with {instruction.Mark}.",
        InstructionKind.BeginWith => $"an answer that begins with \"{instruction.Terms[0]}\"",
        InstructionKind.EndWith => $"an answer that ends with \"{instruction.Terms[0]}\"",
        InstructionKind.WrapInQuotes => "quotation marks around the whole answer",
        InstructionKind.RepeatPrompt => "the request to be repeated first",
        InstructionKind.OneOf => $"one of the answers {Quoted(instruction)}",
        InstructionKind.ParagraphStart => $"a paragraph that begins with \"{instruction.Terms[0]}\"",
        InstructionKind.Format => $"{instruction.Mark} output",
        _ => "something else",
    };

    private static string Quoted(Instruction instruction) =>
        string.Join(", ", instruction.Terms.Take(5).Select(term => $"\"{term}\""));

    private static string Fix(Breach breach) => breach.Instruction.Kind switch
    {
        InstructionKind.Words or InstructionKind.Characters or InstructionKind.Sentences or InstructionKind.Lines =>
            "Check the length after generation and ask for a shorter or longer version, or set the token limit to fit.",
        <= InstructionKind.Hashtags or InstructionKind.SeparatedParts =>
            "Number the parts in the prompt, or ask for a list of them as structured output and join it in code.",
        InstructionKind.AvoidMark or InstructionKind.AvoidTerms or InstructionKind.AvoidLetters =>
            $"Check for {Wanted(breach.Instruction)} in code and retry: models slip on what they are to leave out.",
        InstructionKind.UpperCase or InstructionKind.LowerCase => "Change the case in code after generation.",
        InstructionKind.Language => "Name the language in the system prompt, last, and check it after generation.",
        InstructionKind.Title or InstructionKind.Postscript or InstructionKind.BeginWith or InstructionKind.EndWith
            or InstructionKind.WrapInQuotes or InstructionKind.RepeatPrompt =>
            "Add the fixed text in code around the model's answer instead of asking the model for it.",
        InstructionKind.OneOf => "Offer the options as an enumeration of structured output.",
        _ => "Repeat the instruction at the end of the prompt, and check it in code before the answer is sent.",
    };
}
