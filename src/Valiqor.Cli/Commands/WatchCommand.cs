using System.CommandLine;
using Valiqor.Cli.Progress;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary><c>valiqor watch RUN</c>: how far a run is until it has ended, then what it found.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        Argument<string> run = SharedOptions.Run();
        Option<bool> gate = SharedOptions.Gate();
        return new ServiceCommand(
            "watch",
            "Shows how far a run is until it ends, then what it found. Ctrl-C stops watching, not the run.",
            [run, gate],
            async (question, cancellationToken) =>
            {
                string id = await question.RunOfAsync(run, cancellationToken);
                try
                {
                    await ProgressView.ShowAsync(
                        question.Terminal,
                        TimeProvider.System,
                        progress => question.Client.GetJob(id).WaitAsync(progress, cancellationToken));
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                {
                    question.Note($"Run {id} goes on: 'valiqor cancel {RunFinder.Short(id)}' stops it.");
                    return ExitCodes.Cancelled;
                }

                RunResult result = await question.Client.GetRunAsync(id, cancellationToken);
                await RunPrinter.PrintAsync(
                    question.Client, result, question.Terminal, question.AsJson, cancellationToken);
                return await RunPrinter.OutcomeAsync(result, question.Terminal, question.Of(gate));
            });
    }
}
