using System.Text.Json.Nodes;

namespace Valiqor.Client;

/// <summary>What was decided of one item for one subcategory (FATag).</summary>
public sealed record FailureTag
{
    public required string TagId { get; init; }

    public required string BucketId { get; init; }

    public required string BucketName { get; init; }

    public required string SubcategoryId { get; init; }

    public required string SubcategoryName { get; init; }

    /// <summary><c>fail</c>, <c>pass</c>, <c>unsure</c> or <c>not_applicable</c>.</summary>
    public required string Decision { get; init; }

    /// <summary>0–5.</summary>
    public required double Severity { get; init; }

    /// <summary>0–1.</summary>
    public required double Confidence { get; init; }

    /// <summary><c>deterministic</c>, <c>llm_judge</c> or <c>hybrid</c>.</summary>
    public required string DetectorTypeUsed { get; init; }

    public required ScoringBreakdown ScoringBreakdown { get; init; }

    public required int ItemIndex { get; init; }

    /// <summary>The judge's reasons, or why it gave no verdict though one was wanted.</summary>
    public string? JudgeRationale { get; init; }

    /// <summary>What the judge decided by itself; absent where it gave no verdict.</summary>
    public string? JudgeDecision { get; init; }

    /// <summary>The judge's model, where one had a part in the tag.</summary>
    public string? JudgeModel { get; init; }

    /// <summary>The version of the words that the judge was asked with.</summary>
    public string? JudgePromptVersion { get; init; }

    public IReadOnlyDictionary<string, double>? EvalMetricValues { get; init; }

    public IReadOnlyList<EvidenceItem> EvidenceItems { get; init => field = value ?? []; } = [];

    public string? RootCause { get; init; }

    public string? SuggestedFix { get; init; }

    /// <summary>
    /// <c>retrieval</c>, <c>synthesis</c>, <c>tool_execution</c>, <c>routing</c>, <c>llm_call</c> or <c>unknown</c>.
    /// </summary>
    public string? PipelineStage { get; init; }

    public bool IsReviewed { get; init; }

    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>
    /// What the reviewer decides: <c>fail</c>, <c>pass</c> or <c>unsure</c>; absent where he has not said.
    /// </summary>
    public string? ReviewedDecision { get; init; }

    public string? IssueUrl { get; init; }
}

/// <summary>How severity and confidence came about.</summary>
public sealed record ScoringBreakdown
{
    /// <summary>1–5.</summary>
    public required double Impact { get; init; }

    /// <summary>0.5 low, 1 medium, 1.5 high, 2 critical.</summary>
    public required double Risk { get; init; }

    public required double FinalSeverity { get; init; }

    public required double FinalConfidence { get; init; }

    /// <summary>1 + 0.5 × the share of items that fail the subcategory, when more than one does.</summary>
    public double FrequencyWeight { get; set; } = 1;

    /// <summary>The high-risk safety category that lifted the severity to at least 4.</summary>
    public string? SecurityOverride { get; init; }

    public double DeterministicWeight { get; init; }

    public double JudgeWeight { get; init; }

    public double SecurityWeight { get; init; }

    public double MetricAgreementBonus { get; init; }

    public double DisagreementPenalty { get; init; }
}

/// <summary>A place in the item that shows a failure.</summary>
public sealed record EvidenceItem
{
    public required string ItemId { get; init; }

    public required string EvidenceType { get; init; }

    public required string Description { get; init; }

    /// <summary>
    /// <c>input</c>, <c>output</c>, <c>context</c>, <c>tool_call</c>, <c>metric</c>, <c>judge</c> or <c>scan</c>.
    /// </summary>
    public required string Source { get; init; }

    public string? ContentSnippet { get; init; }

    /// <summary>0–1.</summary>
    public double Confidence { get; set; } = 1;

    /// <summary>
    /// <c>start</c> and <c>end</c> (offsets in Unicode characters, that is code points, the end exclusive),
    /// <c>context_index</c> or <c>tool_call_index</c> and <c>field</c>, and <c>rule</c>.
    /// </summary>
    public JsonObject Metadata { get; init => field = value ?? []; } = [];
}

public static class EvidenceSources
{
    /// <summary>The application's sources: such evidence explains a failure and does not show it.</summary>
    public const string Scan = "scan";
}
