using Azure;
using Azure.Data.Tables;

namespace Valiqor.Service.Door.Keys;

/// <summary>What opens: row the SHA-256 of a key. A revoked key has none.</summary>
internal sealed class KeyRow : ITableEntity
{
    public string PartitionKey { get; set; } = KeyLayout.KeyPartition;

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string KeyId { get; set; } = "";

    public string Organization { get; set; } = "";
}

/// <summary>What is shown of a key: row its id, which sorts the newest first.</summary>
internal sealed class ListedKeyRow : ITableEntity
{
    public string PartitionKey { get; set; } = KeyLayout.KeyPartition;

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
