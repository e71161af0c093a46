using Azure;
using Azure.Data.Tables;

namespace Valiqor.Service.Intake.Playground;

/// <summary>What a key has tried in the playground: partition the organization, row the key's id.</summary>
internal sealed class PlaygroundRow : ITableEntity
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
