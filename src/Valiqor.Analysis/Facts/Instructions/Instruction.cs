using System.Collections.Immutable;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Facts.Instructions;

/// <summary>What an instruction asks for, as far as the answer shows whether it was done.</summary>
internal enum InstructionKind
{
    Words,
    Characters,
    Sentences,
    Paragraphs,
    Stanzas,
    Lines,
    Bullets,
    Items,
    Sections,
    Highlights,
    Placeholders,
    Hashtags,
    CapitalWords,
    SeparatedParts,
    TermCount,
    LetterCount,
    IncludeTerms,
    AvoidTerms,
    AvoidLetters,
    AvoidMark,
    UpperCase,
    LowerCase,
    Language,
    Title,
    Postscript,
    BeginWith,
    EndWith,
    WrapInQuotes,
    RepeatPrompt,
    OneOf,
    ParagraphStart,
    Format,
}

/// <summary>One verifiable instruction, read out of a prompt.</summary>
/// <param name="Start">Of its words in the prompt, in UTF-16 code units.</param>
/// <param name="End">Exclusive.</param>
internal sealed record Instruction(InstructionKind Kind, int Start, int End)
{
    /// <summary>The prompt it stands in: the input or the system prompt.</summary>
    public EvidenceSource Source { get; init; } = EvidenceSource.Input;

    /// <summary>How many, for the kinds that count.</summary>
    public CountBound Count { get; init; }

    /// <summary>The words, letters, options or texts that it names.</summary>
    public ImmutableArray<string> Terms { get; init; } = [];

    /// <summary>
    /// A sign that it names: the separator of parts, the label of sections, the punctuation to avoid.
    /// </summary>
    public string? Mark { get; init; }

    /// <summary>Which paragraph, from 1; -1 is the last.</summary>
    public int Ordinal { get; init; }
}
