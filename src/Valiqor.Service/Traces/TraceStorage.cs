using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Traces;

/// <summary>Where traces lie: a row for each, and a blob for each part in which it came.</summary>
internal sealed class TraceStorage(StorageAccount account) : IStorageArea
{
    private const string PostedMetadata = "posted";

    private readonly BlobContainerClient _parts = account.Blobs.GetBlobContainerClient(TraceLayout.TraceContainer);
    private readonly TableClient _traces = account.Tables.GetTableClient(TraceLayout.TraceTable);

    public async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        await _parts.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await _traces.CreateIfNotExistsAsync(cancellationToken);
    }

    public async Task<TraceRow?> FindAsync(
        string organization,
        string traceId,
        CancellationToken cancellationToken)
    {
        NullableResponse<TraceRow> found = await _traces.GetEntityIfExistsAsync<TraceRow>(
            organization, traceId, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>
    /// Writes a row that is new, or that nobody has written since it was read. False where somebody has.
    /// </summary>
    public async Task<bool> TryWriteAsync(TraceRow row, TraceRow? read, CancellationToken cancellationToken)
    {
        TableLimits.Check(row);
        try
        {
            Task written = read is null
                ? _traces.AddEntityAsync(row, cancellationToken)
                : _traces.UpdateEntityAsync(row, read.ETag, TableUpdateMode.Replace, cancellationToken);
            await written;
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>The parts of a trace in the order in which they were posted.</summary>
    public async Task<IReadOnlyList<TracePart>> ListPartsAsync(
        string organization,
        string traceId,
        CancellationToken cancellationToken)
    {
        var parts = new List<TracePart>();
        AsyncPageable<BlobItem> blobs = _parts.GetBlobsAsync(
            BlobTraits.Metadata, BlobStates.None, TraceLayout.TraceFolder(organization, traceId), cancellationToken);
        await foreach (BlobItem blob in blobs)
        {
            blob.Metadata.TryGetValue(PostedMetadata, out string? posted);
            parts.Add(new TracePart(
                blob.Name,
                long.TryParse(posted, null, out long ticks) ? ticks : 0,
                blob.Properties.ContentLength ?? 0,
                blob.Properties.ETag ?? ETag.All));
        }

        return [.. parts.OrderBy(part => part.Posted).ThenBy(part => part.Name, StringComparer.Ordinal)];
    }

    /// <summary>Null where the part is no longer there: it was written together with others meanwhile.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadPartAsync(TracePart part, CancellationToken cancellationToken)
    {
        try
        {
            BlobClient blob = _parts.GetBlobClient(part.Name);
            return (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToMemory();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <param name="posted">Orders the parts; of two that say different things of a span, the later counts.</param>
    public Task WritePartAsync(string name, ReadOnlyMemory<byte> json, long posted, CancellationToken cancellationToken)
    {
        var upload = new BlobUploadOptions
        {
            Metadata = new Dictionary<string, string> { [PostedMetadata] = posted.ToString("D19", null) },
        };
        return _parts.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(json), upload, cancellationToken);
    }

    /// <summary>Removes a part as it was listed; one that was posted again since stays.</summary>
    public async Task DeletePartAsync(TracePart part, CancellationToken cancellationToken)
    {
        try
        {
            await _parts.GetBlobClient(part.Name).DeleteIfExistsAsync(
                conditions: new BlobRequestConditions { IfMatch = part.ETag }, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            // Posted again: it is merged again, and says the same.
        }
    }
}

/// <summary>A part of a trace as it lies in storage.</summary>
/// <param name="Posted">When it was posted last, in ticks.</param>
internal sealed record TracePart(string Name, long Posted, long Bytes, ETag ETag);
