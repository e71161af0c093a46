using Valiqor.Cli.Progress;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary>One analysis from the file to the printed result.</summary>
internal sealed class AnalyzeSession(Analysis analysis, Terminal terminal, TimeProvider time)
{
    // A neighbour's service ends with its own run; this process then goes on by itself. Twice is already bad luck.
    private const int MaxServices = 3;

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
                return await new RunWatch(analysis, terminal, time)
                    .FinishAsync(service.Client, job, asJson, cancellationToken);
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
}
