using Valiqor.Analysis.Scoring;
using Valiqor.Analysis.Taxonomy;
using Valiqor.Client;

namespace Valiqor.Pipeline.Runs;

/// <summary>Scores a run's tally, and puts the score in the wire's words.</summary>
public sealed class RunScoring(FailureTaxonomy taxonomy, Thresholds thresholds)
{
    public RunScore Score(Tally tally) => RunScore.Of(taxonomy, tally, thresholds);

    /// <summary>Subcategory id to frequency weight; those with weight 1 are left out.</summary>
    public static SortedDictionary<string, double> WeightsOf(RunScore score)
    {
        var weights = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (SubcategoryScore row in score.Rows.Where(row => row.FrequencyWeight > 1))
        {
            weights[row.Subcategory.Id] = row.FrequencyWeight;
        }

        return weights;
    }

    public static RunSummary SummaryOf(RunScore score)
    {
        Tally tally = score.Tally;
        return new RunSummary
        {
            TotalFailuresDetected = tally.Subcategories.Values.Sum(row => row.Fails),
            TotalPasses = tally.Subcategories.Values.Sum(row => row.Passes),
            TotalUncertain = tally.Subcategories.Values.Sum(row => row.Unsure),
            OverallSeverity = score.OverallSeverity,
            OverallConfidence = score.OverallConfidence,
            PrimaryFailure = score.PrimaryFailure?.Id,
            PrimaryFailureName = score.PrimaryFailure?.Name,
            BucketsAffected =
            [
                .. score.Rows.Where(row => row.Tally.Fails > 0).Select(row => row.Subcategory.Bucket).Distinct(),
            ],
            ShouldAlert = score.ShouldAlert,
            ShouldGateCi = score.ShouldGateCi,
            NeedsHumanReview = score.NeedsHumanReview,
            TotalItems = tally.Items,
            ItemsWithFailures = tally.ItemsWithFailures,
            ItemsAllPassed = tally.ItemsAllPassed,
            BySubcategory = [.. score.Rows.Select(SummaryOf)],
        };
    }

    private static SubcategorySummary SummaryOf(SubcategoryScore row) => new()
    {
        SubcategoryId = row.Subcategory.Id,
        SubcategoryName = row.Subcategory.Name,
        BucketId = row.Subcategory.Bucket,
        Failures = row.Tally.Fails,
        Uncertain = row.Tally.Unsure,
        Passes = row.Tally.Passes,
        NotApplicable = row.Tally.NotApplicable,
        WorstSeverity = row.WorstSeverity,
        AverageConfidence = row.AverageConfidence,
    };
}
