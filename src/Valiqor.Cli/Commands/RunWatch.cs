using Valiqor.Cli.Progress;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary>Stays with a run until it has ended, and prints it.</summary>
internal sealed class RunWatch(Analysis analysis, Terminal terminal, TimeProvider time)
{
    private static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(15);

    /// <summary>The command's exit code. When the token is cancelled, the run is, too.</summary>
    public async Task<int> FinishAsync(
        FailureAnalysisClient client,
        RunJob job,
        bool asJson,
        CancellationToken cancellationToken)
    {
        JobStatus status = await WaitOrCancelAsync(job, cancellationToken);
        return cancellationToken.IsCancellationRequested && status.Status != RunStatus.Completed
            ? await TellCancelledAsync(status)
            : await PrintAsync(client, job, asJson, cancellationToken);
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
