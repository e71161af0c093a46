using System.CommandLine;
using System.Diagnostics;
using Valiqor.Benchmarks.Generation;
using Valiqor.LocalHost.Azurite;

namespace Valiqor.Benchmarks.Speed;

/// <summary><c>slices</c>: what the service adds to the engine, with Azurite as storage.</summary>
internal static class SlicesCommand
{
    private const int WarmUpItems = 2_000;
    private const int WarmUpPasses = 3;
    private const int TimedPasses = 3;
    private static readonly int[] SideBySide = [1, 8];

    public static Command Create()
    {
        var slices = new Option<int>("--slices")
        {
            Description = "How many slices.",
            DefaultValueFactory = _ => 200,
        };
        var items = new Option<int>("--items-per-slice")
        {
            Description = "How many items each.",
            DefaultValueFactory = _ => 100,
        };
        var command = new Command("slices", "Measures whole slices, storage and all.") { slices, items };
        command.SetAction((arguments, cancellationToken) =>
            RunAsync(arguments.GetValue(slices), arguments.GetValue(items), cancellationToken));
        return command;
    }

    private static async Task RunAsync(int slices, int itemsPerSlice, CancellationToken cancellationToken)
    {
        Machine.Print();
        Corpus corpus = Corpus.Generate(slices * itemsPerSlice);
        Console.WriteLine(
            $"{slices} slices of {itemsPerSlice} items of {Table.Number(corpus.BytesPerItem)} bytes");
        (double engine, double engineCpu) = MeasureEngine(corpus);
        var table = new Table(
            "what", "share of the engine", "items/s", "slices/s", "tag rows/s", "tag rows", "processor µs an item");
        table.Add("engine alone, one thread", "1.000", Table.Number(engine), "", "", "", Table.Number(engineCpu, "N1"));
        DirectoryInfo directory = Directory.CreateTempSubdirectory("valiqor-slices-");
        try
        {
            foreach ((string name, string? location) in new[] { ("in memory", null), ("on disk", directory.FullName) })
            {
                await using AzuriteProcess azurite = await AzuriteProcess.StartAsync(
                    new AzuriteOptions { Location = location }, cancellationToken);
                await using var measurement = new SliceMeasurement(azurite.ConnectionString, itemsPerSlice);
                await measurement.MeasureAsync(Corpus.Generate(WarmUpItems), SideBySide[^1], cancellationToken);
                foreach (int sideBySide in SideBySide)
                {
                    SliceFigures figures = await measurement.MeasureAsync(corpus, sideBySide, cancellationToken);
                    table.Add(
                        $"Azurite {name}, {sideBySide} at a time",
                        Table.Number(figures.ItemsPerSecond / engine, "N3"),
                        Table.Number(figures.ItemsPerSecond),
                        Table.Number(figures.SlicesPerSecond, "N1"),
                        Table.Number(figures.TagRowsPerSecond),
                        Table.Number(figures.TagRows),
                        Table.Number(figures.CpuMicrosecondsPerItem, "N1"));
                }
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }

        table.Print();
    }

    /// <summary>The median pass, after some that only warm up.</summary>
    private static (double ItemsPerSecond, double CpuMicrosecondsPerItem) MeasureEngine(Corpus corpus)
    {
        var engine = new EngineRun();
        var passes = new List<TimeSpan>();
        for (int pass = 0; pass < WarmUpPasses + TimedPasses; pass++)
        {
            long start = Stopwatch.GetTimestamp();
            engine.Analyze(corpus.Lines);
            passes.Add(Stopwatch.GetElapsedTime(start));
        }

        TimeSpan median = passes.Skip(WarmUpPasses).Order().ElementAt(TimedPasses / 2);
        double cpu = CpuCost.Median(() => engine.Analyze(corpus.Lines)).TotalMicroseconds;
        return (corpus.Lines.Length / median.TotalSeconds, cpu / corpus.Lines.Length);
    }
}
