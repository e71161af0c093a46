using Valiqor.Analysis.Facts.Instructions;
using Valiqor.Text.Patterns;


namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>
/// Looks for the pieces an answer was to have: a title, a postscript, a beginning, an end, the prompt repeated.
/// </summary>
internal static class LayoutCheck
{
    public static Breach? Check(Instruction instruction, AnswerText answer) => instruction.Kind switch
    {
        InstructionKind.Title => Title.IsMatch(answer.Trimmed)
            ? null : Missing(instruction, answer, "has no title in double angular brackets"),
        InstructionKind.Postscript => HasPostscript(instruction, answer)
            ? null : Missing(instruction, answer, "has no postscript"),
        InstructionKind.BeginWith => BeginsWith(instruction, answer),
        InstructionKind.EndWith => EndsWith(instruction, answer),
        InstructionKind.WrapInQuotes => WrapInQuotes(instruction, answer),
        InstructionKind.RepeatPrompt => Repeat(instruction, answer),
        InstructionKind.ParagraphStart => ParagraphStart(instruction, answer),
        _ => null,
    };

    private static Breach Missing(Instruction instruction, AnswerText answer, string problem) =>
        new(instruction, BreachKind.MissingParts, problem, answer.Start, answer.End);

    private static Breach Other(Instruction instruction, string problem, int start, int end) =>
        new(instruction, BreachKind.NotFollowed, problem, start, end);

    private static bool HasPostscript(Instruction instruction, AnswerText answer) =>
        (instruction.Mark == "P.P.S" ? TwiceAfter : Once).IsMatch(answer.Trimmed);

    private static Breach? BeginsWith(Instruction instruction, AnswerText answer)
    {
        int end = Math.Min(answer.End, answer.BodyStart + instruction.Terms[0].Length + 20);
        return StartsAlike(answer.Body, instruction.Terms[0]) is null
            && StartsAlike(answer.Trimmed, instruction.Terms[0]) is null
            ? Other(instruction, $"does not begin with \"{instruction.Terms[0]}\"", answer.BodyStart, end)
            : null;
    }

    private static Breach? EndsWith(Instruction instruction, AnswerText answer)
    {
        string term = instruction.Terms[0];
        int at = answer.End - 1;
        for (int i = term.Length - 1; i >= 0; i--)
        {
            if (!char.IsLetterOrDigit(term[i]))
            {
                continue;
            }

            while (at >= answer.Start && !char.IsLetterOrDigit(answer.Text[at]))
            {
                at--;
            }

            if (at < answer.Start || char.ToLowerInvariant(answer.Text[at--]) != char.ToLowerInvariant(term[i]))
            {
                return Other(instruction, $"does not end with \"{term}\"", Math.Max(answer.Start,
                    answer.End - term.Length - 20), answer.End);
            }
        }

        return null;
    }

    private static Breach? WrapInQuotes(Instruction instruction, AnswerText answer)
    {
        ReadOnlySpan<char> text = answer.Trimmed;
        bool opens = text[0] is '"' or '“' or '„' or '«';
        bool closes = text.Length > 1 && text[^1] is '"' or '”' or '“' or '»';
        return opens && closes ? null
            : opens ? Other(instruction, "does not end with a quotation mark", Math.Max(answer.Start,
                answer.End - 40), answer.End)
            : Other(instruction, "does not begin with a quotation mark", answer.Start, Math.Min(answer.End,
                answer.Start + 40));
    }

    private static Breach? Repeat(Instruction instruction, AnswerText answer)
    {
        foreach (string text in instruction.Terms)
        {
            if (StartsAlike(answer.Trimmed, text) is { } length)
            {
                answer.BodyStart = answer.Start + length;
                return null;
            }
        }

        return Other(instruction, "does not begin with the text that it was to repeat", answer.Start,
            Math.Min(answer.End, answer.Start + 200));
    }

    private static Breach? ParagraphStart(Instruction instruction, AnswerText answer)
    {
        int index = instruction.Ordinal < 0 ? answer.Blocks.Count - 1 : instruction.Ordinal - 1;
        if (index >= answer.Blocks.Count)
        {
            return Missing(instruction, answer, $"has no paragraph {instruction.Ordinal}");
        }

        (int start, int end) = answer.Blocks[index];
        return StartsAlike(answer.Text.AsSpan(start, end - start), instruction.Terms[0]) is null
            ? Other(instruction, $"does not begin that paragraph with \"{instruction.Terms[0]}\"", start,
                Math.Min(end, start + 40))
            : null;
    }

    /// <summary>
    /// The length of the beginning that has the same letters and digits as a text, whatever marks and blanks stand
    /// between them; null where another letter comes first.
    /// </summary>
    private static int? StartsAlike(ReadOnlySpan<char> answer, string text)
    {
        int at = 0;
        foreach (char c in text)
        {
            if (!char.IsLetterOrDigit(c))
            {
                continue;
            }

            while (at < answer.Length && !char.IsLetterOrDigit(answer[at]))
            {
                at++;
            }

            if (at == answer.Length || char.ToLowerInvariant(answer[at++]) != char.ToLowerInvariant(c))
            {
                return null;
            }
        }

        return at < answer.Length && char.IsLetterOrDigit(answer[at]) ? null : at;
    }

    private static readonly Pattern Title = Pattern.Of(@"<<[^\n]+>>");

    private static readonly Pattern Once = Pattern.AnyCase(@"P\.?[ ]?S\b|postscript");

    private static readonly Pattern TwiceAfter = Pattern.AnyCase(@"P\.?[ ]?P\.?[ ]?S\b");
}
