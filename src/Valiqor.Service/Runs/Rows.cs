using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Runs;

/// <summary>A run: partition the organization, row the run id. <c>RunRowWriter</c> alone writes it.</summary>
internal sealed class RunRow : ITableEntity
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
