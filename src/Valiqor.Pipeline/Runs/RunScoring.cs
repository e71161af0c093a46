using System.Text.Json;
using Valiqor.Analysis;
using Valiqor.Analysis.Scoring;
using Valiqor.Client;
using Valiqor.Pipeline.Storage;

namespace Valiqor.Pipeline.Runs;

/// <summary>Scores a run's tally, and puts the score in the wire's words.</summary>
public sealed class RunScoring(RunDetectors detectors, Thresholds thresholds)
{
    public RunScore Score(Tally tally) => RunScore.Of(detectors.Taxonomy, tally, thresholds);

    /// <summary>Each safety category that was looked for, as JSON; null where a run was not to look.</summary>
    public string? SecurityFlags(RunRow row, Tally tally)
    {
        if (!RunDetectors.OptionsOf(row).RunSecurity)
        {
            return null;
        }

        var flags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (SelectedDetector running in detectors.SelectFor(row).Running)
        {
            foreach (string category in running.Subcategory.RelatedSecurityCategories)
            {
                flags[category] = tally.SecurityFailures.GetValueOrDefault(category) > 0 ? "fail" : "pass";
            }
        }

        return JsonSerializer.Serialize(flags, PipelineJson.Default.SortedDictionaryStringString);
    }

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
