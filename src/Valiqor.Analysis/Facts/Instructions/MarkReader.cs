using System.Buffers;
using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Facts.Instructions;

/// <summary>Reads which punctuation the answer is to do without.</summary>
internal static class MarkReader
{
    private static readonly FrozenDictionary<string, string> Marks = new Dictionary<string, string>
    {
        ["comma"] = ",，、،",
        ["period"] = ".",
        ["full stop"] = ".",
        ["exclamation"] = "!！",
        ["question mark"] = "?？",
        ["semicolon"] = ";",
        ["semi-colon"] = ";",
        ["colon"] = ":",
        ["em dash"] = "—",
        ["em-dash"] = "—",
        ["asterisk"] = "*",
        ["hashtag"] = "#",
        ["emoji"] = "emoji",
        ["digit"] = "0123456789",
        ["numeral"] = "0123456789",
        ["parenthes"] = "()",
        ["bullet point"] = "bullets",
        ["bullet list"] = "bullets",
        ["punctuation"] = ".,!?;:",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Cues = SearchValues.Create(
        ["comma", "period", "full stop", "exclamation", "question mark", "semi", "colon", "em dash", "em-dash",
            "asterisk", "hashtag", "emoji", "digit", "numeral", "parenthes", "bullet", "punctuation"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text has what this reader needs; most have not, and seeing that is cheap.</summary>
    public static bool MayRead(ReadOnlySpan<char> text) => text.ContainsAny(Cues);

    public static void Read(PromptSentence sentence, List<Instruction> into)
    {
        if (!MayRead(sentence.Span))
        {
            return;
        }

        foreach (Match match in sentence.Matches(MarkName))
        {
            string before = sentence.Before(match.Index, 110);
            string after = sentence.After(match.Index + match.Length, 60);
            Match avoided = AvoidBefore.Match(before);
            bool isAvoided = (avoided.Success && !Reversed.IsMatch(avoided.Value)) || AvoidAfter.IsMatch(after);
            if (isAvoided && !Qualified.IsMatch(after))
            {
                int start = avoided.Success ? match.Index - avoided.Length : match.Index;
                into.Add(sentence.Instruction(InstructionKind.AvoidMark, start, match.Index + match.Length) with
                {
                    Mark = Marks[match.Groups["mark"].Value],
                    Terms = [match.Groups["mark"].Value.ToLowerInvariant()],
                });
            }
        }
    }

    private static readonly Pattern MarkName = Pattern.AnyCase(
        @"\b(?<mark>comma|period|full stop|exclamation|question mark|semi-?colon|colon|em[ -]dash|asterisk"
        + @"|hashtag|emoji|digit|numeral"
        + @"|parenthes|bullet point|bullet list|punctuation)(?:s|es|is)?(?:[ ](?:marks?|points?))?\b");

    /// <summary>The negation that reaches the mark: nothing but verbs of use and other marks between.</summary>
    private static readonly Pattern AvoidBefore = Pattern.AnyCase(
        @"(?:n['’]t|\b(?:no|not|never|without|avoid(?:ing)?|refrain(?:ing)?|zero|free of|exclud(?:e|ing)"
        + @"|omit(?:ting)?|eliminat(?:e|ing)|remov(?:e|ing)))"
        + @"(?:[ ,]+(?:from|any|all|a|an|the|use|used|using|of|to|be|include|including|contain|containing|have"
        + @"|having|put|putting|add|adding"
        + @"|employ|employing|usage|single|other|extra|commas?|periods?|colons?|semicolons?|exclamation"
        + @"|question|marks?|points?|emojis?|hashtags?"
        + @"|digits?|bullet|and|or|nor|in|your|response|answer|sort|kind|type|word|words|utiliz\w+|writ\w+"
        + @"|insert\w*))*[ ]+$");

    /// <summary>"Do not write without commas" and "no need to use commas" ask for nothing that shows.</summary>
    private static readonly Pattern Reversed = Pattern.AnyCase(
        @"(?:\bnot|n['’]t)\b.*\b(?:without|avoid|no|refrain|omit)\b");

    private static readonly Pattern AvoidAfter = Pattern.AnyCase(
        @"\A[^.;,:]{0,40}?\b(?:(?:are|is)[ ](?:not[ ](?:allowed|permitted)|forbidden|prohibited|banned|off[ -]limits)"
        + @"|(?:should|must|may|can|shall)(?:[ ]not|n['’]t|[ ]never)[ ](?:be[ ]used|appear|be[ ]included"
        + @"|be[ ]present)|cannot[ ]be[ ]used)"
        + @"|\A[- ]free\b");

    /// <summary>"No commas between the names" and "no more than two commas" forbid less than all of them.</summary>
    private static readonly Pattern Qualified = Pattern.AnyCase(
        @"\A[ -]*(?:between|after|before|in the (?:title|list|headings?)|inside|within the|at the"
        + @"|separated|or less|unless|except|from|to separate)\b");
}
