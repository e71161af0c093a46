using Azure;
using Azure.Data.Tables;

namespace Valiqor.Service.Intake;

/// <summary>Which run a caller's key stands for: partition the organization, row the SHA-256 of that key.</summary>
internal sealed class ClaimRow : ITableEntity
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
