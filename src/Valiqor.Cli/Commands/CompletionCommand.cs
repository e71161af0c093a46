using System.CommandLine;

namespace Valiqor.Cli.Commands;

/// <summary><c>valiqor completion SHELL</c>: a script for the shell, which asks this program what may follow.</summary>
internal static class CompletionCommand
{
    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "One of bash, zsh, fish, pwsh.", HelpName = "SHELL" };
        shell.CompletionSources.Add(CompletionScripts.Shells);
        shell.Validators.Add(result =>
        {
            if (result.Tokens is [var word] && CompletionScripts.For(word.Value) is null)
            {
                result.AddError($"Completion is there for {string.Join(", ", CompletionScripts.Shells)}.");
            }
        });
        var command = new Command(
            "completion",
            "Prints a script that completes commands and options. For bash: eval \"$(valiqor completion bash)\".")
        {
            shell,
        };
        command.SetAction(parsed =>
        {
            Console.Out.Write(CompletionScripts.For(parsed.GetRequiredValue(shell)));
            return ExitCodes.Done;
        });
        return command;
    }
}
