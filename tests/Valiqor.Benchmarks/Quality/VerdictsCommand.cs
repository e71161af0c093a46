using System.CommandLine;
using System.Diagnostics;

namespace Valiqor.Benchmarks.Quality;

/// <summary>
/// <c>verdicts DIR [--out FILE]</c>: writes what every detector says of every item, to compare builds. <c>--runs N</c>
/// starts itself N times on a starved process and compares what it writes.
/// </summary>
internal static class VerdictsCommand
{
    public static Command Create()
    {
        var directory = new Argument<DirectoryInfo>("DIR") { Description = "A directory of *.jsonl files with items." };
        var output = new Option<FileInfo?>("--out") { Description = "Where to write; the console, if not given." };
        var runs = new Option<int>("--runs") { Description = "Compare so many runs of a starved process." };
        var starved = new Option<bool>("--starved") { Description = "Spin on every core meanwhile; needs --out." };
        directory.AcceptExistingOnly();
        var command = new Command("verdicts", "Writes every verdict on its own line, to compare two builds.")
        {
            directory, output, runs, starved,
        };
        command.SetAction(arguments =>
        {
            string from = arguments.GetRequiredValue(directory).FullName;
            FileInfo? to = arguments.GetValue(output);
            if (arguments.GetValue(runs) is > 0 and var count)
            {
                return Compare(from, count);
            }

            if (arguments.GetValue(starved) && to is not null)
            {
                StarvedVerdicts.Write(from, to.FullName);
                return 0;
            }

            return Run(from, to);
        });
        return command;
    }

    private static int Run(string directory, FileInfo? output)
    {
        using TextWriter writer = output is null ? Console.Out : output.CreateText();
        foreach (string line in VerdictDump.Lines(directory))
        {
            writer.WriteLine(line);
        }

        return 0;
    }

    private static int Compare(string directory, int runs)
    {
        string[] expected = [.. VerdictDump.Lines(directory)];
        string file = Path.GetTempFileName();
        int different = 0;
        for (int run = 1; run <= runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            string[] arguments = ["verdicts", directory, "--out", file, "--starved"];
            using Process child = Process.Start(StarvedVerdicts.Last(Environment.ProcessPath!, arguments))!;
            child.WaitForExit();
            string[] lines = child.ExitCode == 0 ? File.ReadAllLines(file) : [];
            int changed = lines.Except(expected).Count() + expected.Except(lines).Count();
            bool equal = lines.SequenceEqual(expected);
            different += equal ? 0 : 1;
            Console.WriteLine($"run {run}: {lines.Length} verdicts, "
                + (equal ? "equal" : $"{changed} lines differ")
                + $" ({Stopwatch.GetElapsedTime(start).TotalSeconds:0} s)");
        }

        File.Delete(file);
        Console.WriteLine($"{runs - different} of {runs} starved runs equal the one that was not.");
        return different == 0 ? 0 : 1;
    }
}
