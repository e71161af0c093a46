using System.CommandLine;
using System.Globalization;
using Valiqor.Benchmarks.Quality.Generated;

namespace Valiqor.Benchmarks.Quality;

/// <summary>
/// <c>quality [DIR] [--own]</c>: runs the detectors on labelled files, on generated sets, or on both, and prints how
/// often they are right.
/// </summary>
internal static class QualityCommand
{
    public static Command Create()
    {
        var directory = new Argument<DirectoryInfo>("DIR")
        {
            Description = "A directory of labelled *.jsonl files.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var own = new Option<bool>("--own") { Description = "The generated sets, after the files." };
        var errors = new Option<int>("--errors") { Description = "Print the first N wrong cases of each file." };
        var file = new Option<string?>("--file") { Description = "Only files and sets whose name holds this text." };
        var group = new Option<string?>("--half")
        {
            Description = "Only one half of the groups, \"dev\" or \"check\", to tune on one and check on the other.",
        };
        group.AcceptOnlyFromAmong("dev", "check");
        directory.AcceptExistingOnly();
        var command = new Command("quality", "Measures the detectors on labelled cases.")
        {
            directory, own, errors, file, group,
        };
        command.SetAction(arguments => Run(
            [.. Files(arguments.GetValue(directory)), .. arguments.GetValue(own) ? Sets() : []],
            arguments.GetValue(file) ?? "",
            arguments.GetValue(group) is { } half ? half == "dev" : null,
            arguments.GetValue(errors)));
        return command;
    }

    private static IEnumerable<(string Name, IEnumerable<LabelledCase> Cases)> Files(DirectoryInfo? directory) =>
        from file in (directory?.EnumerateFiles("*.jsonl") ?? []).OrderBy(file => file.Name, StringComparer.Ordinal)
        select (
            Path.GetFileNameWithoutExtension(file.Name),
            File.ReadLines(file.FullName).Where(line => line.Length > 0).Select(LabelledCase.Parse));

    private static IEnumerable<(string Name, IEnumerable<LabelledCase> Cases)> Sets() =>
        GeneratedSets.All.Select(set => (set.Name, set.Cases()));

    private static void Run(
        IReadOnlyList<(string Name, IEnumerable<LabelledCase> Cases)> sets,
        string name,
        bool? developmentHalf,
        int errors)
    {
        var measurement = new QualityMeasurement();
        Print("file", "n", "right", "prec", "recall", "F1", "bal.acc", "unsure", "crashed", "items/s");
        foreach ((string title, IEnumerable<LabelledCase> cases) in sets)
        {
            if (!title.Contains(name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            QualityFigures figures = measurement.Measure(
                cases.Where(row => developmentHalf is not { } dev || row.IsInDevelopmentHalf == dev));
            Print(
                title,
                figures.Count,
                figures.Accuracy,
                figures.Precision,
                figures.Recall,
                figures.F1,
                figures.BalancedAccuracy,
                figures.UnsureShare,
                figures.Crashed,
                Math.Round(figures.ItemsPerSecond));
            foreach (JudgedCase wrong in figures.Wrong.Take(errors))
            {
                Console.WriteLine($"  {wrong}");
            }
        }
    }

    private static void Print(params object[] cells) =>
        Console.WriteLine(string.Concat(cells.Select((cell, column) =>
            column == 0 ? $"{cell,-28}" : $"{Text(cell),8}")));

    private static string Text(object cell) => cell switch
    {
        double share and <= 1 => share.ToString("0.000", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString()!,
    };
}
