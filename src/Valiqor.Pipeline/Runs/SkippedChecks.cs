using Valiqor.Analysis;
using Valiqor.Analysis.Taxonomy;

namespace Valiqor.Pipeline.Runs;

/// <summary>Says what a run did not look for, and why: each as <c>id: reason</c>.</summary>
internal static class SkippedChecks
{
    /// <param name="evaluation">Null while it is not known which metrics had something to measure.</param>
    public static IEnumerable<string> Of(DetectorSelection selection, RunEvaluation? evaluation) =>
    [
        .. from skipped in selection.Skipped select $"{skipped.SubcategoryId}: {skipped.Reason}",
        .. from running in selection.Running
           where running.Subcategory.Detection != Detection.Deterministic
           select $"{running.Subcategory.Id}: the judge half did not run (no judge model is configured); "
               + "its rule alone speaks, with a confidence of at most 0.6",
        .. from skipped in selection.SkippedMetrics select $"{skipped.MetricId}: {skipped.Reason}",
        .. from metric in selection.Metrics
           where evaluation is not null && evaluation.Metrics.GetValueOrDefault(metric.Id) is not { Count: > 0 }
           select $"{metric.Id}: {evaluation!.WhyNone(metric.Id)}",
    ];
}
