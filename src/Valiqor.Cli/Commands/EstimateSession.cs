using System.Text.Json;
using Valiqor.Cli.Progress;
using Valiqor.Cli.Rendering;
using Valiqor.Client;
using Valiqor.Service.Runs.Scope;

namespace Valiqor.Cli.Commands;

/// <summary>What an analysis would cost, from the file to the printed sum; no run is started.</summary>
internal sealed class EstimateSession(Analysis analysis, Terminal terminal, TimeProvider time)
{
    /// <summary>Far below what a body may have.</summary>
    private const int BatchBytes = 4 * 1024 * 1024;

    /// <summary>Each is analysed by the rules while the service holds the answer back.</summary>
    private const int BatchItems = 500;

    private int _faults;

    public async Task<int> RunAsync(bool asJson, CancellationToken cancellationToken)
    {
        await using ServiceSession service = await ProgressView.ShowAsync(
            terminal,
            "Starting the local service",
            () => ServiceSession.OpenAsync(analysis.Target, time, cancellationToken));
        CostEstimate? sum = await ProgressView.ShowAsync(
            terminal, $"Reckoning {analysis.File.Name}", () => SumAsync(service.Client, cancellationToken));
        if (sum is null)
        {
            throw new UsageException($"{analysis.File.Path} has no item that can be read.");
        }

        if (asJson)
        {
            await terminal.PlainOutput.WriteLineAsync(JsonSerializer.Serialize(sum, WireJson.Default.CostEstimate));
            return ExitCodes.Done;
        }

        Report report = CostReport.Of(sum, _faults);
        if (terminal.Output is { } console)
        {
            report.WriteTo(console);
        }
        else
        {
            report.WriteTo(terminal.PlainOutput);
        }

        return ExitCodes.Done;
    }

    private async Task<CostEstimate?> SumAsync(FailureAnalysisClient client, CancellationToken cancellationToken)
    {
        // A run is of one kind, whatever a batch of its items looks like by itself.
        string kind = analysis.Options.FeatureKind ?? await InferKindAsync(cancellationToken);
        CostEstimate? sum = null;
        var batch = new List<JsonElement>();
        long bytes = 0;
        await foreach (FileItem item in FileItem.ReadAsync(analysis.File, _ => _faults++, cancellationToken))
        {
            long size = item.Json.GetRawText().Length;
            if (batch.Count == BatchItems || (batch.Count > 0 && bytes + size > BatchBytes))
            {
                sum = CostSum.Add(sum, await AskAsync(client, batch, kind, cancellationToken));
                batch.Clear();
                bytes = 0;
            }

            batch.Add(item.Json);
            bytes += size;
        }

        return batch.Count == 0 ? sum : CostSum.Add(sum, await AskAsync(client, batch, kind, cancellationToken));
    }

    private Task<CostEstimate> AskAsync(
        FailureAnalysisClient client,
        IReadOnlyList<JsonElement> items,
        string kind,
        CancellationToken cancellationToken) => client.EstimateAsync(
            new AnalyzeRequest
            {
                Dataset = items,
                FeatureKind = kind,
                RunJudge = analysis.Options.RunJudge,
                OpenaiApiKey = analysis.OpenaiApiKey,
            },
            cancellationToken);

    private async Task<string> InferKindAsync(CancellationToken cancellationToken)
    {
        (bool anyContext, bool anyTools) = (false, false);
        await foreach (FileItem item in FileItem.ReadAsync(analysis.File, _ => { }, cancellationToken))
        {
            anyContext |= !item.Item.Context.IsEmpty;
            anyTools |= !item.Item.ToolCalls.IsEmpty;
            if (anyContext && anyTools)
            {
                break;
            }
        }

        return Valiqor.Analysis.Items.Wire.Name(FeatureKindGuess.Of(anyContext, anyTools));
    }
}
