using System.Buffers;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Facts.Instructions;

/// <summary>
/// Reads whether the answer is to be XML, CSV, YAML, a Markdown table or a code block. JSON is read elsewhere.
/// </summary>
internal static class FormatReader
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
            && sentence.First(Asked, one => !OfSomething.IsMatch(sentence.After(one.End(), 12))) is { } match
            && !Negated.IsMatch(sentence.Before(match.Groups["format"].Index, 50))
            && !Elsewhere.IsMatch(sentence.Span))
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

    private static readonly Pattern Asked = Pattern.AnyCase(
        @"\b(?:respond|answer|reply|return|output|summari[sz]e|write|give|provide|present|format|formatted|wrap"
        + @"|wrapped|put|list|show|produce|generate|organi[sz]e"
        + @"|response|be)\b[^.;\n]{0,70}?\b(?:in|as|using|into|inside|within)[ ](?:an?[ ]|the[ ]|valid[ ]"
        + @"|proper[ ]|well-formed[ ]|raw[ ]|only[ ]|one[ ]|single[ ])*(?<format>XML|CSV|YAML"
        + @"|(?:markdown[ ])table|code[ -]?(?:block|fence))\b");

    /// <summary>"An XML schema" is no XML.</summary>
    private static readonly Pattern OfSomething = Pattern.AnyCase(
        @"\A[ ]?(?:schema|parser|library|injection|column|tags?\b)");

    private static readonly Pattern Negated = Pattern.AnyCase(
        @"(?:\b(?:not|never|avoid|without|instead of|rather than|than|or)"
        + @"|n['’]t)\b[^.;,]{0,30}$");

    private static readonly Pattern Elsewhere = Pattern.AnyCase(
        @"\b(?:converts?|pars(?:e|es|ing|er)|files?|stored?|saves?|data in|given|database|tutorial"
        + @"|how to|what is|difference|between|json)\b");
}
