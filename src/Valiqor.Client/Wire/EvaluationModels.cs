namespace Valiqor.Client;

/// <summary>The metrics of a run, opened by its <c>eval_run_id</c>.</summary>
public sealed record EvaluationRun
{
    /// <summary>The run's id with another beginning.</summary>
    public required string Id { get; init; }

    /// <summary>The failure-analysis run that it belongs to.</summary>
    public required string RunId { get; init; }

    /// <summary>The project that the run belongs to.</summary>
    public required string ProjectName { get; init; }

    /// <summary><c>queued</c>, <c>processing</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When the run was asked for, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Items of the run.</summary>
    public required int TotalItems { get; init; }

    /// <summary>One row a metric; empty until the run has ended.</summary>
    public required IReadOnlyList<EvaluationMetric> Metrics { get; init; }
}

/// <summary>One metric over the items that it could be taken of.</summary>
public sealed record EvaluationMetric
{
    /// <summary>As <c>levenshtein</c>.</summary>
    public required string MetricKey { get; init; }

    /// <summary>The name for people.</summary>
    public required string MetricName { get; init; }

    /// <summary><c>heuristic</c> or <c>judge</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>0–1, 1 is good: the mean.</summary>
    public required double Mean { get; init; }

    /// <summary>Items that have a value.</summary>
    public required int ItemsMeasured { get; init; }

    /// <summary>Items at or over <see cref="Threshold"/>.</summary>
    public required int ItemsPassed { get; init; }

    /// <summary>0–1.</summary>
    public required double Threshold { get; init; }

    /// <summary>Items that have no value, by the reason, as <c>no_expected</c>.</summary>
    public IReadOnlyDictionary<string, int> NotMeasured { get; init => field = value ?? Nothing; } = Nothing;

    private static readonly IReadOnlyDictionary<string, int> Nothing = new Dictionary<string, int>();
}

/// <summary>The metrics of one item.</summary>
public sealed record EvaluationItem
{
    /// <summary>The place of the item in the dataset, from 0.</summary>
    public required int ItemIndex { get; init; }

    /// <summary>Metric to value, 0–1; those that could not be taken of this item are left out.</summary>
    public required IReadOnlyDictionary<string, double> Values { get; init; }
}

/// <summary>Two to five evaluation runs side by side.</summary>
public sealed record EvaluationComparison
{
    /// <summary>In the order they were asked for.</summary>
    public required IReadOnlyList<EvaluationRun> Runs { get; init; }

    /// <summary>One row a metric that any of the runs has.</summary>
    public required IReadOnlyList<ComparedMetric> Metrics { get; init; }

    /// <summary>The first run that was asked for: differences are against it.</summary>
    public required string BaselineRunId { get; init; }
}

/// <summary>One metric in every compared run that has it.</summary>
public sealed record ComparedMetric
{
    /// <summary>As <c>levenshtein</c>.</summary>
    public required string MetricId { get; init; }

    /// <summary>The same as <see cref="MetricId"/>.</summary>
    public required string MetricKey { get; init; }

    /// <summary>The name for people.</summary>
    public required string MetricName { get; init; }

    /// <summary>Evaluation run id to mean.</summary>
    public required IReadOnlyDictionary<string, double> Values { get; init; }

    /// <summary>Evaluation run id to its mean less the baseline's; without the baseline itself.</summary>
    public required IReadOnlyDictionary<string, double> Differences { get; init; }
}
