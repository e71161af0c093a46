using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Scoring;
using Valiqor.Client;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Outcomes;
using Valiqor.Service.Runs.Slices;

namespace Valiqor.Service.Evaluations;

/// <summary>The metrics of runs in the wire's words, alone and side by side.</summary>
internal sealed class EvaluationReader(SliceReader slices, FailureTaxonomy taxonomy)
{
    /// <summary>A run's metrics; none until it has ended.</summary>
    public EvaluationRun Of(RunRow row)
    {
        RunEvaluation? evaluation = RunEvaluation.Of(row);
        return new EvaluationRun
        {
            Id = RunIds.EvaluationOf(row.RowKey),
            RunId = row.RowKey,
            ProjectName = row.Project,
            Status = row.Status,
            CreatedAt = row.CreatedAt,
            TotalItems = (evaluation is null ? row.TotalItems : row.ItemsDone) ?? 0,
            Metrics = evaluation is null ? [] : [.. MetricsOf(evaluation)],
        };
    }

    /// <param name="runs">The first one is what the others are held against.</param>
    public EvaluationComparison Compare(IReadOnlyList<EvaluationRun> runs)
    {
        var found =
            from run in runs
            from metric in run.Metrics
            group (run.Id, metric.Mean) by metric.MetricKey into metrics
            select metrics;
        var byMetric = found.ToDictionary(
            group => group.Key, group => group.ToDictionary(row => row.Id, row => row.Mean));
        return new EvaluationComparison
        {
            Runs = runs,
            Metrics =
            [
                .. from metric in taxonomy.Metrics
                   where byMetric.ContainsKey(metric.Id)
                   select CompareOne(metric, byMetric[metric.Id], runs[0].Id),
            ],
            BaselineRunId = runs[0].Id,
        };
    }

    /// <summary>The items that have the value of any metric, in their order, as a stream.</summary>
    public async IAsyncEnumerable<EvaluationItem> ItemsAsync(
        RunRow row,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SliceExtent[] extents = await slices.ExtentsAsync(row, cancellationToken);
        for (int slice = 0; slice < extents.Length; slice++)
        {
            SliceFile results = await slices.ResultsAsync(row.Run, slice, cancellationToken);
            foreach (ItemResult item in results.Items.Where(item => item.M is not null))
            {
                yield return new EvaluationItem { ItemIndex = item.I, Values = results.Header.ValuesOf(item) };
            }
        }
    }

    private IEnumerable<EvaluationMetric> MetricsOf(RunEvaluation evaluation) =>
        from metric in taxonomy.Metrics
        let tally = evaluation.Metrics.GetValueOrDefault(metric.Id)
        where tally is { Count: > 0 }
        select new EvaluationMetric
        {
            MetricKey = metric.Id,
            MetricName = metric.Name,
            Kind = Analysis.Items.Wire.Name(metric.Kind),
            Mean = tally.Mean()!.Value,
            ItemsMeasured = tally.Count,
            ItemsPassed = tally.Passed,
            Threshold = evaluation.Threshold,
            NotMeasured = tally.NotMeasured,
        };

    private static ComparedMetric CompareOne(EvalMetric metric, Dictionary<string, double> means, string baseline) =>
        new()
        {
            MetricId = metric.Id,
            MetricKey = metric.Id,
            MetricName = metric.Name,
            Values = means,
            Differences = means.TryGetValue(baseline, out double from)
                ? means.Where(row => row.Key != baseline)
                    .ToDictionary(row => row.Key, row => Score.Difference(row.Value, from))
                : ImmutableDictionary<string, double>.Empty,
        };
}
