using Azure;
using Azure.Data.Tables;

namespace Valiqor.Service.Runs.Slices;

/// <summary>A slice that is done, beside the run's tags: what progress is counted by.</summary>
internal sealed class SliceRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Items { get; set; }
}
