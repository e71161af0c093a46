using System.Text.Json.Nodes;

namespace Valiqor.Client;

/// <summary>What was decided of one item for one subcategory (FATag).</summary>
public sealed record FailureTag
{
    /// <summary>Names the tag for <see cref="FailureAnalysisClient.UpdateTagAsync"/>.</summary>
    public required string TagId { get; init; }

    /// <summary>The bucket that the subcategory belongs to.</summary>
    public required string BucketId { get; init; }

    /// <summary>The name of the bucket for people.</summary>
    public required string BucketName { get; init; }

    /// <summary>As <c>contradiction_with_context</c>.</summary>
    public required string SubcategoryId { get; init; }

    /// <summary>The name of the subcategory for people.</summary>
    public required string SubcategoryName { get; init; }

    /// <summary><c>fail</c>, <c>pass</c>, <c>unsure</c> or <c>not_applicable</c>.</summary>
    public required string Decision { get; init; }

    /// <summary>0–5.</summary>
    public required double Severity { get; init; }

    /// <summary>0–1.</summary>
    public required double Confidence { get; init; }

    /// <summary><c>deterministic</c>, <c>llm_judge</c> or <c>hybrid</c>.</summary>
    public required string DetectorTypeUsed { get; init; }

    /// <summary>How severity and confidence came about.</summary>
    public required ScoringBreakdown ScoringBreakdown { get; init; }

    /// <summary>The place of the item in the dataset, from 0.</summary>
    public required int ItemIndex { get; init; }

    /// <summary>The judge's reasons, or why it gave no verdict though one was wanted.</summary>
    public string? JudgeRationale { get; init; }

    /// <summary>What the judge decided by itself; absent where it gave no verdict.</summary>
    public string? JudgeDecision { get; init; }

    /// <summary>The judge's model, where one had a part in the tag.</summary>
    public string? JudgeModel { get; init; }

    /// <summary>The version of the words that the judge was asked with.</summary>
    public string? JudgePromptVersion { get; init; }

    /// <summary>Metric id to the item's value, 0–1, of the metrics that concern the subcategory.</summary>
    public IReadOnlyDictionary<string, double>? EvalMetricValues { get; init; }

    /// <summary>The places that prove a failure; empty for a pass.</summary>
    public IReadOnlyList<EvidenceItem> EvidenceItems { get; init => field = value ?? []; } = [];

    /// <summary>Why the item fails; null for a pass.</summary>
    public string? RootCause { get; init; }

    /// <summary>What to change; null for a pass.</summary>
    public string? SuggestedFix { get; init; }

    /// <summary>
    /// <c>retrieval</c>, <c>synthesis</c>, <c>tool_execution</c>, <c>routing</c>, <c>llm_call</c> or <c>unknown</c>.
    /// </summary>
    public string? PipelineStage { get; init; }

    /// <summary>True where a person has looked at the tag.</summary>
    public bool IsReviewed { get; init; }

    /// <summary>When the tag was last reviewed, UTC.</summary>
    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>
    /// The reviewer's own decision: <c>fail</c>, <c>pass</c> or <c>unsure</c>; absent where there is none.
    /// </summary>
    public string? ReviewedDecision { get; init; }

    /// <summary>Where the failure is followed up.</summary>
    public string? IssueUrl { get; init; }
}

/// <summary>How severity and confidence came about.</summary>
public sealed record ScoringBreakdown
{
    /// <summary>1–5.</summary>
    public required double Impact { get; init; }

    /// <summary>0.5 low, 1 medium, 1.5 high, 2 critical.</summary>
    public required double Risk { get; init; }

    /// <summary>0–5: impact × risk × frequency weight; half of it for an unsure tag.</summary>
    public required double FinalSeverity { get; init; }

    /// <summary>0–1: the sum of the weights and the bonus, less the penalty.</summary>
    public required double FinalConfidence { get; init; }

    /// <summary>1 + 0.5 × the share of items that fail the subcategory, when more than one does.</summary>
    public double FrequencyWeight { get; set; } = 1;

    /// <summary>The high-risk safety category that lifted the severity to at least 4.</summary>
    public string? SecurityOverride { get; init; }

    /// <summary>0–1: what the rule adds to the confidence.</summary>
    public double DeterministicWeight { get; init; }

    /// <summary>0–1: what the judge adds to the confidence.</summary>
    public double JudgeWeight { get; init; }

    /// <summary>0–1: added where rule and judge name the same safety category.</summary>
    public double SecurityWeight { get; init; }

    /// <summary>0–1: added where a metric agrees with the judge.</summary>
    public double MetricAgreementBonus { get; init; }

    /// <summary>0–1: taken away where rule and judge contradict each other.</summary>
    public double DisagreementPenalty { get; init; }
}

/// <summary>A place in the item that shows a failure.</summary>
public sealed record EvidenceItem
{
    /// <summary>The item's id, else its index.</summary>
    public required string ItemId { get; init; }

    /// <summary>The rule that found it, as its id.</summary>
    public required string EvidenceType { get; init; }

    /// <summary>What is wrong there, in a sentence of at most 1,000 characters.</summary>
    public required string Description { get; init; }

    /// <summary>
    /// <c>input</c>, <c>output</c>, <c>context</c>, <c>tool_call</c>, <c>metric</c>, <c>judge</c> or <c>scan</c>.
    /// </summary>
    public required string Source { get; init; }

    /// <summary>The words themselves, at most 300 characters.</summary>
    public string? ContentSnippet { get; init; }

    /// <summary>0–1.</summary>
    public double Confidence { get; set; } = 1;

    /// <summary>
    /// <c>start</c> and <c>end</c> (offsets in Unicode characters, that is code points, the end exclusive),
    /// <c>context_index</c> or <c>tool_call_index</c> and <c>field</c>, and <c>rule</c>.
    /// </summary>
    public JsonObject Metadata { get; init => field = value ?? []; } = [];
}

/// <summary>The words of <see cref="EvidenceItem.Source"/> that clients act on.</summary>
public static class EvidenceSources
{
    /// <summary>The application's sources: such evidence explains a failure and does not show it.</summary>
    public const string Scan = "scan";
}
