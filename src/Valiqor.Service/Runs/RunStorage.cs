using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Runs;

/// <summary>The account's containers and tables, by what lies in them.</summary>
internal sealed class RunStorage(StorageAccount account) : IStorageArea
{
    public BlobContainerClient Datasets { get; } = account.Blobs.GetBlobContainerClient(Layout.DatasetContainer);

    public BlobContainerClient RunBlobs { get; } = account.Blobs.GetBlobContainerClient(RunLayout.RunContainer);

    public TableClient Runs { get; } = account.Tables.GetTableClient(RunLayout.RunTable);

    public TableClient Tags { get; } = account.Tables.GetTableClient(RunLayout.TagTable);

    public BlobClient Blob(string container, string name) =>
        account.Blobs.GetBlobContainerClient(container).GetBlobClient(name);

    public async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        await Datasets.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await RunBlobs.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await Runs.CreateIfNotExistsAsync(cancellationToken);
        await Tags.CreateIfNotExistsAsync(cancellationToken);
    }

    public async Task<RunRow?> FindRunAsync(RunRef run, CancellationToken cancellationToken)
    {
        NullableResponse<RunRow> found = await Runs.GetEntityIfExistsAsync<RunRow>(
            run.Organization, run.RunId, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <exception cref="InvalidOperationException">
    /// There is no such run: its row was removed behind our back.
    /// </exception>
    public async Task<RunRow> GetRunAsync(RunRef run, CancellationToken cancellationToken) =>
        await FindRunAsync(run, cancellationToken)
        ?? throw new InvalidOperationException($"The row of run {run.RunId} is gone.");

    /// <summary>Reads a part of a blob of the run.</summary>
    public async Task<BinaryData> ReadRangeAsync(
        string blob,
        long offset,
        long length,
        CancellationToken cancellationToken)
    {
        var options = new BlobDownloadOptions { Range = new HttpRange(offset, length) };
        Response<BlobDownloadResult> download =
            await RunBlobs.GetBlobClient(blob).DownloadContentAsync(options, cancellationToken);
        return download.Value.Content;
    }

    /// <summary>Fills memory from a part of a blob of the run: large parts then leave no garbage behind.</summary>
    public async Task ReadRangeAsync(
        string blob,
        long offset,
        Memory<byte> destination,
        CancellationToken cancellationToken)
    {
        var options = new BlobDownloadOptions { Range = new HttpRange(offset, destination.Length) };
        using BlobDownloadStreamingResult download =
            await RunBlobs.GetBlobClient(blob).DownloadStreamingAsync(options, cancellationToken);
        await download.Content.ReadExactlyAsync(destination, cancellationToken);
    }

    /// <summary>
    /// Opens a blob of the run for writing from the start; it appears, whole, when the stream is disposed.
    /// </summary>
    public Task<Stream> OpenWriteAsync(string blob, CancellationToken cancellationToken) =>
        RunBlobs.GetBlockBlobClient(blob).OpenWriteAsync(
            overwrite: true,
            new BlockBlobOpenWriteOptions { BufferSize = WriteBufferBytes },
            cancellationToken);

    // 50,000 blocks of this size are 195 GiB: more than any dataset that is let in.
    private const int WriteBufferBytes = 4 * 1024 * 1024;
}
