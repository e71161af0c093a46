using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Judging;

namespace Valiqor.Service.Runs.Outcomes;

/// <summary>Says what a run did not look for, and why: each as <c>id: reason</c>.</summary>
internal static class SkippedChecks
{
    /// <param name="judge">What the run's judge was asked; nothing where it had none.</param>
    /// <param name="whyNoJudge">Why it had none.</param>
    /// <param name="evaluation">Null while it is not known which metrics had something to measure.</param>
    public static IEnumerable<string> Of(
        DetectorSelection selection,
        JudgeSelection judge,
        string whyNoJudge,
        RunEvaluation? evaluation)
    {
        string[] judged = [.. judge.Metrics.Select(metric => metric.Id)];
        string[] taken = [.. selection.Metrics.Select(metric => metric.Id), .. judged];
        return
        [
            .. from skipped in selection.Skipped select $"{skipped.SubcategoryId}: {skipped.Reason}",
            .. from running in selection.Running
               where running.Subcategory.Detection != Detection.Deterministic
                   && !judge.Criteria.Contains(running.Subcategory)
               select $"{running.Subcategory.Id}: the judge half did not run ({whyNoJudge}); "
                   + "its rule alone speaks, with a confidence of at most 0.6",
            .. from skipped in selection.SkippedMetrics
               where !judged.Contains(skipped.MetricId)
               select $"{skipped.MetricId}: "
                   + (skipped.Reason == DetectorSelection.WantsJudge ? whyNoJudge : skipped.Reason),
            .. from metric in taken
               where evaluation is not null && evaluation.Metrics.GetValueOrDefault(metric) is not { Count: > 0 }
               select $"{metric}: {evaluation!.WhyNone(metric)}",
        ];
    }
}
