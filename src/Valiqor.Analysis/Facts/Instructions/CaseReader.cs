using System.Buffers;
using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Facts.Instructions;

/// <summary>Reads whether the whole answer is to be in capitals or without any.</summary>
internal static class CaseReader
{
    private static readonly SearchValues<string> Cues = SearchValues.Create(
        ["capital", "caps", "upper", "lower", "small letters"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text has what this reader needs; most have not, and seeing that is cheap.</summary>
    public static bool MayRead(ReadOnlySpan<char> text) => text.ContainsAny(Cues);

    public static void Read(PromptSentence sentence, List<Instruction> into)
    {
        if (!MayRead(sentence.Span))
        {
            return;
        }

        foreach (Match match in sentence.Matches(Capitals))
        {
            string before = sentence.Before(match.Index, 90);
            string after = sentence.After(match.Index + match.Length, 60);
            if (!IsOfAPart(before) && !AfterPart.IsMatch(after) && !Negated.IsMatch(before))
            {
                into.Add(sentence.Instruction(InstructionKind.UpperCase, match));
                return;
            }
        }

        foreach (Match match in sentence.Matches(SmallLetters))
        {
            string before = sentence.Before(match.Index, 90);
            if (!IsOfAPart(before) && !Negated.IsMatch(before))
            {
                into.Add(sentence.Instruction(InstructionKind.LowerCase, match));
                return;
            }
        }
    }

    private static bool IsOfAPart(string before) => OfAPart.IsMatch(PromptText.BehindLast("and", before));

    private static readonly Pattern Capitals = Pattern.AnyCase(
        @"\b(?:(?:in|with|using|use)[ ](?:only[ ]|entirely[ ]|just[ ])*(?:english[ ]and[ ])?(?:in[ ])?(?:all"
        + @"|only|entirely|completely|full)?[ -]?(?:capital(?:[ ]letters|s|ized)?\b"
        + @"|capitals\b|caps\b|upper[ -]?case(?:[ ]letters)?)|all[ -](?:caps|capitals?(?:[ ]letters)?"
        + @"|upper[ -]?case(?:[ ]letters)?)"
        + @"|(?:only|entirely|fully|completely|be)[ ](?:in[ ])?(?:capital letters|upper[ -]?case|capitali[sz]ed)"
        + @"|capitali[sz]e (?:every|all|each)(?: (?:the|of the))? (?:single )?letters?"
        + @"|no lower[ -]?case(?:[ ]letters)?"
        + @"|(?:every|each|all)[ ](?:single[ ])?letters?[^.,;]{0,40}(?:capitali[sz]ed|upper[ -]?case|capital))\b");

    private static readonly Pattern SmallLetters = Pattern.AnyCase(
        @"\b(?:(?:in|with|using|use|be)[ ](?:only[ ]|entirely[ ]|just[ ])*(?:english[ ]and[ ])?(?:in[ ])?(?:all"
        + @"|only|entirely|completely)?[ -]?lower[ -]?cas(?:e|ed|es)(?:[ ]letters?)?"
        + @"|all[ -](?:lower[ -]?case[ds]?(?:[ ]letters)?|small letters)|(?:only|entirely|fully"
        + @"|completely)[ ](?:in[ ])?lower[ -]?case[ds]?"
        + @"|(?:no|without(?: (?:any|using(?: any)?|the use of(?: any)?))?|avoid(?:ing)?(?: (?:using|the use of"
        + @"|any|all))*|(?:do not|don't|never) use(?: any)?)"
        + @"[ ](?:capital(?:[ ]letters?|s|ization)|capitals|upper[ -]?case(?:[ ]letters?)?)"
        + @"|(?:every|each|all)[ ](?:single[ ]|the[ ])?letters?[^.,;]{0,40}lower[ -]?case[ds]?"
        + @"|capital letters (?:are|is) (?:not|never) (?:allowed|permitted))\b");

    /// <summary>Some words, the title or the first letters, and not the whole answer.</summary>
    private static readonly Pattern OfAPart = Pattern.AnyCase(
        @"\b(?:words?|titles?|headlines?|headings?|headers?|first letters?|(?:first|last) (?:word|line"
        + @"|sentence)s?|section names?|keywords?|key terms"
        + @"|labels?|abbreviations?|acronyms?|phrases?|some|few|one or two|vowels?|consonants?|variables?|keys?"
        + @"|emphasi[sz]e|constants?)\b[^.;:]{0,50}$");

    private static readonly Pattern AfterPart = Pattern.AnyCase(
        @"\A[ ]?(?:words?\b|\(?[^.;]{0,30}\b(?:times|words|at (?:least|most)|less than|more than"
        + @"|fewer than)\b|of the|for (?:emphasis|headings|titles|the))");

    private static readonly Pattern Negated = Pattern.AnyCase(
        @"(?:\b(?:not|never|avoid|without|no)|n['’]t)\b[^.;:,]{0,40}$");
}
