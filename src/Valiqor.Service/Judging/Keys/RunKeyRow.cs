using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Judging.Keys;

/// <summary>The judge key that came with a run, encrypted: partition the organization, row the run id.</summary>
internal sealed class RunKeyRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    /// <summary>When it was written, by the clock of storage.</summary>
    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    [IgnoreDataMember]
    public RunRef Run => new(PartitionKey, RowKey);

    public string Ciphertext { get; set; } = "";
}
