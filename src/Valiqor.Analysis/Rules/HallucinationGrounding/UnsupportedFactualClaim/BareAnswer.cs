using Valiqor.Analysis.Facts;
using Valiqor.Text;
using Valiqor.Text.Mentions;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>
/// An answer that is a number and no more, to a question that is a sum and no more: "What is 2+2?", "5".
/// </summary>
internal static class BareAnswer
{
    private const int LongestQuestion = 80;
    private const int LongestAnswer = 40;

    public static WrongArithmetic? Find(ItemFacts facts)
    {
        TextFacts input = facts.Input;
        TextFacts output = facts.Output;
        if (input.Text.Length > LongestQuestion || output.Text.Length > LongestAnswer || input.Tokens.IsEmpty
            || output.Quantities.Length != 1 || !IsAsk(input))
        {
            return null;
        }

        Quantity answer = output.Quantities[0];
        foreach (Token token in output.Tokens)
        {
            if (token.IsContent && (token.Start < answer.Start || token.End > answer.End)
                && !input.Text.Contains(output.Text[token.Start..token.End], StringComparison.OrdinalIgnoreCase)
                && output.Text[token.Start..token.End] is not ("answer" or "result" or "sum" or "Answer" or "Result"))
            {
                return null;
            }
        }

        int start = input.Text.AsSpan().IndexOfAnyInRange('0', '9');
        var expression = new ArithmeticExpression(input.Text, start);
        if (start < 0 || expression.Read() is not { } actual || expression.Operands < 2 || expression.MixesUnits
            || !input.Text.AsSpan(expression.End).Trim(" ?=.!").IsEmpty || answer.Kind == QuantityKind.Label
            || ArithmeticReader.Agrees(actual, answer.Value, answer.Step, expression.Divides, answer.Approximate))
        {
            return null;
        }

        string text = input.Text[start..expression.End];
        return new WrongArithmetic(
            answer.Start, answer.End, text, output.Text[answer.Start..answer.End], ArithmeticReader.Format(actual));
    }

    private static bool IsAsk(TextFacts input)
    {
        ReadOnlySpan<char> text = input.Text.AsSpan().TrimStart();
        return char.IsAsciiDigit(text[0]) || text.StartsWith("what is", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("what's", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("calculate", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("compute", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("how much is", StringComparison.OrdinalIgnoreCase);
    }
}
