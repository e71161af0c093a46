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
        // A line that is still being written is not held to what it lacks.
        bool isSuggesting = parsed.Tokens.Any(token => token.Type == TokenType.Directive);
        if (parsed.Errors.Count > 0 && !isSuggesting)
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
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(Describe(e));
            return ExitCodes.Failed;
        }
    }

    private static string Describe(Exception e) => e switch
    {
        PermissionException => e.Message,
        AuthenticationException => $"{e.Message} Give a key with --api-key or in {ServiceTarget.KeyVariable}.",
        ValidationException { FieldProblems: { Count: > 0 } problems } =>
            string.Join(
                ' ',
                [e.Message, .. from problem in problems where !e.Message.Contains(problem.Msg) select problem.Msg]),
        ValiqorException or AzuriteException or DataDirectoryInUseException => e.Message,
        IOException or UnauthorizedAccessException => e.Message,

        // Storage that cannot be reached or understood, and faults of the program: only the first line is for people.
        _ => $"valiqor cannot go on ({e.GetType().Name}): {e.Message.Split('\n')[0].Trim()}",
    };

    private static string NameOf(CommandResult command) =>
        command.Parent is CommandResult parent
            ? $"{NameOf(parent)} {command.Command.Name}"
            : "valiqor";
}
