using Spectre.Console;

namespace Valiqor.Cli;

/// <summary>The two streams of the process and what they can show.</summary>
/// <param name="Output">
/// Results. Null where it is redirected: then <see cref="PlainOutput"/> has them in plain lines.
/// </param>
/// <param name="Notices">Progress and notices. Null as well, for <see cref="PlainNotices"/>.</param>
internal sealed record Terminal(
    IAnsiConsole? Output,
    TextWriter PlainOutput,
    IAnsiConsole? Notices,
    TextWriter PlainNotices)
{
    public static Terminal OfProcess() => new(
        Rich(Console.Out, Console.IsOutputRedirected),
        Console.Out,
        Rich(Console.Error, Console.IsErrorRedirected),
        Console.Error);

    private static IAnsiConsole? Rich(TextWriter writer, bool isRedirected)
    {
        if (isRedirected)
        {
            return null;
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        return console.Profile.Capabilities.Ansi ? console : null;
    }
}
