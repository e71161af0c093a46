using Azure;
using Azure.Data.Tables;

namespace Valiqor.Service.Scans;

/// <summary>A scan: partition the organization, row <c>s|</c> and its id.</summary>
internal sealed class ScanRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string ScanId { get; set; } = "";

    public string Project { get; set; } = "";

    /// <summary><c>completed</c> or <c>failed</c>.</summary>
    public string Status { get; set; } = "";

    public string? Error { get; set; }

    /// <summary>The names of the files, as a JSON array.</summary>
    public string Files { get; set; } = "[]";

    /// <summary>Of project, names and contents: the same upload has the same one, and so has its map.</summary>
    public string Digest { get; set; } = "";

    public int Prompts { get; set; }

    public int Tools { get; set; }

    public int ModelCalls { get; set; }

    public int Workflows { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Null where the scan failed.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>The row key of its <see cref="ProjectScanRow"/>; null where the scan failed.</summary>
    public string? ProjectRow { get; set; }
}

/// <summary>
/// A completed scan by its project: row <c>c|project|time|id</c>, the time counting down, so that the latest stands
/// first. It changes in one transaction with the scan's own row.
/// </summary>
internal sealed class ProjectScanRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string ScanId { get; set; } = "";

    public string Digest { get; set; } = "";
}
