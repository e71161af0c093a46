using Azure;
using Azure.Data.Tables;

namespace Valiqor.Pipeline.Storage;

/// <summary>What a key has called of late: partition the organization, row the key's id.</summary>
public sealed class KeyCallsRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>The calls of the window just past, as <c>CallWindow</c> writes them.</summary>
    public string? Window { get; set; }
}

/// <summary>What an organization has used in a month: partition the organization, row the month.</summary>
public sealed class MonthRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public long Calls { get; set; }

    public long JudgeTokens { get; set; }
}

/// <summary>Which run a caller's key stands for: partition the organization, row the SHA-256 of that key.</summary>
public sealed class ClaimRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string RunId { get; set; } = "";

    /// <summary>SHA-256 of the body that the key was given with.</summary>
    public string BodyHash { get; set; } = "";

    public DateTimeOffset ClaimedAt { get; set; }
}

/// <summary>What a key has tried in the playground: partition the organization, row the key's id.</summary>
public sealed class PlaygroundRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>The day that is counted, UTC: <c>2026-11-22</c>.</summary>
    public string Day { get; set; } = "";

    public int Runs { get; set; }

    /// <summary>The runs of the minute just past, as <c>CallWindow</c> writes them.</summary>
    public string? Window { get; set; }
}
