using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Valiqor.Analysis.Instructions;

/// <summary>
/// Reads the verifiable instructions of a prompt. What is quoted, conditional, asked as a question,
/// or said of a program
/// and not of the answer is left alone: an instruction missed costs less than one made up.
/// </summary>
internal static partial class InstructionReader
{
    private const int MostInstructions = 40;

    /// <summary>A sentence without any of these has no instruction that we read.</summary>
    private static readonly SearchValues<string> Cues = SearchValues.Create(
        ["word", "sentence", "paragraph", "stanza", "lines", "line ", "-line", "bullet", "section", "highlight",
            "italic",
            "placeholder", "hashtag", "capital", "letter", "character", "phrase", "term", "comma", "punctuation",
                "upper",
            "lower", " caps", "title", "bracket", "postscript", "p.s", "ps:", "quot", "repeat", "separat", "divided",
            "one of", "choose", "options", "json", "xml", "csv", "yaml", "html", "table", "code block", "markdown",
            "language", "entirely", "only", "begin", "start", "end ", "finish", "conclude", "avoid", "mention",
                "include",
            "do not use", "don't use", "don't include", "without", "steps", "tips", "ideas", "examples", "items",
                "reasons",
            " in ", "no ", "answer", "say ", "exclude", "refrain", "contain", "verses"],
        StringComparison.OrdinalIgnoreCase);

    public static ImmutableArray<Instruction> Read(string prompt, EvidenceSource source)
    {
        if (prompt.Length < 8 || prompt.AsSpan().IndexOfAny(Cues) < 0)
        {
            return [];
        }

        var text = new PromptText(prompt, source);
        var found = new List<Instruction>();
        foreach (PromptSentence sentence in text.Sentences)
        {
            if (found.Count < MostInstructions && sentence.Span.IndexOfAny(Cues) >= 0 && SpeaksOfTheAnswer(sentence))
            {
                ReadSentence(sentence, found);
            }
        }

        return [.. found];
    }

    private static void ReadSentence(PromptSentence sentence, List<Instruction> into)
    {
        TermReader.Read(sentence, into);
        CountReader.Read(sentence, into);
        LetterReader.Read(sentence, into);
        CaseReader.Read(sentence, into);
        MarkReader.Read(sentence, into);
        LayoutReader.Read(sentence, into);
        EdgeReader.Read(sentence, into);
        LanguageReader.Read(sentence, into);
        FormatReader.Read(sentence, into);
    }

    private static bool SpeaksOfTheAnswer(PromptSentence sentence)
    {
        bool asks = sentence.Span.TrimEnd() is [.., '?'];
        if (asks && !PoliteRequest().IsMatch(sentence.Span))
        {
            return false;
        }

        bool isHouse = sentence.Prompt.Source == EvidenceSource.SystemPrompt;
        return !SaysUnquoted(isHouse ? AnyCondition() : Condition(), sentence)
            && !SaysUnquoted(AboutProgram(), sentence)
            && !SaysUnquoted(Optional(), sentence);
    }

    private static bool SaysUnquoted(Regex regex, PromptSentence sentence)
    {
        foreach (ValueMatch match in regex.EnumerateMatches(sentence.Span))
        {
            if (sentence.Prompt.QuotationAt(sentence.Start + match.Index) is null)
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"\b(?:can|could|would|will)[ ](?:you|u)\b|\bplease\b|\bkindly\b",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex PoliteRequest();

    [GeneratedRegex(
        @"\A\W*(?:if|when|whenever|unless|in case|in the event|should the user|for (?:each|every|any|questions"
        + @"|requests))\b"
        + @"|,[ ](?:if|unless|whenever)\b|\b(?:only[ ])?(?:if|when)[ ](?:the|you|it|there|needed|necessary"
        + @"|possible|asked"
        + @"|applicable|appropriate|required)\b|\bwhere (?:possible|appropriate)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Condition();

    [GeneratedRegex(
        @"\b(?:if|when|whenever|unless|in case|except|otherwise|for (?:each|every|any|simple|complex|long|short"
        + @"|questions"
        + @"|requests|lists)|where (?:possible|appropriate)|example|e\.g)\b",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex AnyCondition();

    /// <summary>
    /// "Write a function that returns at most three words" says nothing about the answer's own length.
    /// </summary>
    [GeneratedRegex(
        @"\b(?:functions?|methods?|scripts?|programs?|regex(?:es)?|regular expressions?|(?:sql )?quer(?:y|ies)"
        + @"|class(?:es)? that"
        + @"|algorithms?|unit tests?|endpoints?|api that|validators?|passwords?|python code|java code"
        + @"|javascript|typescript)\b",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex AboutProgram();

    [GeneratedRegex(
        @"\b(?:optional(?:ly)?|if possible|ideally|feel free|preferabl[ey]|you (?:may|might"
        + @"|can) (?:also )?(?:use|include|add|write"
        + @"|choose|omit)|try to|i (?:wrote|write|have written|was told|need to write|must write|had to)"
        + @"|my (?:teacher|boss"
        + @"|professor|editor)|the (?:user|customer|client|author|student)s? (?:said|says|asked|wrote|wants))\b",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Optional();
}
