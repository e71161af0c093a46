using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace Valiqor.Service.Runs.Listing;

/// <summary>A run in a list: what lists show of it.</summary>
internal sealed class RunIndexRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>Not a property of the table: the last part of the key.</summary>
    [IgnoreDataMember]
    public string RunId => RunLayout.RunIdAt(RowKey);

    public string Project { get; set; } = "";

    public string Status { get; set; } = "";

    public string? FeatureKind { get; set; }

    public bool? LooksForSecurity { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The wire's <c>RunSummary</c> as JSON, without its subcategories: lists stay small.</summary>
    public string? Summary { get; set; }
}
