using System.CommandLine;

namespace Valiqor.Benchmarks.Quality;

/// <summary><c>verdicts DIR [--out FILE]</c>: writes what every detector says of every item, to compare builds.</summary>
internal static class VerdictsCommand
{
    public static Command Create()
    {
        var directory = new Argument<DirectoryInfo>("DIR") { Description = "A directory of *.jsonl files with items." };
        var output = new Option<FileInfo?>("--out") { Description = "Where to write; the console, if not given." };
        directory.AcceptExistingOnly();
        var command = new Command("verdicts", "Writes every verdict on its own line, to compare two builds.")
        {
            directory, output,
        };
        command.SetAction(arguments => Run(arguments.GetValue(directory)!, arguments.GetValue(output)));
        return command;
    }

    private static void Run(DirectoryInfo directory, FileInfo? output)
    {
        using TextWriter writer = output is null ? Console.Out : output.CreateText();
        foreach (string line in VerdictDump.Lines(directory.FullName))
        {
            writer.WriteLine(line);
        }
    }
}
