using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;
using Valiqor.Pipeline.Workflow;

namespace Valiqor.Pipeline.Storage;

/// <summary>A run: partition the organization, row the run id. <c>RunRegister</c> alone writes it.</summary>
public sealed class RunRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>Not a property of the table: whose run it is and which.</summary>
    [IgnoreDataMember]
    public RunRef Run => new(PartitionKey, RowKey);

    public string Project { get; set; } = "";

    public string Status { get; set; } = "";

    public string SourceContainer { get; set; } = "";

    public string SourceBlob { get; set; } = "";

    public string SourceETag { get; set; } = "";

    /// <summary><c>AnalyzeOptions</c> as JSON.</summary>
    public string Options { get; set; } = "{}";

    public string? InputType { get; set; }

    /// <summary>Whether the caller gave a judge key of his own, which <c>RunKeys</c> has until the run ends.</summary>
    public bool HasOwnKey { get; set; }

    /// <summary>As asked for or as inferred by the plan.</summary>
    public string? FeatureKind { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public bool? CancelRequested { get; set; }

    public int? TotalItems { get; set; }

    public int? RejectedLines { get; set; }

    public int? Slices { get; set; }

    /// <summary>
    /// How many slices, and items in them, are done for certain; those after are counted by their rows.
    /// </summary>
    public int? NextSlice { get; set; }

    public int? ItemsDone { get; set; }

    /// <summary>The wire's <c>RunSummary</c> as JSON, once the run has ended.</summary>
    public string? Summary { get; set; }

    /// <summary>Subcategory id to frequency weight, as JSON; ids with weight 1 are left out.</summary>
    public string? FrequencyWeights { get; set; }

    /// <summary>Safety category to <c>pass</c> or <c>fail</c>, as JSON.</summary>
    public string? SecurityFlags { get; set; }

    /// <summary>0–1: from where on a metric's value counts as passed; the setting when the run was planned.</summary>
    public double? QualityThreshold { get; set; }

    /// <summary><c>RunEvaluation</c> as JSON, once the run has ended.</summary>
    public string? Evaluation { get; set; }

    /// <summary>Whether any detector of the security bucket runs; null until the run is planned.</summary>
    public bool? LooksForSecurity { get; set; }

    /// <summary><c>RunAudit</c> as JSON, once a run has ended that looked for security.</summary>
    public string? Audit { get; set; }

    public string? Error { get; set; }

    /// <summary>The model that judges, as the plan chose it; null: the rules are alone.</summary>
    public string? JudgeModel { get; set; }

    public string? JudgePromptVersion { get; set; }

    /// <summary>Whether the judge gives verdicts, safety categories among them, and not metrics alone.</summary>
    public bool? JudgeDecides { get; set; }

    /// <summary><c>JudgeTally</c> as JSON, once the run has ended.</summary>
    public string? Judging { get; set; }

    /// <summary>The scan of the sources that explains the run's failures, as it stood when the run began.</summary>
    public string? ScanId { get; set; }

    public string? ScanDigest { get; set; }
}

/// <summary>A tag that fails or is unsure, or a reviewed one: partition the run, row item and subcategory.</summary>
public sealed class TagRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int ItemIndex { get; set; }

    public string SubcategoryId { get; set; } = "";

    public string Decision { get; set; } = "";

    /// <summary>0–5 at item level: the run's frequency weight is not in it.</summary>
    public double Severity { get; set; }

    public double Confidence { get; set; }

    public double DeterministicWeight { get; set; }

    public double? JudgeWeight { get; set; }

    public double? SecurityWeight { get; set; }

    public double? MetricAgreementBonus { get; set; }

    public double? DisagreementPenalty { get; set; }

    /// <summary>What the judge decided, whatever came of it; null where it gave no verdict.</summary>
    public string? JudgeDecision { get; set; }

    /// <summary>0–1.</summary>
    public double? JudgeConfidence { get; set; }

    /// <summary>The judge's reasons, or why there is no verdict; null where none was wanted.</summary>
    public string? JudgeRationale { get; set; }

    public string? JudgeModel { get; set; }

    public string? JudgePromptVersion { get; set; }

    public string? SecurityOverride { get; set; }

    /// <summary>The safety category ("S9") of a failure, high-risk or not.</summary>
    public string? SecurityCategory { get; set; }

    /// <summary>Whether a failure in the security bucket has its evidence in the item's input; else null.</summary>
    public bool? InInput { get; set; }

    public string? RootCause { get; set; }

    public string? SuggestedFix { get; set; }

    public string? Stage { get; set; }

    /// <summary>The wire's evidence items as JSON.</summary>
    public string? Evidence { get; set; }

    /// <summary>The values of the subcategory's metrics, as JSON; absent where the item has none.</summary>
    public string? MetricValues { get; set; }

    public bool? IsReviewed { get; set; }

    public DateTimeOffset? ReviewedAt { get; set; }

    /// <summary>What the reviewer decides; null where he has not said.</summary>
    public string? ReviewedDecision { get; set; }

    public string? IssueUrl { get; set; }
}

/// <summary>A slice that is done, beside the run's tags: what progress is counted by.</summary>
public sealed class SliceRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Items { get; set; }
}

/// <summary>What opens: row the SHA-256 of a key. A revoked key has none.</summary>
public sealed class KeyRow : ITableEntity
{
    public string PartitionKey { get; set; } = Layout.KeyPartition;

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string KeyId { get; set; } = "";

    public string Organization { get; set; } = "";
}

/// <summary>What is shown of a key: row its id, which sorts the newest first.</summary>
public sealed class ListedKeyRow : ITableEntity
{
    public string PartitionKey { get; set; } = Layout.KeyPartition;

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string KeyId { get; set; } = "";

    /// <summary>The row that opens, as long as the key is not revoked.</summary>
    public string KeyHash { get; set; } = "";

    public string Organization { get; set; } = "";

    public string? ProjectId { get; set; }

    public string Name { get; set; } = "";

    public string PublicPrefix { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}
