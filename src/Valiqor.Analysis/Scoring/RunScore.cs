using System.Collections.Immutable;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;

namespace Valiqor.Analysis.Scoring;

/// <summary>Where a run's failures begin to matter.</summary>
/// <param name="AlertSeverity">A failure of this severity alerts.</param>
/// <param name="GateSeverity">A failure of this severity and <paramref name="GateConfidence"/> stops a build.</param>
/// <param name="ReviewConfidence">A failure less sure than this wants a person's eye.</param>
public sealed record Thresholds(
    double AlertSeverity = 4,
    double GateSeverity = 3,
    double GateConfidence = 0.7,
    double ReviewConfidence = 0.5)
{
    /// <summary>From where on (0–1) a metric's value is good enough.</summary>
    public const double DefaultQuality = 0.7;
}

/// <summary>What a run's tally comes to.</summary>
public sealed record RunScore(Tally Tally)
{
    /// <summary>What failed or stayed unsure, the worst first: severity, then confidence, then count.</summary>
    public required ImmutableArray<SubcategoryScore> Rows { get; init; }

    /// <summary>0–5.</summary>
    public required double OverallSeverity { get; init; }

    /// <summary>0–1.</summary>
    public required double OverallConfidence { get; init; }

    public required bool ShouldAlert { get; init; }

    public required bool ShouldGateCi { get; init; }

    public required bool NeedsHumanReview { get; init; }

    public Subcategory? PrimaryFailure => Rows is [{ Tally.Fails: > 0 } worst, ..] ? worst.Subcategory : null;

    public static RunScore Of(FailureTaxonomy taxonomy, Tally tally, Thresholds thresholds)
    {
        ImmutableArray<SubcategoryScore> rows =
        [
            .. from subcategory in taxonomy.Subcategories
               where tally.Subcategories.ContainsKey(subcategory.Id)
               let row = SubcategoryScore.Of(subcategory, tally.Subcategories[subcategory.Id], tally.Items)
               orderby row.WorstSeverity descending, row.AverageConfidence descending, row.Tally.Fails descending
               select row,
        ];
        ImmutableArray<SubcategoryScore> failing = [.. rows.Where(row => row.Tally.Fails > 0)];
        return new RunScore(tally)
        {
            Rows = [.. failing, .. rows.Where(row => row.Tally is { Fails: 0, Unsure: > 0 })],
            OverallSeverity = failing.Select(row => row.WorstSeverity).DefaultIfEmpty(0).Max(),
            OverallConfidence = failing.IsEmpty
                ? Mean(rows.Sum(row => row.Tally.TagConfidence), rows.Sum(row => (long)row.Tags))
                : Mean(failing.Sum(row => row.Tally.FailConfidence), failing.Sum(row => (long)row.Tally.Fails)),
            ShouldAlert = failing.Any(row => row.WorstSeverity >= thresholds.AlertSeverity),
            ShouldGateCi = failing.Any(row => row.Gates(thresholds)),
            NeedsHumanReview = rows.Any(row => row.Tally.Unsure > 0)
                || failing.Any(row => row.LeastConfidence < thresholds.ReviewConfidence),
        };
    }

    /// <summary>1 + 0.5 × the share of items that fail it, when more than one does.</summary>
    public static double FrequencyWeight(int fails, int items) =>
        fails > 1 ? Score.Round(1 + (0.5 * fails / items)) : 1;

    internal static double Mean(long sum, long count) =>
        count == 0 ? 0 : Score.Round((double)sum / count / SubcategoryTally.ConfidenceUnit);
}

/// <summary>One subcategory's part of a run.</summary>
public sealed record SubcategoryScore(
    Subcategory Subcategory,
    SubcategoryTally Tally,
    double FrequencyWeight,
    double WorstSeverity,
    double AverageConfidence)
{
    public int Tags => Tally.Fails + Tally.Unsure + Tally.Passes;

    public double LeastConfidence => (double)Tally.LeastFailConfidence / SubcategoryTally.ConfidenceUnit;

    public static SubcategoryScore Of(Subcategory subcategory, SubcategoryTally tally, int items)
    {
        double weight = RunScore.FrequencyWeight(tally.Fails, items);
        Decision worst = tally.Fails > 0 ? Decision.Fail : tally.Unsure > 0 ? Decision.Unsure : Decision.Pass;
        double severity = Score.SeverityOf(subcategory, worst, tally.HighRiskFails > 0, weight);
        return new(subcategory, tally, weight, severity, RunScore.Mean(tally.FailConfidence, tally.Fails));
    }

    internal bool Gates(Thresholds thresholds)
    {
        int least = (int)Math.Round(thresholds.GateConfidence * SubcategoryTally.ConfidenceUnit);
        double plain = Score.SeverityOf(Subcategory, Decision.Fail, highRisk: false, FrequencyWeight);
        return (plain >= thresholds.GateSeverity && Tally.GreatestFailConfidence >= least)
            || (WorstSeverity >= thresholds.GateSeverity && Tally.GreatestHighRiskConfidence >= least);
    }
}
