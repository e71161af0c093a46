using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Valiqor.Service.Runs.Workflow;

namespace Valiqor.LocalHost.Workflow;

/// <summary>How far a workflow has come: the pass and the state it began with.</summary>
internal sealed record WorkflowState(int Pass, RunCursor Cursor);

/// <summary>
/// A workflow's record in storage: one blob of state, under a lease that says which host runs it, and one append blob
/// of calls for the pass under way. A host that loses its lease cannot move the state on any more.
/// </summary>
internal sealed class WorkflowRecord : IAsyncDisposable
{
    private readonly BlobContainerClient _container;
    private readonly BlobLeaseClient _lease;
    private readonly SemaphoreSlim _appending = new(1);

    private WorkflowRecord(BlobContainerClient container, string runId, BlobLeaseClient lease, WorkflowState state)
    {
        (_container, RunId, _lease, State) = (container, runId, lease, state);
    }

    /// <summary>
    /// As long as a killed host's runs wait for another, in seconds: the shortest lease that there is.
    /// </summary>
    public static TimeSpan LeaseTime { get; } = TimeSpan.FromSeconds(15);

    public string RunId { get; }

    public WorkflowState State { get; private set; }

    /// <summary>Makes the record of a new workflow; one that is there stays as it is.</summary>
    public static async Task CreateAsync(
        BlobContainerClient container,
        RunCursor cursor,
        CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        try
        {
            await StateBlob(container, cursor.Run.RunId)
                .UploadAsync(Json(new WorkflowState(0, cursor)), options, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // It is going already.
        }
    }

    /// <summary>The ids of all workflows that have not ended.</summary>
    public static async Task<List<string>> ListAsync(BlobContainerClient container, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        var options = new GetBlobsByHierarchyOptions { Delimiter = "/" };
        await foreach (BlobHierarchyItem row in container.GetBlobsByHierarchyAsync(options, cancellationToken))
        {
            if (row.IsBlob)
            {
                ids.Add(Path.GetFileNameWithoutExtension(row.Blob.Name));
            }
        }

        return ids;
    }

    /// <summary>Takes a workflow over; null where another host has it, or where it has ended.</summary>
    public static async Task<WorkflowRecord?> TryTakeAsync(
        BlobContainerClient container,
        string runId,
        CancellationToken cancellationToken)
    {
        BlobClient blob = StateBlob(container, runId);
        BlobLeaseClient lease = blob.GetBlobLeaseClient();
        try
        {
            await lease.AcquireAsync(LeaseTime, cancellationToken: cancellationToken);
            BinaryData json = (await blob.DownloadContentAsync(cancellationToken)).Value.Content;
            return new WorkflowRecord(container, runId, lease, JsonSerializer.Deserialize<WorkflowState>(json)!);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409)
        {
            return null;
        }
    }

    public Task RenewAsync(CancellationToken cancellationToken) =>
        _lease.RenewAsync(cancellationToken: cancellationToken);

    /// <summary>The calls of the pass under way that have ended, whichever process made them.</summary>
    public async Task<List<RecordedCall>> ReadCallsAsync(CancellationToken cancellationToken)
    {
        try
        {
            BinaryData lines = (await CallsBlob().DownloadContentAsync(cancellationToken)).Value.Content;
            return
            [
                .. from line in lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
                   select JsonSerializer.Deserialize<RecordedCall>(line)!,
            ];
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return [];
        }
    }

    public async Task AppendAsync(RecordedCall call, CancellationToken cancellationToken)
    {
        await _appending.WaitAsync(cancellationToken);
        try
        {
            using var line = new MemoryStream([.. JsonSerializer.SerializeToUtf8Bytes(call), (byte)'\n']);
            AppendBlobClient blob = CallsBlob();
            try
            {
                await blob.AppendBlockAsync(line, cancellationToken: cancellationToken);
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                await blob.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
                line.Position = 0;
                await blob.AppendBlockAsync(line, cancellationToken: cancellationToken);
            }
        }
        finally
        {
            _appending.Release();
        }
    }

    /// <summary>Ends the pass, and begins the next with a clean record.</summary>
    public async Task AdvanceAsync(RunCursor next, CancellationToken cancellationToken)
    {
        AppendBlobClient ended = CallsBlob();
        var state = new WorkflowState(State.Pass + 1, next);
        var options = new BlobUploadOptions { Conditions = OnlyMine() };
        await StateBlob(_container, RunId).UploadAsync(Json(state), options, cancellationToken);
        State = state;
        await ended.DeleteIfExistsAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Removes the record of a workflow that has ended.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await StateBlob(_container, RunId)
            .DeleteIfExistsAsync(conditions: OnlyMine(), cancellationToken: cancellationToken);
        await CallsBlob().DeleteIfExistsAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Lets another host take over at once.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _lease.ReleaseAsync();
        }
        catch (RequestFailedException)
        {
            // It was lost, or the blob has gone with the workflow's end: there is nothing to let go.
        }

        _appending.Dispose();
    }

    private static BinaryData Json(WorkflowState state) =>
        BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(state));

    private static BlobClient StateBlob(BlobContainerClient container, string runId) =>
        container.GetBlobClient($"{runId}.json");

    private AppendBlobClient CallsBlob() => _container.GetAppendBlobClient($"{RunId}/{State.Pass:D6}.jsonl");

    private BlobRequestConditions OnlyMine() => new() { LeaseId = _lease.LeaseId };
}
