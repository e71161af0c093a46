using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Scoring.Metrics;

/// <summary>
/// <c>levenshtein</c>: 1 − distance ÷ length of the longer text, in Unicode code points, but for case and white space.
/// </summary>
/// <remarks>
/// The distance is Levenshtein's (Soviet Physics Doklady 10, 1966): the fewest insertions, deletions and substitutions
/// that make one text the other.
/// </remarks>
internal sealed class LevenshteinSimilarity : IMetric
{
    public string Id => "levenshtein";

    public bool OnlyWhenNamed => false;

    public Measurement Measure(ItemFacts facts)
    {
        if (facts.Find<ComparedTexts>() is not { } texts)
        {
            return Measurement.None(NotMeasured.NoExpected);
        }

        int[] output = EditDistance.CodePoints(texts.Output);
        int[] expected = EditDistance.CodePoints(texts.Expected);
        int longer = Math.Max(output.Length, expected.Length);
        return EditDistance.Between(output, expected) is { } distance
            ? Measurement.Of(1 - ((double)distance / longer))
            : Measurement.None(NotMeasured.TextsTooLong);
    }
}
