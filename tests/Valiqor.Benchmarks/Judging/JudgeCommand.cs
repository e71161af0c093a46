using System.CommandLine;
using Valiqor.Benchmarks.Speed;

namespace Valiqor.Benchmarks.Judging;

/// <summary>
/// <c>judge</c>: a run with a judge against the stand-in for a model, beside what the model's pace allows.
/// </summary>
internal static class JudgeCommand
{
    public static Command Create()
    {
        var items = new Option<int>("--items") { Description = "Items.", DefaultValueFactory = _ => 5_000 };
        var latency = new Option<int>("--latency")
        {
            Description = "What the model takes for an answer, in milliseconds.",
            DefaultValueFactory = _ => 100,
        };
        var concurrency = new Option<int>("--concurrency")
        {
            Description = "The most calls at once.",
            DefaultValueFactory = _ => 64,
        };
        var command = new Command("judge", "Measures a run with a judge.") { items, latency, concurrency };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetValue(items),
            arguments.GetValue(latency),
            arguments.GetValue(concurrency),
            cancellationToken));
        return command;
    }

    private static async Task RunAsync(int items, int latency, int concurrency, CancellationToken cancellationToken)
    {
        Machine.Print();
        DirectoryInfo directory = Directory.CreateTempSubdirectory("valiqor-judge-");
        try
        {
            await using JudgeMeasurement measurement = await JudgeMeasurement.StartAsync(
                directory.FullName, latency, concurrency, cancellationToken);
            await measurement.RunAsync(items / 10, "warm-up", cancellationToken);
            JudgeFigures cold = await measurement.RunAsync(items, "measured", cancellationToken);
            JudgeFigures kept = await measurement.RunAsync(items, "measured", cancellationToken);
            double ideal = (double)items * latency / concurrency / 1_000;
            var table = new Table(
                "run", "calls", "seconds", "asking", "of the ideal", "at once", "MB after 1/4", "MB at the end");
            Add(table, $"{items} items, asked", cold, ideal);
            Add(table, "the same again", kept, ideal);
            table.Print();
            Console.WriteLine(
                $"Ideal: {Table.Number(ideal, "N1")} s for {items} calls of {latency} ms, {concurrency} at once.");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static void Add(Table table, string name, JudgeFigures figures, double ideal) => table.Add(
        name,
        Table.Number(figures.Calls),
        Table.Number(figures.Run.TotalSeconds, "N1"),
        Table.Number(figures.Asking.TotalSeconds, "N1"),
        figures.Calls > 0 ? Table.Percent(ideal / figures.Asking.TotalSeconds) : "",
        Table.Number(figures.MostAtOnce),
        Table.Number(figures.EarlyMegabytes),
        Table.Number(figures.LateMegabytes));
}
