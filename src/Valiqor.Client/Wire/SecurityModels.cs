using System.Text.Json.Nodes;

namespace Valiqor.Client;

/// <summary>The security side of a run, opened by its <c>security_batch_id</c>.</summary>
public sealed record AuditBatch
{
    public required string Id { get; init; }

    /// <summary>The project's name.</summary>
    public required string ProjectId { get; init; }

    public required string Name { get; init; }

    public string? Code { get; init; }

    public required int TotalItems { get; init; }

    public required int UnsafeItems { get; init; }

    /// <summary>0–1.</summary>
    public double? UnsafeRate { get; init; }

    /// <summary>The category ("S9") that most items fell into.</summary>
    public string? TopRiskCategory { get; init; }

    public required string Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Items whose input is unsafe.</summary>
    public int? UnsafeInputs { get; init; }

    /// <summary>0–1.</summary>
    public double? UnsafeInputRate { get; init; }
}

/// <summary>One item of a batch.</summary>
public sealed record AuditItem
{
    public required string Id { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public string? InputShort { get; init; }

    public string? OutputShort { get; init; }

    /// <summary>Category ("S9") to <c>pass</c> or <c>fail</c>.</summary>
    public IReadOnlyDictionary<string, string>? RiskCategories { get; init; }

    public string? TopRiskName { get; init; }

    /// <summary><c>safe</c> or <c>unsafe</c>.</summary>
    public required string Status { get; init; }

    /// <summary><c>safe</c> or <c>unsafe</c>.</summary>
    public string? InputSafety { get; init; }

    public IReadOnlyList<string>? InputSafetyCategories { get; init; }

    public JsonObject? AuditMetadata { get; init; }

    public string? BatchName { get; init; }
}
