using Valiqor.Cli.Progress;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary>One analysis from the file to the printed result.</summary>
internal sealed class AnalyzeSession(Analysis analysis, Terminal terminal, TimeProvider time)
{
    // A neighbour's service ends with its own run; this process then goes on by itself. Twice is already bad luck.
    private const int MaxServices = 3;

    private static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(15);

    public async Task<int> RunAsync(bool asJson, CancellationToken cancellationToken)
    {
        string? runId = null;
        for (int services = 1; ; services++)
        {
            await using ServiceSession service = await OpenServiceAsync(cancellationToken);
            try
            {
                RunJob job = runId is null
                    ? await UploadAsync(service.Client, cancellationToken)
                    : service.Client.GetJob(runId);
                runId = job.RunId;
                JobStatus status = await WaitOrCancelAsync(job, cancellationToken);
                return cancellationToken.IsCancellationRequested && status.Status != RunStatus.Completed
                    ? await TellCancelledAsync(status)
                    : await PrintAsync(service.Client, job, asJson, cancellationToken);
            }
            catch (ServiceUnavailableException) when (service.IsNeighbour && services < MaxServices)
            {
                await terminal.PlainNotices.WriteLineAsync("The service that was running has ended; going on here.");
            }
        }
    }

    private Task<ServiceSession> OpenServiceAsync(CancellationToken cancellationToken) =>
        ProgressView.ShowAsync(
            terminal,
            "Starting the local service",
            () => ServiceSession.OpenAsync(analysis.Target, time, cancellationToken));

    private async Task<RunJob> UploadAsync(FailureAnalysisClient client, CancellationToken cancellationToken)
    {
        await using Stream content = analysis.File.Read();
        return await ProgressView.ShowAsync(
            terminal,
            $"Sending {analysis.File.Name}",
            () => client.UploadDatasetAsync(
                analysis.Project, analysis.File.Name, content, analysis.Options, cancellationToken));
    }

    /// <summary>
    /// The run's last status. When the token is cancelled meanwhile, the run is too, and shortly waited for.
    /// </summary>
    private async Task<JobStatus> WaitOrCancelAsync(RunJob job, CancellationToken cancellationToken)
    {
        try
        {
            return await ProgressView.ShowAsync(
                terminal, time, progress => job.WaitAsync(progress, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await terminal.PlainNotices.WriteLineAsync("Cancelling the run ...");
            return await CancelAsync(job);
        }
    }

    private async Task<JobStatus> CancelAsync(RunJob job)
    {
        using var patience = new CancellationTokenSource(CancelPatience, time);
        try
        {
            await job.CancelAsync(patience.Token);
        }
        catch (ConflictException)
        {
            // It ended by itself just before.
        }

        try
        {
            return await job.WaitAsync(null, patience.Token);
        }
        catch (OperationCanceledException)
        {
            return await job.StatusAsync(CancellationToken.None);
        }
    }

    private async Task<int> TellCancelledAsync(JobStatus status)
    {
        await terminal.PlainNotices.WriteLineAsync(status.Status == RunStatus.Cancelled
            ? $"Cancelled: run {status.RunId} stopped after {status.CurrentItem:N0} of {status.TotalItems:N0} items."
            : $"Run {status.RunId} was asked to stop; it is {status.Status}.");
        return ExitCodes.Cancelled;
    }

    private async Task<int> PrintAsync(
        FailureAnalysisClient client,
        RunJob job,
        bool asJson,
        CancellationToken cancellationToken)
    {
        RunResult result = await client.GetRunAsync(job.RunId, cancellationToken);
        await RunPrinter.PrintAsync(client, result, terminal, asJson, cancellationToken);
        return await RunPrinter.OutcomeAsync(result, terminal, analysis.IsGate);
    }
}
