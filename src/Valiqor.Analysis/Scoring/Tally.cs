using System.Collections.Immutable;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Scoring;

/// <summary>
/// What a part of a run adds up to. Merging takes sums and maxima of whole numbers only, so order and grouping do not
/// matter and a run that was killed and resumed adds up to the same.
/// </summary>
public sealed record Tally
{
    public static Tally Empty { get; } = new();

    public int Items { get; init; }

    public int ItemsWithFailures { get; init; }

    public int ItemsAllPassed { get; init; }

    /// <summary>
    /// Items with a failure of a safety category or of <c>FailureTaxonomy.SecurityBucket</c>.
    /// </summary>
    public int UnsafeItems { get; init; }

    /// <summary>Items in whose input such a failure has its evidence.</summary>
    public int UnsafeInputs { get; init; }

    public ImmutableSortedDictionary<string, SubcategoryTally> Subcategories { get; init; } =
        ImmutableSortedDictionary.Create<string, SubcategoryTally>(StringComparer.Ordinal);

    /// <summary>Items that fail in a safety category, by category ("S9").</summary>
    public ImmutableSortedDictionary<string, int> SecurityFailures { get; init; } =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, MetricTally> Metrics { get; init; } =
        ImmutableSortedDictionary.Create<string, MetricTally>(StringComparer.Ordinal);

    public JudgeTally Judging { get; init; } = JudgeTally.Empty;

    public Tally Merge(Tally other)
    {
        var rows = Subcategories.ToBuilder();
        foreach ((string id, SubcategoryTally row) in other.Subcategories)
        {
            rows[id] = rows.GetValueOrDefault(id, SubcategoryTally.Empty).Merge(row);
        }

        var metrics = Metrics.ToBuilder();
        foreach ((string id, MetricTally metric) in other.Metrics)
        {
            metrics[id] = metrics.GetValueOrDefault(id, MetricTally.Empty).Merge(metric);
        }

        return new Tally
        {
            Items = Items + other.Items,
            ItemsWithFailures = ItemsWithFailures + other.ItemsWithFailures,
            ItemsAllPassed = ItemsAllPassed + other.ItemsAllPassed,
            Subcategories = rows.ToImmutable(),
            UnsafeItems = UnsafeItems + other.UnsafeItems,
            UnsafeInputs = UnsafeInputs + other.UnsafeInputs,
            SecurityFailures = Sum(SecurityFailures, other.SecurityFailures),
            Metrics = metrics.ToImmutable(),
            Judging = Judging.Merge(other.Judging),
        };
    }

    internal static ImmutableSortedDictionary<string, int> Sum(
        ImmutableSortedDictionary<string, int> counts,
        ImmutableSortedDictionary<string, int> others)
    {
        var sum = counts.ToBuilder();
        foreach ((string key, int count) in others)
        {
            sum[key] = sum.GetValueOrDefault(key) + count;
        }

        return sum.ToImmutable();
    }
}

/// <summary>One subcategory's part of a tally. Confidences are whole ten-thousandths.</summary>
public readonly record struct SubcategoryTally
{
    public const int ConfidenceUnit = 10_000;

    public static SubcategoryTally Empty { get; }

    public int Fails { get; init; }

    public int Unsure { get; init; }

    public int Passes { get; init; }

    public int NotApplicable { get; init; }

    /// <summary>Failures lifted by a high-risk safety category.</summary>
    public int HighRiskFails { get; init; }

    public long FailConfidence { get; init; }

    /// <summary>Over all decisions that make a tag: fail, unsure and pass.</summary>
    public long TagConfidence { get; init; }

    public int GreatestFailConfidence { get; init; }

    public int GreatestHighRiskConfidence { get; init; }

    /// <summary>The least confidence of a failure; 0 where there is none.</summary>
    public int LeastFailConfidence { get; init; }

    public static SubcategoryTally Of(Decision decision, Score score)
    {
        int confidence = (int)Math.Round(score.Confidence * ConfidenceUnit, MidpointRounding.AwayFromZero);
        bool fail = decision == Decision.Fail;
        bool highRisk = score.SecurityOverride is not null;
        return new SubcategoryTally
        {
            Fails = fail ? 1 : 0,
            Unsure = decision == Decision.Unsure ? 1 : 0,
            Passes = decision == Decision.Pass ? 1 : 0,
            NotApplicable = decision == Decision.NotApplicable ? 1 : 0,
            HighRiskFails = highRisk ? 1 : 0,
            FailConfidence = fail ? confidence : 0,
            TagConfidence = decision == Decision.NotApplicable ? 0 : confidence,
            GreatestFailConfidence = fail ? confidence : 0,
            GreatestHighRiskConfidence = highRisk ? confidence : 0,
            LeastFailConfidence = fail ? confidence : 0,
        };
    }

    public SubcategoryTally Merge(SubcategoryTally other) => new()
    {
        Fails = Fails + other.Fails,
        Unsure = Unsure + other.Unsure,
        Passes = Passes + other.Passes,
        NotApplicable = NotApplicable + other.NotApplicable,
        HighRiskFails = HighRiskFails + other.HighRiskFails,
        FailConfidence = FailConfidence + other.FailConfidence,
        TagConfidence = TagConfidence + other.TagConfidence,
        GreatestFailConfidence = Math.Max(GreatestFailConfidence, other.GreatestFailConfidence),
        GreatestHighRiskConfidence = Math.Max(GreatestHighRiskConfidence, other.GreatestHighRiskConfidence),
        LeastFailConfidence = Fails == 0 ? other.LeastFailConfidence
            : other.Fails == 0 ? LeastFailConfidence
            : Math.Min(LeastFailConfidence, other.LeastFailConfidence),
    };
}
