using System.CommandLine;
using System.CommandLine.Parsing;
using Valiqor.Client;
using Valiqor.LocalHost;
using Valiqor.LocalHost.Azurite;

namespace Valiqor.Cli;

/// <summary>Runs a parsed command and turns what goes wrong into one sentence and an exit code.</summary>
internal static class CommandRunner
{
    public static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.Errors.Count > 0)
        {
            foreach (ParseError error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync($"See {NameOf(parsed.CommandResult)} --help.");
            return ExitCodes.Usage;
        }

        try
        {
            // Signals are handled in Program; the library's own handling would end the process after two seconds.
            var invocation = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Cancelled.");
            return ExitCodes.Cancelled;
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.Usage;
        }
        catch (Exception e) when (Describe(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return ExitCodes.Failed;
        }
    }

    /// <summary>
    /// The sentence for an error that a user can do something about; null for a fault of the program.
    /// </summary>
    private static string? Describe(Exception e) => e switch
    {
        AuthenticationException => $"{e.Message} Give a key with --api-key or in {ServiceTarget.KeyVariable}.",
        ValidationException { FieldProblems: { Count: > 0 } problems } =>
            $"{e.Message} {string.Join("; ", problems.Select(problem => problem.Msg))}",
        ValiqorException or AzuriteException or DataDirectoryInUseException => e.Message,
        IOException or UnauthorizedAccessException => e.Message,
        _ => null,
    };

    private static string NameOf(CommandResult command) =>
        command.Parent is CommandResult parent
            ? $"{NameOf(parent)} {command.Command.Name}"
            : "valiqor";
}
