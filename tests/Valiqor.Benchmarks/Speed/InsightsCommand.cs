using System.CommandLine;

namespace Valiqor.Benchmarks.Speed;

/// <summary><c>insights</c>: how long insights take to answer over HTTP, after many runs.</summary>
internal static class InsightsCommand
{
    private static readonly string[] Routes = ["insights", "trends", "security-insights"];

    public static Command Create()
    {
        var runs = new Option<int>("--runs")
        {
            Description = "How many runs, in each case.",
            DefaultValueFactory = _ => 10_000,
        };
        var calls = new Option<int>("--calls")
        {
            Description = "How many calls a round.",
            DefaultValueFactory = _ => 50,
        };
        var rounds = new Option<int>("--rounds")
        {
            Description = "How many rounds of each route.",
            DefaultValueFactory = _ => 5,
        };
        var command = new Command("insights", "Measures insights over HTTP, after many runs.")
        {
            runs, calls, rounds,
        };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetValue(runs), arguments.GetValue(calls), arguments.GetValue(rounds), cancellationToken));
        return command;
    }

    private static async Task RunAsync(int runs, int calls, int rounds, CancellationToken cancellationToken)
    {
        Machine.Print();
        InsightsCase[] cases =
        [
            new("over the last 30 days", "spread", DaysBack: 30, Window: 30),
            new("all of them today", "today", DaysBack: 1, Window: 30),
            new("over two years, asked for one", "years", DaysBack: 730, Window: 365),
        ];
        var seeding = new Table($"{Table.Number(runs)} runs counted", "seconds", "runs/s");
        var table = new Table(
            $"after {Table.Number(runs)} runs",
            "route", "days", "median ms", "p95 ms", "quietest round: median", "p95");
        DirectoryInfo directory = Directory.CreateTempSubdirectory("valiqor-insights-");
        try
        {
            await using InsightsMeasurement measurement =
                await InsightsMeasurement.StartAsync(directory.FullName, cancellationToken);
            foreach (InsightsCase one in cases)
            {
                TimeSpan seeded = await measurement.SeedAsync(one, runs, cancellationToken);
                seeding.Add(
                    one.Name, Table.Number(seeded.TotalSeconds, "N1"), Table.Number(runs / seeded.TotalSeconds));
                foreach (string route in Routes)
                {
                    InsightsFigures figures =
                        await measurement.MeasureAsync(one, route, calls, rounds, cancellationToken);
                    table.Add(
                        one.Name,
                        $"/{route}",
                        Table.Number(one.Window),
                        Table.Number(figures.Median, "N1"),
                        Table.Number(figures.Percentile95, "N1"),
                        Table.Number(figures.QuietestMedian, "N1"),
                        Table.Number(figures.QuietestPercentile95, "N1"));
                }
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }

        seeding.Print();
        table.Print();
    }
}

/// <summary>How runs lie in time, and how many days are asked for.</summary>
/// <param name="Project">Also the organization: each case has its own.</param>
internal sealed record InsightsCase(string Name, string Project, int DaysBack, int Window);
