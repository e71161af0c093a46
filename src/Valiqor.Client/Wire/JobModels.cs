using System.Text.Json.Serialization;

namespace Valiqor.Client;

/// <summary>How far a run has come (FAJobStatus).</summary>
public sealed record JobStatus
{
    /// <summary>The same as <see cref="RunId"/>.</summary>
    public required string JobId { get; init; }

    /// <summary>The id of the run.</summary>
    public required string RunId { get; init; }

    /// <summary>See <see cref="JobTypes"/>.</summary>
    public string JobType { get; init => field = value ?? JobTypes.FailureAnalysis; } = JobTypes.FailureAnalysis;

    /// <summary>
    /// <c>queued</c>, <c>running</c>, <c>processing</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.
    /// </summary>
    public required string Status { get; init; }

    /// <summary>0–100.</summary>
    public required double ProgressPercent { get; init; }

    /// <summary>Items that are analysed so far.</summary>
    public required int CurrentItem { get; init; }

    /// <summary>Items of the run; 0 until the dataset is read.</summary>
    public required int TotalItems { get; init; }

    /// <summary>When the run left the queue, UTC; null until then.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the run ended, UTC; null until then.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Why the run failed, where it did.</summary>
    public string? Error { get; init; }

    /// <summary>The rate so far; 0 until it is known.</summary>
    public double ItemsPerSecond { get; init; }

    /// <summary>The time that is left at this rate, in seconds; null where it is not known.</summary>
    public double? EtaSeconds { get; init; }

    /// <summary>What the judge has done and cost so far; absent where the run has none.</summary>
    public RunJudging? Judge { get; init; }

    /// <summary>True until the run has ended, in any way.</summary>
    [JsonIgnore]
    public bool IsRunning => !RunStatus.IsFinal(Status);

    /// <summary>True where the run ended and all items were analysed.</summary>
    [JsonIgnore]
    public bool IsCompleted => Status == RunStatus.Completed;

    /// <summary>True where the run failed; <see cref="Error"/> says why.</summary>
    [JsonIgnore]
    public bool IsFailed => Status == RunStatus.Failed;
}

/// <summary>The answer to a run that was started and continues on its own.</summary>
public sealed record JobAccepted
{
    /// <summary>The id of the run.</summary>
    public required string RunId { get; init; }

    /// <summary>The same as <see cref="RunId"/>.</summary>
    public required string JobId { get; init; }

    /// <summary>See <see cref="JobTypes"/>.</summary>
    public string JobType { get; init => field = value ?? JobTypes.FailureAnalysis; } = JobTypes.FailureAnalysis;

    /// <summary><c>queued</c>, <c>processing</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>A sentence for people.</summary>
    public required string Message { get; init; }

    /// <summary>The path to ask for the status, from the root of the service.</summary>
    public required string StatusUrl { get; init; }
}

/// <summary>The kinds of jobs.</summary>
public static class JobTypes
{
    /// <summary>The only kind that this service has.</summary>
    public const string FailureAnalysis = "failure_analysis";
}

/// <summary>The states of a run on the wire.</summary>
public static class RunStatus
{
    /// <summary>The run waits to start.</summary>
    public const string Queued = "queued";
    /// <summary>The dataset is read or items are analysed.</summary>
    public const string Processing = "processing";
    /// <summary>All items were analysed.</summary>
    public const string Completed = "completed";
    /// <summary>The run could not go on; its error says why.</summary>
    public const string Failed = "failed";
    /// <summary>The run was stopped; what it found stays readable.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>True for the states that a run does not leave.</summary>
    public static bool IsFinal(string status) => status is Completed or Failed or Cancelled;
}
