using Azure;
using Azure.Data.Tables;

namespace Valiqor.Service.Door.Limits;

/// <summary>What a key has called of late: partition the organization, row the key's id.</summary>
internal sealed class KeyCallsRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>The calls of the window just past, as <c>CallWindow</c> writes them.</summary>
    public string? Window { get; set; }
}

/// <summary>What an organization has used in a month: partition the organization, row the month.</summary>
internal sealed class MonthRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public long Calls { get; set; }

    public long JudgeTokens { get; set; }
}
