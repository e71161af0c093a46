using System.Text.Json;

namespace Valiqor.Client;

/// <summary>A run with everything that is known of it (FARunResult).</summary>
public sealed record RunResult
{
    /// <summary>The id of the run. Ids sort as text, the newest first.</summary>
    public required string RunId { get; init; }

    /// <summary><c>queued</c>, <c>processing</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The project that the run belongs to.</summary>
    public required string ProjectName { get; init; }

    /// <summary><c>minimal</c> for datasets, <c>full</c> for traces.</summary>
    public required string Mode { get; init; }

    /// <summary><c>json</c>, <c>csv</c> or <c>trace</c>.</summary>
    public required string InputType { get; init; }

    /// <summary><c>rag</c>, <c>agent</c>, <c>agentic_rag</c> or <c>generic_llm</c>; null until it is known.</summary>
    public string? FeatureKind { get; init; }

    /// <summary>The totals of the run; without counts until it has ended.</summary>
    public RunSummary? Summary { get; init; }

    /// <summary>
    /// The tags that fail or are unsure, the first <see cref="ListLimit"/>; <c>/tags</c> has all of them.
    /// </summary>
    public IReadOnlyList<FailureTag> FailureTags { get; init => field = value ?? []; } = [];

    /// <summary>Metric id to the mean over its items, 0–1; null where the run measured none.</summary>
    public IReadOnlyDictionary<string, double>? EvalMetrics { get; init; }

    /// <summary>Opens the metrics at <see cref="EvaluationsClient"/>; null where the run has none.</summary>
    public string? EvalRunId { get; init; }

    /// <summary>Safety category ("S9") to <c>pass</c> or <c>fail</c>.</summary>
    public IReadOnlyDictionary<string, string>? SecurityFlags { get; init; }

    /// <summary>Opens the security items at <see cref="SecurityClient"/>; null where the run has none.</summary>
    public string? SecurityBatchId { get; init; }

    /// <summary>The ids of the subcategories that were checked.</summary>
    public IReadOnlyList<string> DetectorsRun { get; init => field = value ?? []; } = [];

    /// <summary>Each as <c>subcategory_id: reason</c>.</summary>
    public IReadOnlyList<string> DetectorsSkipped { get; init => field = value ?? []; } = [];

    /// <summary>From start to end in milliseconds; 0 until the run has ended.</summary>
    public long DurationMs { get; init; }

    /// <summary>Tokens of the judge model, prompts and answers.</summary>
    public long TokensUsed { get; init; }

    /// <summary>What the judge did and cost; absent where the run has none.</summary>
    public RunJudging? Judge { get; init; }

    /// <summary>When the run was asked for, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the run ended, UTC; null until then.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The items, the first <see cref="ListLimit"/>; <c>/inputs</c> has all of them.</summary>
    public IReadOnlyList<RunInput> Inputs { get; init => field = value ?? []; } = [];

    /// <summary>
    /// How many lines of the dataset were not items; the first of them are in <see cref="Rejected"/>.
    /// </summary>
    public int RejectedLines { get; init; }

    /// <summary>The first rejected lines, at most 100, in the order of the file.</summary>
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
    /// <summary>Tags that fail, over all items.</summary>
    public required int TotalFailuresDetected { get; init; }

    /// <summary>Tags that pass, over all items.</summary>
    public required int TotalPasses { get; init; }

    /// <summary>Tags that are unsure, over all items.</summary>
    public required int TotalUncertain { get; init; }

    /// <summary>0–5: the greatest severity of a failure.</summary>
    public required double OverallSeverity { get; init; }

    /// <summary>0–1: the mean over the failures, or over all tags where nothing failed.</summary>
    public required double OverallConfidence { get; init; }

    /// <summary>The id of the worst failing subcategory; null where nothing failed.</summary>
    public string? PrimaryFailure { get; init; }

    /// <summary>The name of <see cref="PrimaryFailure"/>.</summary>
    public string? PrimaryFailureName { get; init; }

    /// <summary>The ids of the buckets that have a failure.</summary>
    public required IReadOnlyList<string> BucketsAffected { get; init; }

    /// <summary>True where a failure's severity reaches the service's <c>AlertSeverity</c>.</summary>
    public required bool ShouldAlert { get; init; }

    /// <summary>True where a failure reaches the service's <c>GateSeverity</c> and <c>GateConfidence</c>.</summary>
    public required bool ShouldGateCi { get; init; }

    /// <summary>True where a tag is unsure, or a failure is less certain than <c>ReviewConfidence</c>.</summary>
    public required bool NeedsHumanReview { get; init; }

    /// <summary>Items that were analysed.</summary>
    public required int TotalItems { get; init; }

    /// <summary>Items with one failure or more.</summary>
    public required int ItemsWithFailures { get; init; }

    /// <summary>Items without a failure or an unsure tag.</summary>
    public required int ItemsAllPassed { get; init; }

    /// <summary>What failed or stayed unsure, the worst first.</summary>
    public IReadOnlyList<SubcategorySummary> BySubcategory { get; init => field = value ?? []; } = [];
}

/// <summary>One subcategory's share of a run.</summary>
public sealed record SubcategorySummary
{
    /// <summary>As <c>contradiction_with_context</c>.</summary>
    public required string SubcategoryId { get; init; }

    /// <summary>The name for people.</summary>
    public required string SubcategoryName { get; init; }

    /// <summary>The bucket that the subcategory belongs to.</summary>
    public required string BucketId { get; init; }

    /// <summary>Items that fail it.</summary>
    public required int Failures { get; init; }

    /// <summary>Items for which it is unsure.</summary>
    public required int Uncertain { get; init; }

    /// <summary>Items that pass it.</summary>
    public required int Passes { get; init; }

    /// <summary>Items that it does not apply to.</summary>
    public required int NotApplicable { get; init; }

    /// <summary>0–5: the severity of its worst failure.</summary>
    public required double WorstSeverity { get; init; }

    /// <summary>0–1: the mean over its failures.</summary>
    public required double AverageConfidence { get; init; }
}

/// <summary>An item of a run, with its share of the failures (FARunInput).</summary>
public sealed record RunInput
{
    /// <summary>The place of the item in the dataset, from 0.</summary>
    public required int ItemIndex { get; init; }

    /// <summary>True where <see cref="FailureCount"/> is over 0.</summary>
    public required bool HasFailures { get; init; }

    /// <summary>Tags of the item that fail.</summary>
    public required int FailureCount { get; init; }

    /// <summary>0–5.</summary>
    public required double MaxSeverity { get; init; }

    /// <summary>What was asked.</summary>
    public required string Input { get; init; }

    /// <summary>What was answered.</summary>
    public required string Output { get; init; }

    /// <summary>The retrieved passages, in their order.</summary>
    public IReadOnlyList<string> Context { get; init => field = value ?? []; } = [];

    /// <summary>As they were recorded.</summary>
    public IReadOnlyList<JsonElement> ToolCalls { get; init => field = value ?? []; } = [];

    /// <summary>The id that the dataset gives the item; null where it gives none.</summary>
    public string? Id { get; init; }
}
