using System.Text;
using CsCheck;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Scoring.Metrics;

namespace Valiqor.Analysis.Tests.Metrics;

/// <summary>Laws of the metrics, whatever the texts.</summary>
public sealed class MetricPropertyTests
{
    /// <summary>Long enough for several bands of 64 rows, of few letters so that much is alike.</summary>
    private static readonly Gen<string> Words = Gen.OneOf(
        Gen.String[Gen.Char["abc "], 1, 300],
        Gen.String[Gen.Char["aA é漢\u0301\ud83d\udc4d\n"], 1, 80],
        Gen.String[1, 40]);

    [Fact]
    public void Every_value_lies_between_zero_and_one_and_is_the_same_twice() =>
        Gen.Select(Words, Words).Sample(
            (output, expected) => MetricCatalog.All.All(metric =>
            {
                Measurement first = MetricTests.Of(metric.Id, output, expected);
                return first.Value is null or (>= 0 and <= 1)
                    && first == MetricTests.Of(metric.Id, output, expected);
            }),
            iter: 500);

    [Fact]
    public void A_text_is_equal_to_itself_contains_itself_and_needs_no_edit() =>
        Words.Where(text => !string.IsNullOrWhiteSpace(text)).Sample(
            text => new[] { "equals", "contains", "levenshtein" }
                .All(metric => MetricTests.Of(metric, text, text).Value == 1),
            iter: 2_000);

    [Fact]
    public void Levenshtein_is_the_same_from_either_side() =>
        Gen.Select(Words, Words)
            .Where((left, right) => !string.IsNullOrWhiteSpace(left) && !string.IsNullOrWhiteSpace(right))
            .Sample(
                (left, right) =>
                    MetricTests.Of("levenshtein", left, right) == MetricTests.Of("levenshtein", right, left),
                iter: 2_000);

    [Fact]
    public void Levenshtein_by_bit_vectors_is_levenshtein_by_the_book()
    {
        Gen<string> letters = Gen.String[Gen.Char["abcd\u6f22"], 1, 300];
        Gen.Select(letters, letters).Sample(
            (output, expected) =>
            {
                int longer = Math.Max(output.Length, expected.Length);
                double similarity = 1 - ((double)DistanceByTheBook(output, expected) / longer);
                return MetricTests.Of("levenshtein", output, expected) == Measurement.Of(similarity);
            },
            iter: 2_000);
    }

    [Fact]
    public void What_is_contained_is_what_the_framework_finds()
    {
        Gen<string> letters = Gen.String[Gen.Char["ab"], 1, 12];
        Gen.Select(letters, letters, Gen.Int[0, 40]).Sample(
            (ends, unit, times) =>
            {
                string part = new StringBuilder().Insert(0, unit, times + 300).Append(ends).ToString();
                string text = new StringBuilder(ends).Insert(0, unit, times + 299).Append(part, 0, part.Length - 1)
                    .Append(times % 2 == 0 ? part[^1] : 'c').ToString();
                bool found = text.Contains(part, StringComparison.Ordinal);
                return MetricTests.Of("contains", text, part) == Measurement.Of(found);
            },
            iter: 2_000);
    }

    private static int DistanceByTheBook(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int substituted = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j - 1], row[j]) + 1);
            }
        }

        return row[^1];
    }
}
