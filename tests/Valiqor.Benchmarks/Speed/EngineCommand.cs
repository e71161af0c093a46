using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Valiqor.Benchmarks.Generation;

namespace Valiqor.Benchmarks.Speed;

/// <summary><c>engine</c>: what all detectors cost an item, beside parsing it, and which of them costs what.</summary>
internal static class EngineCommand
{
    private const double NanosecondsPerSecond = 1e9;

    public static Command Create()
    {
        var items = new Option<int>("--items")
        {
            Description = "How many generated items the shares are measured on.",
            DefaultValueFactory = _ => 20_000,
        };
        var sharesOnly = new Option<bool>("--shares-only") { Description = "Only the detectors' shares, quickly." };
        var command = new Command("engine", "Measures all detectors beside plain parsing.") { items, sharesOnly };
        command.SetAction(arguments => Run(arguments.GetValue(items), arguments.GetValue(sharesOnly)));
        return command;
    }

    private static void Run(int items, bool sharesOnly)
    {
        Machine.Print();
        Corpus corpus = Corpus.Generate(items);
        Console.WriteLine($"{items} items of {Table.Number(corpus.BytesPerItem)} bytes");
        var engine = new EngineRun();
        FaultCheck.Print(corpus, engine);
        PrintCpuCost(corpus, engine);
        if (!sharesOnly)
        {
            PrintEngine();
        }

        PrintShares(DetectorShares.Measure(corpus.Lines, engine.Selection), items);
    }

    private static void PrintCpuCost(Corpus corpus, EngineRun engine)
    {
        (string Name, Action Pass)[] rows =
        [
            ("JsonDocument.Parse", () => ParseJson(corpus)),
            ("ItemParser.Parse", () => Array.ForEach(corpus.Lines, line => EngineRun.Parse(line))),
            ("parse + analyze + score", () => engine.Analyze(corpus.Lines)),
        ];
        TimeSpan[] costs = [.. rows.Select(row => CpuCost.Median(row.Pass))];
        var table = new Table(
            "processor time",
            "times JsonDocument.Parse",
            "times ItemParser.Parse",
            "items a core second",
            "µs an item");
        foreach ((int i, (string name, _)) in rows.Index())
        {
            table.Add(
                name,
                Table.Number(costs[i] / costs[0], "N2"),
                Table.Number(costs[i] / costs[1], "N2"),
                Table.Number(corpus.Lines.Length / costs[i].TotalSeconds),
                Table.Number(costs[i].TotalMicroseconds / corpus.Lines.Length, "N2"));
        }

        table.Print();
    }

    private static void ParseJson(Corpus corpus)
    {
        foreach (byte[] line in corpus.Lines)
        {
            using JsonDocument document = JsonDocument.Parse(line);
        }
    }

    private static void PrintEngine()
    {
        IConfig config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
            .AddLogger(NullLogger.Instance)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "valiqor-benchmarks"));
        Summary summary = BenchmarkRunner.Run<EngineBenchmarks>(config);
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
        {
            throw new InvalidOperationException(
                string.Join('\n', summary.ValidationErrors.Select(error => error.Message)));
        }

        double json = Median(summary.Reports[0]);
        double item = Median(summary.Reports[1]);
        var table = new Table(
            "wall time, one thread",
            "times JsonDocument.Parse",
            "times ItemParser.Parse",
            "items/s",
            "µs an item",
            "bytes an item");
        foreach (BenchmarkReport report in summary.Reports)
        {
            double nanoseconds = Median(report);
            table.Add(
                report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''),
                Table.Number(nanoseconds / json, "N2"),
                Table.Number(nanoseconds / item, "N2"),
                Table.Number(NanosecondsPerSecond / nanoseconds),
                Table.Number(nanoseconds / 1_000, "N2"),
                Table.Number(report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0));
        }

        table.Print();
    }

    private static double Median(BenchmarkReport report) => report.ResultStatistics!.Median;

    private static void PrintShares(IReadOnlyList<StepCost> costs, int items)
    {
        double all = costs.Sum(cost => cost.Ticks);
        var table = new Table("step", "share of time", "µs an item", "bytes an item");
        foreach (StepCost cost in costs.OrderByDescending(cost => cost.Ticks))
        {
            table.Add(
                cost.Name,
                Table.Percent(cost.Ticks / all),
                Table.Number(cost.Ticks * 1e6 / Stopwatch.Frequency / items, "N2"),
                Table.Number((double)cost.Bytes / items));
        }

        table.Print();
    }
}
