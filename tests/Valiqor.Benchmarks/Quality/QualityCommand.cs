using System.CommandLine;
using System.Globalization;

namespace Valiqor.Benchmarks.Quality;

/// <summary><c>quality DIR</c>: runs the detectors on labelled files and prints how often they are right.</summary>
internal static class QualityCommand
{
    public static Command Create()
    {
        var directory = new Argument<DirectoryInfo?>("DIR")
        {
            Description = "A directory of labelled *.jsonl files.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var own = new Option<bool>("--own") { Description = "Also the generated cases, which need no file." };
        var errors = new Option<int>("--errors") { Description = "Print the first N wrong cases of each file." };
        var file = new Option<string?>("--file") { Description = "Only files whose name holds this text." };
        var group = new Option<string?>("--half")
        {
            Description = "Only one half of the groups, \"dev\" or \"check\", to tune on one and check on the other.",
        };
        group.AcceptOnlyFromAmong("dev", "check");
        directory.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !Directory.Exists(result.Tokens[0].Value))
            {
                result.AddError($"There is no directory {result.Tokens[0].Value}.");
            }
        });
        var command = new Command("quality", "Measures the detectors on labelled cases.")
        {
            directory, own, errors, file, group,
        };
        command.SetAction(arguments => Run(
            arguments.GetValue(directory),
            arguments.GetValue(own),
            arguments.GetValue(file) ?? "",
            arguments.GetValue(group) is { } half ? half == "dev" : null,
            arguments.GetValue(errors)));
        return command;
    }

    private static void Run(DirectoryInfo? directory, bool own, string name, bool? developmentHalf, int errors)
    {
        var measurement = new QualityMeasurement();
        Print("file", "n", "right", "prec", "recall", "F1", "bal.acc", "unsure", "crashed", "items/s");
        var sets = (directory?.EnumerateFiles("*.jsonl") ?? [])
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Where(file => file.Name.Contains(name, StringComparison.OrdinalIgnoreCase))
            .Select(file => (Path.GetFileNameWithoutExtension(file.Name), Cases(file)));
        if (own)
        {
            sets = sets.Append((SecretCases.Name, SecretCases.All()));
        }

        foreach ((string set, IEnumerable<LabelledCase> cases) in sets)
        {
            QualityFigures figures = measurement.Measure(
                cases.Where(row => developmentHalf is not { } dev || row.IsInDevelopmentHalf == dev));
            Print(
                set,
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

    private static IEnumerable<LabelledCase> Cases(FileInfo file) =>
        File.ReadLines(file.FullName).Where(line => line.Length > 0).Select(LabelledCase.Parse);

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
