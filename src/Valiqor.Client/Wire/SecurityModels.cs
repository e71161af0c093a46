using System.Text.Json.Nodes;

namespace Valiqor.Client;

/// <summary>The security side of a run, opened by its <c>security_batch_id</c>.</summary>
public sealed record AuditBatch
{
    /// <summary>The run's id with another beginning.</summary>
    public required string Id { get; init; }

    /// <summary>The project's name.</summary>
    public required string ProjectId { get; init; }

    /// <summary>The dataset's file name, else the run's id.</summary>
    public required string Name { get; init; }

    /// <summary>Always null: a member of the public API that this service does not fill.</summary>
    public string? Code { get; init; }

    /// <summary>Items that were analysed.</summary>
    public required int TotalItems { get; init; }

    /// <summary>Items that fail in a safety category.</summary>
    public required int UnsafeItems { get; init; }

    /// <summary>0–1.</summary>
    public double? UnsafeRate { get; init; }

    /// <summary>The category ("S9") that most items fell into.</summary>
    public string? TopRiskCategory { get; init; }

    /// <summary>
    /// The run's status: <c>queued</c>, <c>processing</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.
    /// </summary>
    public required string Status { get; init; }

    /// <summary>When the run was asked for, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Items whose input is unsafe.</summary>
    public int? UnsafeInputs { get; init; }

    /// <summary>0–1.</summary>
    public double? UnsafeInputRate { get; init; }
}

/// <summary>One item of a batch.</summary>
public sealed record AuditItem
{
    /// <summary>Names the item for the next page.</summary>
    public required string Id { get; init; }

    /// <summary>When the run was asked for, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The first 200 characters of the input.</summary>
    public string? InputShort { get; init; }

    /// <summary>The first 200 characters of the output.</summary>
    public string? OutputShort { get; init; }

    /// <summary>Category ("S9") to <c>pass</c> or <c>fail</c>.</summary>
    public IReadOnlyDictionary<string, string>? RiskCategories { get; init; }

    /// <summary>The name of the most severe category that failed; null where none did.</summary>
    public string? TopRiskName { get; init; }

    /// <summary><c>safe</c> or <c>unsafe</c>.</summary>
    public required string Status { get; init; }

    /// <summary><c>safe</c> or <c>unsafe</c>.</summary>
    public string? InputSafety { get; init; }

    /// <summary>The categories ("S9") that failed in the input; null where inputs were not checked.</summary>
    public IReadOnlyList<string>? InputSafetyCategories { get; init; }

    /// <summary><c>run_id</c>, <c>item_index</c> and the failing <c>subcategories</c>.</summary>
    public JsonObject? AuditMetadata { get; init; }

    /// <summary>The batch's name.</summary>
    public string? BatchName { get; init; }
}
