using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using Valiqor.Analysis.Facts;
using Valiqor.Text;
using Valiqor.Text.Sentences;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>
/// Finds equations in prose and works them out. What is supposed, denied, asked or quoted is left alone.
/// </summary>
internal static class ArithmeticReader
{
    private const int MostWrong = 10;
    private const double RoundedSlack = 0.05;

    /// <summary>Words that take a sentence's sums out of plain truth, or out of plain decimal arithmetic.</summary>
    private static readonly SearchValues<string> OtherWorlds = SearchValues.Create(
        [
            "if ", "suppose", "assum", "imagine", "wrong", "incorrect", "false", "mistake", "untrue", "myth",
            "hypothetical",
            "joke", "typo", "would mean", "claim", "believe", "pretend", "modul", "mod ", "binary", " base ",
            "hexadecimal",
            "octal", "clock", "version", "regex", " range", " ratio", " score", "whether", "orwell", "trick",
            "not true",
            "is it true", "instead of", " string", "concat", "phone", "remainder", "floor", "rounded down", "boolean",
        ],
        StringComparison.OrdinalIgnoreCase);

    public static ImmutableArray<WrongArithmetic> FindWrong(ItemFacts facts)
    {
        var found = ImmutableArray.CreateBuilder<WrongArithmetic>();
        TextFacts output = facts.Output;
        if (BareAnswer.Find(facts) is { } bare)
        {
            found.Add(bare);
        }

        foreach (Equation equation in Read(output))
        {
            if (equation.Wrong is { } wrong && found.Count < MostWrong)
            {
                found.Add(wrong);
            }
        }

        return found.ToImmutable();
    }

    public static bool HasArithmetic(TextFacts output) => Read(output).Any();

    private static IEnumerable<Equation> Read(TextFacts output)
    {
        if (!output.Text.AsSpan().ContainsAnyInRange('0', '9'))
        {
            yield break;
        }

        for (int s = 0; s < output.Sentences.Length; s++)
        {
            Sentence sentence = output.Sentences[s];
            if (sentence.Is(SentenceTraits.Question | SentenceTraits.Code)
                || !output.Text.AsSpan(sentence.Start, sentence.End - sentence.Start).ContainsAnyInRange('0', '9')
                || output.Text.AsSpan(sentence.Start, sentence.End - sentence.Start).IndexOfAny(OtherWorlds) >= 0)
            {
                continue;
            }

            int after = sentence.Start;
            for (int i = sentence.FirstToken; i < sentence.EndToken; i++)
            {
                if (output.Tokens[i].Start >= after && Equation.At(output, i, sentence) is { } equation)
                {
                    after = equation.End;
                    yield return equation;
                }
            }
        }
    }

    /// <summary>Whether a stated result is the actual one, as exactly as it is given.</summary>
    public static bool Agrees(double actual, double stated, double step, bool rounds, bool about)
    {
        double off = Math.Abs(actual - stated);
        double exact = 1e-9 * Math.Max(1, Math.Abs(actual));

        // A quotient may be cut off as well as rounded: 2 / 3 is 0.66 to many.
        double slack = rounds && actual != Math.Floor(actual) ? step * 0.9999 : step < 1 || step > 1 ? step / 2 : 0;
        return off <= Math.Max(exact, about ? Math.Max(slack, Math.Abs(actual) * RoundedSlack) : slack);
    }

    public static string Format(double value) =>
        Math.Round(value, 6).ToString("0.######", CultureInfo.InvariantCulture);
}

/// <summary>An equation whose sides differ. The span is the whole equation's.</summary>
internal sealed record WrongArithmetic(int Start, int End, string Expression, string Stated, string Actual);
