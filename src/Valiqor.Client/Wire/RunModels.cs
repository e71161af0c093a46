using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valiqor.Client;

/// <summary>A run with everything that is known of it (FARunResult).</summary>
public sealed record RunResult
{
    public required string RunId { get; init; }

    /// <summary><c>queued</c>, <c>processing</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    public required string ProjectName { get; init; }

    /// <summary><c>minimal</c> for datasets, <c>full</c> for traces.</summary>
    public required string Mode { get; init; }

    /// <summary><c>json</c>, <c>csv</c> or <c>trace</c>.</summary>
    public required string InputType { get; init; }

    public string? FeatureKind { get; init; }

    public RunSummary? Summary { get; init; }

    /// <summary>
    /// The tags that fail or are unsure, the first <see cref="ListLimit"/>; all of them stand at <c>/tags</c>.
    /// </summary>
    public IReadOnlyList<FailureTag> FailureTags { get; init => field = value ?? []; } = [];

    public IReadOnlyDictionary<string, double>? EvalMetrics { get; init; }

    public string? EvalRunId { get; init; }

    /// <summary>Safety category ("S9") to <c>pass</c> or <c>fail</c>.</summary>
    public IReadOnlyDictionary<string, string>? SecurityFlags { get; init; }

    public string? SecurityBatchId { get; init; }

    public IReadOnlyList<string> DetectorsRun { get; init => field = value ?? []; } = [];

    /// <summary>Each as <c>subcategory_id: reason</c>.</summary>
    public IReadOnlyList<string> DetectorsSkipped { get; init => field = value ?? []; } = [];

    public long DurationMs { get; init; }

    /// <summary>Tokens of the judge model, prompts and answers.</summary>
    public long TokensUsed { get; init; }

    /// <summary>What the judge did and cost; absent where the run has none.</summary>
    public RunJudging? Judge { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The items, the first <see cref="ListLimit"/>; all of them stand at <c>/inputs</c>.</summary>
    public IReadOnlyList<RunInput> Inputs { get; init => field = value ?? []; } = [];

    /// <summary>
    /// How many lines of the dataset were not items; the first of them stand in <see cref="Rejected"/>.
    /// </summary>
    public int RejectedLines { get; init; }

    public IReadOnlyList<RejectedLine> Rejected { get; init => field = value ?? []; } = [];

    /// <summary>Why the run failed, where it did.</summary>
    public string? Error { get; init; }

    /// <summary>The scan of the project's sources that failures were explained by; null where there was none.</summary>
    public string? ScanId { get; init; }

    /// <summary>The most rows that a result carries in one list.</summary>
    public const int ListLimit = 1_000;
}

/// <summary>A line of a dataset that is not an item.</summary>
/// <param name="Line">
/// The line's number in the file, from 1; for a JSON array the line where the element begins.
/// </param>
/// <param name="Reason">A sentence that names the fault and the cure.</param>
public sealed record RejectedLine(long Line, string Reason);

/// <summary>What a run came to (FASummary).</summary>
public sealed record RunSummary
{
    public required int TotalFailuresDetected { get; init; }

    public required int TotalPasses { get; init; }

    public required int TotalUncertain { get; init; }

    /// <summary>0–5: the greatest severity of a failure.</summary>
    public required double OverallSeverity { get; init; }

    /// <summary>0–1: the mean over the failures, or over all tags where nothing failed.</summary>
    public required double OverallConfidence { get; init; }

    public string? PrimaryFailure { get; init; }

    public string? PrimaryFailureName { get; init; }

    public required IReadOnlyList<string> BucketsAffected { get; init; }

    public required bool ShouldAlert { get; init; }

    public required bool ShouldGateCi { get; init; }

    public required bool NeedsHumanReview { get; init; }

    public required int TotalItems { get; init; }

    public required int ItemsWithFailures { get; init; }

    public required int ItemsAllPassed { get; init; }

    /// <summary>What failed or stayed unsure, the worst first.</summary>
    public IReadOnlyList<SubcategorySummary> BySubcategory { get; init => field = value ?? []; } = [];
}

/// <summary>One subcategory's share of a run.</summary>
public sealed record SubcategorySummary
{
    public required string SubcategoryId { get; init; }

    public required string SubcategoryName { get; init; }

    public required string BucketId { get; init; }

    public required int Failures { get; init; }

    public required int Uncertain { get; init; }

    public required int Passes { get; init; }

    public required int NotApplicable { get; init; }

    /// <summary>0–5: the severity of its worst failure.</summary>
    public required double WorstSeverity { get; init; }

    /// <summary>0–1: the mean over its failures.</summary>
    public required double AverageConfidence { get; init; }
}

/// <summary>An item of a run, with its share of the failures (FARunInput).</summary>
public sealed record RunInput
{
    public required int ItemIndex { get; init; }

    public required bool HasFailures { get; init; }

    public required int FailureCount { get; init; }

    /// <summary>0–5.</summary>
    public required double MaxSeverity { get; init; }

    public required string Input { get; init; }

    public required string Output { get; init; }

    public IReadOnlyList<string> Context { get; init => field = value ?? []; } = [];

    /// <summary>As they were recorded.</summary>
    public IReadOnlyList<JsonElement> ToolCalls { get; init => field = value ?? []; } = [];

    public string? Id { get; init; }
}

/// <summary>How far a run has come (FAJobStatus).</summary>
public sealed record JobStatus
{
    public required string JobId { get; init; }

    public required string RunId { get; init; }

    public string JobType { get; init => field = value ?? JobTypes.FailureAnalysis; } = JobTypes.FailureAnalysis;

    /// <summary>
    /// <c>queued</c>, <c>running</c>, <c>processing</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.
    /// </summary>
    public required string Status { get; init; }

    /// <summary>0–100.</summary>
    public required double ProgressPercent { get; init; }

    public required int CurrentItem { get; init; }

    public required int TotalItems { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public string? Error { get; init; }

    public double ItemsPerSecond { get; init; }

    public double? EtaSeconds { get; init; }

    /// <summary>What the judge has done and cost so far; absent where the run has none.</summary>
    public RunJudging? Judge { get; init; }

    [JsonIgnore]
    public bool IsRunning => !RunStatus.IsFinal(Status);

    [JsonIgnore]
    public bool IsCompleted => Status == RunStatus.Completed;

    [JsonIgnore]
    public bool IsFailed => Status == RunStatus.Failed;
}

/// <summary>The answer to a run that was started and goes on by itself.</summary>
public sealed record JobAccepted
{
    public required string RunId { get; init; }

    public required string JobId { get; init; }

    public string JobType { get; init => field = value ?? JobTypes.FailureAnalysis; } = JobTypes.FailureAnalysis;

    public required string Status { get; init; }

    public required string Message { get; init; }

    public required string StatusUrl { get; init; }
}

public static class JobTypes
{
    public const string FailureAnalysis = "failure_analysis";
}

/// <summary>The states of a run on the wire.</summary>
public static class RunStatus
{
    public const string Queued = "queued";
    public const string Processing = "processing";
    public const string Completed = "completed";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";

    /// <summary>True for the states that a run does not leave.</summary>
    public static bool IsFinal(string status) => status is Completed or Failed or Cancelled;
}
