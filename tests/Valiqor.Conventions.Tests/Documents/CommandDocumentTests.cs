using System.CommandLine;
using Valiqor.Cli;
using Valiqor.Cli.Commands;
using Valiqor.Testing;

namespace Valiqor.Conventions.Tests.Documents;

/// <summary>docs/commands.md says what the program's own help says.</summary>
public sealed class CommandDocumentTests
{
    /// <summary>Options of nearly every command, told once.</summary>
    private static readonly string[] Shared =
        ["--json", "--server", "--api-key", "--data", "--storage", "--help", "--version"];

    [Fact]
    public void The_commands_document_lists_the_commands()
    {
        IEnumerable<string> rows =
            from command in Commands(RootCommands.Create(), "valiqor")
            let options = command.Command.Options.Where(option => !Shared.Contains(option.Name))
            select $"| `{command.Line}` | {Cell(command.Command.Description)} "
                + $"| {string.Join("<br>", options.Select(TextOf))} |";
        string[] lines = ["| Command | What it does | Options of its own |", "|---|---|---|", .. rows];

        Snapshot.MatchesPart(string.Join('\n', lines), "docs/commands.md", "commands");
    }

    [Fact]
    public void The_commands_document_lists_the_shared_options()
    {
        Command any = RootCommands.Create().Subcommands.Single(command => command.Name == "runs");
        IEnumerable<string> rows =
            from option in any.Options
            where Shared.Contains(option.Name) && option.Name is not ("--help" or "--version")
            select $"| `{option.Name}{(option.HelpName is { } name ? " " + name : "")}` | {Cell(option.Description)} |";
        string[] lines = ["| Option | What it is |", "|---|---|", .. rows];

        Snapshot.MatchesPart(string.Join('\n', lines), "docs/commands.md", "shared");
    }

    [Fact]
    public void The_commands_document_lists_the_exit_codes()
    {
        string document = File.ReadAllText(Repository.File("docs/commands.md"));

        int[] codes = [ExitCodes.Done, ExitCodes.Failed, ExitCodes.Usage, ExitCodes.Gate, ExitCodes.Cancelled];
        codes.ShouldAllBe(code => document.Contains($"| {code} |"));
    }

    private static IEnumerable<(Command Command, string Line)> Commands(Command parent, string path)
    {
        foreach (Command command in parent.Subcommands)
        {
            if (command.Subcommands.Count > 0)
            {
                foreach ((Command, string) below in Commands(command, $"{path} {command.Name}"))
                {
                    yield return below;
                }

                continue;
            }

            IEnumerable<string> arguments =
                from argument in command.Arguments
                let name = argument.HelpName ?? argument.Name
                select argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
            yield return (command, string.Join(' ', [path, command.Name, .. arguments]));
        }
    }

    private static string TextOf(Option option) =>
        $"`{option.Name}{(option.HelpName is { } name ? " " + Cell(name) : "")}` {Cell(option.Description)}";

    private static string Cell(string? text) => (text ?? "").Replace("|", "\\|");
}
