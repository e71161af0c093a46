using System.Buffers;
using System.Text.RegularExpressions;

namespace Valiqor.Analysis.Instructions;

/// <summary>
/// Reads whether the answer is to be XML, CSV, YAML, a Markdown table or a code block. JSON is read elsewhere.
/// </summary>
internal static partial class FormatReader
{
    private static readonly SearchValues<string> Cues = SearchValues.Create(
        ["xml", "csv", "yaml", "markdown table", "code block", "code-block", "codeblock", "code fence",
            "code-fence", "codefence"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text has what this reader needs; most have not, and seeing that is cheap.</summary>
    public static bool MayRead(ReadOnlySpan<char> text) => text.ContainsAny(Cues);

    public static void Read(PromptSentence sentence, List<Instruction> into)
    {
        if (MayRead(sentence.Span)
            && sentence.First(Asked()) is { } match
            && !Negated().IsMatch(sentence.Before(match.Groups["format"].Index, 50))
            && !Elsewhere().IsMatch(sentence.Span))
        {
            string format = match.Groups["format"].Value.ToLowerInvariant();
            into.Add(sentence.Instruction(InstructionKind.Format, match) with
            {
                Mark = format.Contains("table", StringComparison.Ordinal) ? "table"
                    : format.StartsWith("code", StringComparison.Ordinal) ? "code"
                    : format,
            });
        }
    }

    [GeneratedRegex(
        @"\b(?:respond|answer|reply|return|output|summari[sz]e|write|give|provide|present|format|formatted|wrap"
        + @"|wrapped|put|list|show|produce|generate|organi[sz]e"
        + @"|response|be)\b[^.;\n]{0,70}?\b(?:in|as|using|into|inside|within)[ ](?:an?[ ]|the[ ]|valid[ ]"
        + @"|proper[ ]|well-formed[ ]|raw[ ]|only[ ]|one[ ]|single[ ])*(?<format>XML|CSV|YAML"
        + @"|(?:markdown[ ])table|code[ -]?(?:block|fence))\b(?![ ]?(?:schema|parser|library|injection|column"
        + @"|tags?\b))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Asked();

    [GeneratedRegex(@"(?:\b(?:not|never|avoid|without|instead of|rather than|than|or)"
        + @"|n['’]t)\b[^.;,]{0,30}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Negated();

    [GeneratedRegex(@"\b(?:converts?|pars(?:e|es|ing|er)|files?|stored?|saves?|data in|given|database|tutorial"
        + @"|how to|what is|difference|between|json)\b",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Elsewhere();
}
