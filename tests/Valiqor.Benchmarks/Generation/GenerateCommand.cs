using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace Valiqor.Benchmarks.Generation;

/// <summary><c>generate COUNT FILE</c>: writes a dataset of any size, a line at a time.</summary>
internal static class GenerateCommand
{
    private const int BufferBytes = 1024 * 1024;

    public static Command Create()
    {
        var count = new Argument<int>("COUNT") { Description = "How many items." };
        var file = new Argument<FileInfo>("FILE") { Description = "The JSONL file to write." };
        var bytes = new Option<int>("--bytes")
        {
            Description = "About how long an item is.",
            DefaultValueFactory = _ => Corpus.ItemBytes,
        };
        var failing = new Option<double>("--failing")
        {
            Description = "The share of items with a fault, 0 to 1.",
            DefaultValueFactory = _ => Corpus.FailingShare,
        };
        var seed = new Option<int>("--seed")
        {
            Description = "Another seed makes another dataset.",
            DefaultValueFactory = _ => Corpus.Seed,
        };
        var command = new Command("generate", "Writes a made-up dataset.") { count, file, bytes, failing, seed };
        command.SetAction(arguments => Run(
            arguments.GetValue(count),
            arguments.GetRequiredValue(file),
            new ItemGenerator(
                arguments.GetValue(bytes), arguments.GetValue(failing), arguments.GetValue(seed))));
        return command;
    }

    private static void Run(int count, FileInfo file, ItemGenerator generator)
    {
        long start = Stopwatch.GetTimestamp();
        int faults = 0;
        using (FileStream stream = new(file.FullName, FileMode.Create, FileAccess.Write, FileShare.None, BufferBytes))
        {
            for (int i = 0; i < count; i++)
            {
                stream.Write(generator.Line(i, out Fault fault));
                faults += fault == Fault.None ? 0 : 1;
            }
        }

        file.Refresh();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count} items, {faults} with a fault, {file.Length} bytes in {seconds:F1} s"));
    }
}
