using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Valiqor.Analysis.Items;
using Valiqor.Text;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Facts.Instructions;

/// <summary>
/// Reads the verifiable instructions of a prompt. What is quoted, conditional, asked as a question,
/// or said of a program
/// and not of the answer is left alone: an instruction missed costs less than one made up.
/// </summary>
internal static class InstructionReader
{
    private const int MostInstructions = 40;

    private static readonly SearchValues<string> ConditionCues = SearchValues.Create(
        ["if", "when", "unless", "in case", "in the event", "should the user", "for ", "where ", "except",
            "otherwise", "example", "e.g"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> ProgramCues = SearchValues.Create(
        ["function", "method", "script", "program", "regex", "regular", "quer", "class", "algorithm",
            "unit test", "endpoint", "api that", "validator", "password", "python", "java"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> OptionalCues = SearchValues.Create(
        ["optional", "if possible", "ideally", "feel free", "preferabl", "you may", "you might", "you can",
            "try to", "i wrote", "i write", "i have", "i was", "i need", "i must", "i had", "my teacher",
            "my boss", "my professor", "my editor", "the user", "the customer", "the client", "the author",
            "the student"],
        StringComparison.OrdinalIgnoreCase);

    public static ImmutableArray<Instruction> Read(TextFacts prompt, EvidenceSource source)
    {
        if (prompt.Text.Length < 8 || !MayRead(prompt.Text))
        {
            return [];
        }

        var text = new PromptText(prompt, source);
        var found = new List<Instruction>();
        foreach (PromptSentence sentence in text.Sentences)
        {
            if (found.Count < MostInstructions && MayRead(sentence.Span) && SpeaksOfTheAnswer(sentence))
            {
                ReadSentence(sentence, found);
            }
        }

        return [.. found];
    }

    /// <summary>Whether any reader may find something: hardly any prompt of a chat gets beyond this.</summary>
    private static bool MayRead(ReadOnlySpan<char> text) =>
        TermReader.MayRead(text) || CountReader.MayRead(text) || ItemReader.MayRead(text)
        || LetterReader.MayRead(text) || CaseReader.MayRead(text) || MarkReader.MayRead(text)
        || LayoutReader.MayRead(text) || EdgeReader.MayRead(text)
        || LanguageReader.MayRead(text) || FormatReader.MayRead(text);

    private static void ReadSentence(PromptSentence sentence, List<Instruction> into)
    {
        TermReader.Read(sentence, into);
        CountReader.Read(sentence, into);
        ItemReader.Read(sentence, into);
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
        if (asks && !PoliteRequest.IsMatch(sentence.Span))
        {
            return false;
        }

        bool isHouse = sentence.Prompt.Source == EvidenceSource.SystemPrompt;
        return !SaysUnquoted(ConditionCues, isHouse ? AnyCondition : Condition, sentence)
            && !SaysUnquoted(ProgramCues, AboutProgram, sentence)
            && !SaysUnquoted(OptionalCues, Optional, sentence);
    }

    /// <param name="cues">Of which each match of the expression has one: looking for them costs less.</param>
    private static bool SaysUnquoted(SearchValues<string> cues, Pattern pattern, PromptSentence sentence)
    {
        if (!sentence.Span.ContainsAny(cues))
        {
            return false;
        }

        foreach (ValueMatch match in pattern.EnumerateMatches(sentence.Span))
        {
            if (sentence.Prompt.QuotationAt(sentence.Start + match.Index) is null)
            {
                return true;
            }
        }

        return false;
    }

    private static readonly Pattern PoliteRequest = Pattern.AnyCase(
        @"\b(?:can|could|would|will)[ ](?:you|u)\b|\bplease\b|\bkindly\b");

    private static readonly Pattern Condition = Pattern.AnyCase(
        @"\A\W*(?:if|when|whenever|unless|in case|in the event|should the user|for (?:each|every|any|questions"
        + @"|requests))\b"
        + @"|,[ ](?:if|unless|whenever)\b|\b(?:only[ ])?(?:if|when)[ ](?:the|you|it|there|needed|necessary"
        + @"|possible|asked"
        + @"|applicable|appropriate|required)\b|\bwhere (?:possible|appropriate)\b");

    private static readonly Pattern AnyCondition = Pattern.AnyCase(
        @"\b(?:if|when|whenever|unless|in case|except|otherwise|for (?:each|every|any|simple|complex|long|short"
        + @"|questions"
        + @"|requests|lists)|where (?:possible|appropriate)|example|e\.g)\b");

    /// <summary>
    /// "Write a function that returns at most three words" says nothing about the answer's own length.
    /// </summary>
    private static readonly Pattern AboutProgram = Pattern.AnyCase(
        @"\b(?:functions?|methods?|scripts?|programs?|regex(?:es)?|regular expressions?|(?:sql )?quer(?:y|ies)"
        + @"|class(?:es)? that"
        + @"|algorithms?|unit tests?|endpoints?|api that|validators?|passwords?|python code|java code"
        + @"|javascript|typescript)\b");

    private static readonly Pattern Optional = Pattern.AnyCase(
        @"\b(?:optional(?:ly)?|if possible|ideally|feel free|preferabl[ey]|you (?:may|might"
        + @"|can) (?:also )?(?:use|include|add|write"
        + @"|choose|omit)|try to|i (?:wrote|write|have written|was told|need to write|must write|had to)"
        + @"|my (?:teacher|boss"
        + @"|professor|editor)|the (?:user|customer|client|author|student)s? (?:said|says|asked|wrote|wants))\b");
}
