using Valiqor.Analysis.Facts.Instructions;
using Valiqor.Text.Patterns;


namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>
/// Tells whether an answer has the markup that was asked for. It judges the form and not what is in it.
/// </summary>
internal static class FormatCheck
{
    public static Breach? Check(Instruction instruction, AnswerText answer)
    {
        string? problem = instruction.Mark switch
        {
            "xml" => IsXml(answer) ? null : "has no well-formed XML",
            "csv" => IsCsv(answer) ? null : "has no lines of comma-separated values",
            "yaml" => YamlLine.Count(answer.Trimmed) > 0 || !answer.Facts.Code.Blocks.IsEmpty
                ? null : "has no YAML",
            "table" => TableRule.IsMatch(answer.Trimmed) || answer.Trimmed.Contains("<table",
                StringComparison.OrdinalIgnoreCase)
                ? null : "has no table",
            "code" => answer.Facts.Code.Blocks.IsEmpty ? "has no code block" : null,
            _ => null,
        };
        return problem is null
            ? null
            : new Breach(instruction, BreachKind.WrongFormat, problem, answer.Start, Math.Min(answer.End,
                answer.Start + 200));
    }

    /// <summary>An element somewhere: prose may stand around it. A document without one root is still markup.</summary>
    private static bool IsXml(AnswerText answer)
    {
        ReadOnlySpan<char> text = answer.Trimmed;
        int start = text.IndexOf('<');
        int end = text.LastIndexOf('>');
        return start >= 0 && end > start && ElementEnd.IsMatch(text[start..(end + 1)]);
    }

    private static bool IsCsv(AnswerText answer)
    {
        int separated = 0;
        foreach ((int start, int end) in answer.Lines)
        {
            separated += answer.Text.AsSpan(start, end - start).ContainsAny(',', ';', '\t') ? 1 : 0;
        }

        return separated > 0 && separated * 2 >= answer.Lines.Count - 2;
    }

    private static readonly Pattern ElementEnd = Pattern.Of(@"</\s*[\w:.-]+\s*>|/>");

    private static readonly Pattern YamlLine = Pattern.Of(@"(?m:^)\s*(?:- )?[\w .""'-]+:(?:[ ]|$)|(?m:^)\s*- ");

    private static readonly Pattern TableRule = Pattern.Of(@"\|[ ]*:?-{2,}");
}
