using Valiqor.Analysis.Facts;
using Valiqor.Text;
using Valiqor.Text.Mentions;
using Valiqor.Text.Sentences;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>
/// Says whether a number follows from the numbers of the grounds: the same, rounded, or worked out from two.
/// </summary>
internal static class NumberSupport
{
    private const int MostInSentence = 12;
    private const int MostSentences = 2_000;

    private static readonly ulong Half = WordKey.OfStem("half");
    private static readonly ulong Quarter = WordKey.OfStem("quarter");
    private static readonly ulong Third = WordKey.OfStem("third");
    private static readonly ulong Double = WordKey.OfStem("double");
    private static readonly ulong Century = WordKey.OfStem("century");
    private static readonly ulong Dozen = WordKey.OfStem("dozen");

    public static bool IsSupported(TextFacts output, Quantity number, Grounds grounds)
    {
        if (number.Kind is QuantityKind.Label or QuantityKind.Marker or QuantityKind.Time
            || DetailChecker.IsOwnCount(number) || IsCited(output, number))
        {
            return true;
        }

        double value = Math.Abs(number.Value);
        return grounds.HasNumber(value)
            || IsRounded(number, value, grounds)
            || IsShare(number, value, grounds)
            || IsDecade(number, value, grounds)
            || (number.Unit == Century && grounds.HasNumberBetween((value - 1) * 100, (value * 100) - 1))
            || IsOtherScale(value, grounds)
            || FollowsFromTwo(value, number.Kind, grounds);
    }

    private static bool IsCited(TextFacts output, Quantity number)
    {
        foreach (CitationMarker marker in output.Citations)
        {
            if (marker.Start <= number.Start && number.End <= marker.End)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"About 40" for 39.6; and "4.2 million" for 4,187,000, which rounds to the last digit given.</summary>
    private static bool IsRounded(Quantity number, double value, Grounds grounds)
    {
        double half = number.Step / 2;
        bool fraction = number.Step is < 1 or > 1;
        double slack = number.Approximate ? Math.Max(value * 0.1, half) : fraction ? half : 0;
        return slack > 0 && grounds.HasNumberBetween(value - slack, value + slack);
    }

    private static bool IsShare(Quantity number, double value, Grounds grounds)
    {
        if (number.Kind != QuantityKind.Percent)
        {
            return value is 12 && grounds.Knows(Dozen);
        }

        return grounds.HasNumber(value / 100)
            || (value is 50 && grounds.Knows(Half))
            || (value is 25 or 75 && grounds.Knows(Quarter))
            || (value is 33 or 67 or 66 && grounds.Knows(Third))
            || (value is 100 && grounds.Knows(Double));
    }

    private static bool IsDecade(Quantity number, double value, Grounds grounds) =>
        number.Kind == QuantityKind.Year && value % 10 == 0 && number.EndToken - number.FirstToken > 1
        && grounds.HasNumberBetween(value, value + 9);

    /// <summary>A table in thousands or millions, told in full or the other way round.</summary>
    private static bool IsOtherScale(double value, Grounds grounds) =>
        value != Math.Floor(value) && (grounds.HasNumber(value * 1e3) || grounds.HasNumber(value * 1e6));

    /// <summary>The sum or the difference of two numbers of one sentence, which a good summary may work out.</summary>
    private static bool FollowsFromTwo(double value, QuantityKind kind, Grounds grounds)
    {
        int sentences = 0;
        foreach (TextFacts text in grounds.Index.Passages)
        {
            ReadOnlySpan<Quantity> numbers = text.Quantities;
            int at = 0;
            foreach (Sentence sentence in text.Sentences)
            {
                int first = at;
                while (at < numbers.Length && numbers[at].Start < sentence.End)
                {
                    at++;
                }

                if (at - first >= 2 && sentences++ < MostSentences
                    && AnyTwo(numbers[first..Math.Min(at, first + MostInSentence)], value, kind))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool AnyTwo(ReadOnlySpan<Quantity> numbers, double value, QuantityKind kind)
    {
        double all = 0;
        for (int i = 0; i < numbers.Length; i++)
        {
            all += numbers[i].Value;
            for (int j = i + 1; j < numbers.Length; j++)
            {
                bool sameKind = numbers[i].Kind == numbers[j].Kind
                    && (numbers[i].Kind == kind || numbers[i].Kind == QuantityKind.Year);
                double sum = numbers[i].Value + numbers[j].Value;
                double difference = Math.Abs(numbers[i].Value - numbers[j].Value);
                if (sameKind && (Near(sum, value) || Near(difference, value)))
                {
                    return true;
                }
            }
        }

        return numbers.Length > 2 && Near(all, value);
    }

    private static bool Near(double one, double other) => Math.Abs(one - other) <= 1e-9 * Math.Max(1, Math.Abs(other));
}
