using System.CommandLine;
using Valiqor.Cli.Progress;
using Valiqor.Cli.Rendering;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary><c>valiqor cancel RUN</c>: stops a run; what it found stays.</summary>
internal static class CancelCommand
{
    // A run stops after the slices that are under way; one that takes longer stops by itself.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        Argument<string> run = SharedOptions.Run();
        return new ServiceCommand(
            "cancel",
            "Stops a run. What it has found stays.",
            [run],
            async (question, cancellationToken) =>
            {
                string id = await question.RunOfAsync(run, cancellationToken);
                RunJob job = question.Client.GetJob(id);
                await job.CancelAsync(cancellationToken);
                JobStatus status = await ProgressView.ShowAsync(
                    question.Terminal, "Waiting for the run to stop", () => EndAsync(job, cancellationToken));
                return await question.AnswerAsync(
                    status, WireJson.Default.JobStatus, () => new Report().Line(TextOf(status)));
            });
    }

    internal static string TextOf(JobStatus status) => status.Status == RunStatus.Cancelled
        ? $"Run {status.RunId} stopped after {status.CurrentItem:N0} of {ReportText.Count(status.TotalItems, "item")}."
        : $"Run {status.RunId} was asked to stop; it is {status.Status}.";

    private static async Task<JobStatus> EndAsync(RunJob job, CancellationToken cancellationToken)
    {
        try
        {
            return await job.WaitAsync(Patience, null, cancellationToken);
        }
        catch (TimeoutException)
        {
            return await job.StatusAsync(cancellationToken);
        }
    }
}
