using System.Text.Json;
using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Scoring;
using Valiqor.Client;
using Valiqor.Service.Runs.Scope;

namespace Valiqor.Service.Runs.Outcomes;

/// <summary>Scores a run's tally, and puts the score in the wire's words.</summary>
internal sealed class RunScoring(RunDetectors detectors, Thresholds thresholds)
{
    public RunScore Score(Tally tally) => RunScore.Of(detectors.Taxonomy, tally, thresholds);

    /// <summary>Each safety category that was looked for, as JSON; null where none was.</summary>
    public string? SecurityFlags(RunRow row, Tally tally)
    {
        var flags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        DetectorSelection selection = detectors.SelectFor(row);
        foreach (string category in row.JudgeDecides == true
            ? selection.RelatedSecurityCategories
            : selection.SecurityCategories)
        {
            flags[category] = tally.SecurityFailures.GetValueOrDefault(category) > 0 ? "fail" : "pass";
        }

        return flags.Count > 0
            ? JsonSerializer.Serialize(flags, RunJson.Default.SortedDictionaryStringString)
            : null;
    }

    /// <summary>Whether any detector of the security bucket is chosen for a run whose kind is known.</summary>
    public bool LooksForSecurity(RunRow row) => detectors.SelectFor(row).LooksForSecurity;

    /// <summary>A <see cref="RunAudit"/> as JSON; null where the run did not look for security.</summary>
    public string? Audit(RunRow row, Tally tally)
    {
        DetectorSelection selection = detectors.SelectFor(row);
        return selection.LooksForSecurity
            ? JsonSerializer.Serialize(
                new RunAudit(
                    tally.UnsafeItems,
                    selection.LooksAtAnyInput ? tally.UnsafeInputs : null,
                    tally.SecurityFailures),
                RunJson.Default.RunAudit)
            : null;
    }

    /// <summary>A <see cref="RunEvaluation"/> as JSON.</summary>
    public static string Evaluation(RunRow row, Tally tally) => JsonSerializer.Serialize(
        new RunEvaluation(RunDetectors.QualityThresholdOf(row), tally.Metrics), RunJson.Default.RunEvaluation);

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
