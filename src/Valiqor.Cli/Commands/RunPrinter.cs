using Valiqor.Cli.Rendering;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary>Prints one run: the service's own JSON, or a report.</summary>
internal static class RunPrinter
{
    public static async Task PrintAsync(
        FailureAnalysisClient client,
        RunResult result,
        Terminal terminal,
        bool asJson,
        CancellationToken cancellationToken)
    {
        if (asJson)
        {
            await using Stream output = Console.OpenStandardOutput();
            await client.CopyRunAsync(result.RunId, output, cancellationToken);
            await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
            return;
        }

        RunView view = await RunViewReader.ReadAsync(client, result, cancellationToken);
        if (terminal.Output is { } console)
        {
            TerminalReport.Write(console, view);
        }
        else
        {
            PlainReport.Write(terminal.PlainOutput, view);
        }
    }

    /// <summary>What a run's end is to a script; says why where the run has not completed.</summary>
    /// <param name="isGate">The script wants to be stopped by the run's own verdict.</param>
    public static async Task<int> OutcomeAsync(RunResult result, Terminal terminal, bool isGate)
    {
        if (result.Status == RunStatus.Completed)
        {
            return isGate && result.Summary is { ShouldGateCi: true } ? ExitCodes.Gate : ExitCodes.Done;
        }

        await terminal.PlainNotices.WriteLineAsync(result.Status == RunStatus.Cancelled
            ? "The run was cancelled."
            : $"The run {result.Status}: {result.Error ?? "no reason was given."}");
        return ExitCodes.Failed;
    }
}
