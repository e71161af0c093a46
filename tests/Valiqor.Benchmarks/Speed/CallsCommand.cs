using System.CommandLine;

namespace Valiqor.Benchmarks.Speed;

/// <summary><c>calls</c>: what looking a key up and counting a call add to it.</summary>
internal static class CallsCommand
{
    public static Command Create()
    {
        var calls = new Option<int>("--calls")
        {
            Description = "How many calls of each kind.",
            DefaultValueFactory = _ => 2_000,
        };
        var atOnce = new Option<int>("--at-once")
        {
            Description = "How many side by side, where it is a crowd.",
            DefaultValueFactory = _ => 32,
        };
        var command = new Command("calls", "Measures what key check and limits add to a call.") { calls, atOnce };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetValue(calls), arguments.GetValue(atOnce), cancellationToken));
        return command;
    }

    private static async Task RunAsync(int calls, int atOnce, CancellationToken cancellationToken)
    {
        Machine.Print();
        var table = new Table("GET /taxonomy", "median ms", "p95 ms", "calls/s", $"calls/s, {atOnce} at once");
        DirectoryInfo directory = Directory.CreateTempSubdirectory("valiqor-calls-");
        try
        {
            await using CallsMeasurement measurement =
                await CallsMeasurement.StartAsync(directory.FullName, cancellationToken);
            foreach (CallsCase one in measurement.Cases)
            {
                await CallsMeasurement.CallAsync(one, calls / 10, atOnce, cancellationToken);
                CallsFigures alone = await CallsMeasurement.CallAsync(one, calls, atOnce: 1, cancellationToken);
                CallsFigures crowd = await CallsMeasurement.CallAsync(one, calls, atOnce, cancellationToken);
                table.Add(
                    one.Name,
                    Table.Number(alone.Median, "N1"),
                    Table.Number(alone.Percentile95, "N1"),
                    Table.Number(alone.PerSecond),
                    Table.Number(crowd.PerSecond));
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }

        table.Print();
    }
}
