using System.Text.Json;
using Valiqor.Cli.Progress;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary>One analysis from the file to the printed result.</summary>
internal sealed class AnalyzeSession(Analysis analysis, Terminal terminal, TimeProvider time)
{
    // A neighbour's service ends with its own run; this process then continues on its own. Twice is already bad luck.
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
                    ? await StartAsync(service.Client, cancellationToken)
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

    private Task<RunJob> StartAsync(FailureAnalysisClient client, CancellationToken cancellationToken) =>
        analysis.OpenaiApiKey is null
            ? UploadAsync(client, cancellationToken)
            : ProgressView.ShowAsync(
                terminal, $"Sending {analysis.File.Name}", () => PostAsync(client, cancellationToken));

    /// <summary>
    /// A key goes in a body only, and beside it the items: an upload's query and metadata are no place for one.
    /// </summary>
    private async Task<RunJob> PostAsync(FailureAnalysisClient client, CancellationToken cancellationToken)
    {
        var items = new List<JsonElement>();
        await foreach (FileItem item in FileItem.ReadAsync(
            analysis.File, fault => terminal.PlainNotices.WriteLine($"Not analysed: {fault}"), cancellationToken))
        {
            items.Add(item.Json);
        }

        try
        {
            return await client.StartAsync(
                new AnalyzeRequest
                {
                    Dataset = items,
                    ProjectName = analysis.Project,
                    FeatureKind = analysis.Options.FeatureKind,
                    OpenaiApiKey = analysis.OpenaiApiKey,
                },
                cancellationToken);
        }
        catch (DatasetTooLargeException)
        {
            throw new UsageException(
                $"{analysis.File.Path} is too large to go with a key of your own: split it, or leave the key out.");
        }
    }

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
