using Valiqor.Cli.Progress;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary>A file of traces, from the file to the printed result of each.</summary>
internal sealed class TraceSession(Analysis analysis, Terminal terminal, TimeProvider time)
{
    public async Task<int> RunAsync(bool asJson, CancellationToken cancellationToken)
    {
        await using ServiceSession service = await ProgressView.ShowAsync(
            terminal,
            "Starting the local service",
            () => ServiceSession.OpenAsync(analysis.Target, time, cancellationToken));
        TracesAccepted accepted = await SendAsync(service.Valiqor.Traces, cancellationToken);
        int worst = ExitCodes.Done;
        foreach (Trace trace in accepted.Traces)
        {
            int outcome = await AnalyzeAsync(service.Client, trace.TraceId, asJson, cancellationToken);
            worst = Math.Max(worst, outcome);
            if (cancellationToken.IsCancellationRequested)
            {
                break;
            }
        }

        return worst;
    }

    private async Task<TracesAccepted> SendAsync(TracesClient traces, CancellationToken cancellationToken)
    {
        await using Stream content = analysis.File.Read();
        return await ProgressView.ShowAsync(
            terminal,
            $"Sending {analysis.File.Name}",
            () => traces.PostAsync(content, cancellationToken: cancellationToken));
    }

    /// <summary>One trace that cannot be analysed is told of, and the next one comes.</summary>
    private async Task<int> AnalyzeAsync(
        FailureAnalysisClient client,
        string traceId,
        bool asJson,
        CancellationToken cancellationToken)
    {
        try
        {
            RunJob job = await client.StartAsync(
                new AnalyzeRequest
                {
                    TraceId = traceId,
                    ProjectName = analysis.NamedProject,
                    FeatureKind = analysis.Options.FeatureKind,
                    RunJudge = analysis.Options.RunJudge,
                    OpenaiApiKey = analysis.OpenaiApiKey,
                },
                cancellationToken);
            return await new RunWatch(analysis, terminal, time).FinishAsync(client, job, asJson, cancellationToken);
        }
        catch (ValidationException e) when (e.Code == "trace_without_turn")
        {
            await terminal.PlainNotices.WriteLineAsync(e.Message);
            return ExitCodes.Failed;
        }
    }
}
