using Azure;
using Azure.Data.Tables;

namespace Valiqor.Service.Traces;

/// <summary>A trace as a whole: partition the organization, row the trace's id.</summary>
internal sealed class TraceRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string? SessionId { get; set; }

    public string Status { get; set; } = "";

    public double? DurationMs { get; set; }

    public double? TotalCost { get; set; }

    public int LlmCalls { get; set; }

    public int ToolCalls { get; set; }

    public int Spans { get; set; }

    /// <summary>The project that the trace names, where it can be one.</summary>
    public string? Project { get; set; }

    /// <summary>When the traced work began; where the trace does not tell, when its first part came.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
