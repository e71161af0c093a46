using Azure;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs.Workflow;

namespace Valiqor.LocalHost.Workflow;

/// <summary>
/// Runs the workflows whose records stand in storage: those that are launched here, and those that a killed host has
/// left, as soon as its lease is over.
/// </summary>
internal sealed class WorkflowRunner(
    StorageAccount account,
    RunActivities activities,
    TimeProvider clock,
    ILogger<WorkflowRunner> log) : BackgroundService, IRunLauncher
{
    private const string ContainerName = "workflows";
    internal const int RunsAtOnce = 16;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenRenewals = TimeSpan.FromSeconds(5);

    private readonly BlobContainerClient _container = account.Blobs.GetBlobContainerClient(ContainerName);
    private readonly SemaphoreSlim _places = new(Math.Max(2, 2 * Environment.ProcessorCount));
    private readonly SemaphoreSlim _launched = new(0);

    public async Task StartAsync(RunRef run, CancellationToken cancellationToken)
    {
        await WorkflowRecord.CreateAsync(_container, new RunCursor(run), cancellationToken);
        _launched.Release();
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _places.Dispose();
        _launched.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new Dictionary<string, Task>(StringComparer.Ordinal);
        try
        {
            while (true)
            {
                await TakeAsync(running, stoppingToken);
                await _launched.WaitAsync(BetweenLooks, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(running.Values);
        }
    }

    private async Task TakeAsync(Dictionary<string, Task> running, CancellationToken stoppingToken)
    {
        try
        {
            foreach (string ended in running.Where(run => run.Value.IsCompleted).Select(run => run.Key).ToList())
            {
                running.Remove(ended);
            }

            foreach (string id in await WorkflowRecord.ListAsync(_container, stoppingToken))
            {
                if (running.Count < RunsAtOnce
                    && !running.ContainsKey(id)
                    && await WorkflowRecord.TryTakeAsync(_container, id, stoppingToken) is { } record)
                {
                    running[id] = Task.Run(() => RunAsync(record, stoppingToken), CancellationToken.None);
                }
            }
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            Log.LookFailed(log, e, "workflows");
        }
    }

    /// <summary>
    /// Runs a workflow as long as its lease can be held. It never throws: what is not finished stays in storage.
    /// </summary>
    private async Task RunAsync(WorkflowRecord record, CancellationToken stoppingToken)
    {
        await using WorkflowRecord _ = record;
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        Task renewing = RenewAsync(record, lost);
        try
        {
            await RunToEndAsync(record, lost);
        }
        catch (Exception e)
        {
            if (!lost.IsCancellationRequested)
            {
                Log.WorkflowInterrupted(log, e, record.RunId);
            }
        }
        finally
        {
            await lost.CancelAsync();
            await renewing;
        }
    }

    private async Task RunToEndAsync(WorkflowRecord record, CancellationTokenSource lost)
    {
        try
        {
            var execution = new WorkflowExecution(ActivityTable.Of(activities), _places, clock, log);
            await execution.RunAsync(record, lost.Token);
        }
        catch (Exception e) when (!lost.IsCancellationRequested && !IsOfStorage(e))
        {
            // The workflow's own code failed, and would again: the run ends, with the reason where its owner sees it.
            Log.WorkflowFailed(log, e, record.RunId);
            await activities.FailRunAsync(new RunFailure(record.State.Cursor.Run, e.Message), lost.Token);
            await record.RemoveAsync(lost.Token);
        }
    }

    private static bool IsOfStorage(Exception e) =>
        e is RequestFailedException or AggregateException { InnerException: RequestFailedException };

    private async Task RenewAsync(WorkflowRecord record, CancellationTokenSource lost)
    {
        try
        {
            while (true)
            {
                await Task.Delay(BetweenRenewals, clock, lost.Token);
                await record.RenewAsync(lost.Token);
            }
        }
        catch (Exception e)
        {
            if (!lost.IsCancellationRequested)
            {
                Log.LeaseLost(log, e, record.RunId);
                await lost.CancelAsync();
            }
        }
    }
}
