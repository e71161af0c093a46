using System.CommandLine;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary><c>valiqor run RUN</c>: what one run found.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        Argument<string> run = SharedOptions.Run();
        return new ServiceCommand(
            "run",
            "Shows what a run found, as analyze does at its end.",
            [run],
            async (question, cancellationToken) =>
            {
                string id = await question.RunOfAsync(run, cancellationToken);
                RunResult result = await question.Client.GetRunAsync(id, cancellationToken);
                await RunPrinter.PrintAsync(
                    question.Client, result, question.Terminal, question.AsJson, cancellationToken);
                if (!RunStatus.IsFinal(result.Status))
                {
                    question.Note(
                        $"The run is {result.Status}: 'valiqor watch {RunFinder.Short(id)}' waits for its end.");
                }

                return ExitCodes.Done;
            });
    }
}
