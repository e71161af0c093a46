using Azure;
using Azure.Data.Tables;

namespace Valiqor.Service.Runs.Tags;

/// <summary>A tag that fails or is unsure, or a reviewed one: partition the run, row item and subcategory.</summary>
internal sealed class TagRow : ITableEntity
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
