using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Valiqor.Client;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;
using Valiqor.Service.Judging.Keys;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Scope;

namespace Valiqor.Service.Intake;

/// <summary>Brings datasets into storage and starts their runs.</summary>
internal sealed class DatasetIntake(RunStorage storage, RunStarter starter, DatasetDrops drops)
{
    // An upload is held in memory a block at a time; 50,000 blocks of this size are more than the largest upload.
    private static readonly StorageTransferOptions Transfer = new()
    {
        InitialTransferSize = 4 * 1024 * 1024,
        MaximumTransferSize = 4 * 1024 * 1024,
        MaximumConcurrency = 2,
    };

    /// <summary>Keeps the items of a body beside the run's other blobs.</summary>
    public async Task<RunRow> StartOverBodyAsync(RunRef run, PostedItems posted, AnalyzeOptions options, ApiCall call)
    {
        string name = RunLayout.BodyBlob(run);
        ETag etag = await KeepAsync(storage.RunBlobs.GetBlobClient(name), posted.Json, call.Aborted);
        var start = new StartRun(run, posted.Project, RunLayout.RunContainer, name, etag.ToString(), options)
        {
            InputType = posted.InputType,
            HasOwnKey = KeyedLauncher.IsOf(call.Launcher),
        };
        return await starter.StartAsync(start, call.Launcher, call.Aborted);
    }

    /// <summary>
    /// A call with a key of its own starts the given run: the one run of the dataset as it stands may be over, or may
    /// have had a key that did not work.
    /// </summary>
    public Task<RunRow> StartOverBlobAsync(RunRef run, DatasetPlace place, AnalyzeOptions? options, ApiCall call) =>
        drops.StartAsync(place, options, KeyedLauncher.IsOf(call.Launcher) ? run : null, call.Launcher, call.Aborted);

    /// <summary>
    /// Streams the body into the drop container. The blob appears when the last byte has come, so half an upload is
    /// no dataset; its options stand in its metadata, so whoever notices it first starts the same run.
    /// </summary>
    public async Task<RunRow> UploadAsync(DatasetPlace place, AnalyzeOptions options, ApiCall call)
    {
        var upload = new BlobUploadOptions
        {
            Metadata = AnalyzeOptionsText.Write(options),
            TransferOptions = Transfer,
        };
        await storage.Datasets.GetBlobClient(place.BlobName).UploadAsync(call.Request.Body, upload, call.Aborted);
        return await drops.StartAsync(place, null, null, call.Launcher, call.Aborted);
    }

    /// <summary>
    /// Leaves a blob that is there as it is: the same request has brought it before, and its run may be reading it.
    /// </summary>
    private static async Task<ETag> KeepAsync(
        BlobClient blob,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken)
    {
        try
        {
            var absent = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            return (await blob.UploadAsync(BinaryData.FromBytes(content), absent, cancellationToken)).Value.ETag;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ETag;
        }
    }
}

/// <summary>Items that came with a request, or were made of what it names.</summary>
/// <param name="Json">An array or lines of JSON.</param>
/// <param name="InputType">What the run says it was made of; null: as its items are written.</param>
internal sealed record PostedItems(string Project, ReadOnlyMemory<byte> Json, string? InputType);
