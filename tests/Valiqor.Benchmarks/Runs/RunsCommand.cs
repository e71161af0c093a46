using System.CommandLine;
using System.Net.Http.Headers;
using Valiqor.Benchmarks.Speed;
using Valiqor.Client;
using Valiqor.LocalHost;
using Valiqor.LocalHost.Azurite;

namespace Valiqor.Benchmarks.Runs;

/// <summary><c>runs</c>: what lists and counts of runs take over HTTP, in an organization that has many.</summary>
internal static class RunsCommand
{
    /// <summary>A page far behind takes long, and its time hardly varies.</summary>
    private const int FarCalls = 5;

    public static Command Create()
    {
        var runs = new Option<int>("--runs")
        {
            Description = "How many runs the organization has.",
            DefaultValueFactory = _ => 100_000,
        };
        var calls = new Option<int>("--calls")
        {
            Description = "How many calls each figure comes from.",
            DefaultValueFactory = _ => 50,
        };
        var command = new Command("runs", "Measures lists and counts of runs over HTTP.") { runs, calls };
        command.SetAction((arguments, cancellationToken) =>
            RunAsync(arguments.GetValue(runs), arguments.GetValue(calls), cancellationToken));
        return command;
    }

    private static async Task RunAsync(int runs, int calls, CancellationToken cancellationToken)
    {
        Machine.Print();
        DirectoryInfo directory = Directory.CreateTempSubdirectory("valiqor-runs-");
        try
        {
            await using AzuriteProcess azurite =
                await AzuriteProcess.StartAsync(new AzuriteOptions(), cancellationToken);
            var options = new LocalServiceOptions
            {
                DataDirectory = directory.FullName,
                StorageConnection = azurite.ConnectionString,
                Settings = new Dictionary<string, string?> { ["Valiqor:Limits:Calls"] = "1000000" },
            };
            await using LocalService service = await LocalService.StartAsync(options, cancellationToken);
            await using var seed = new RunSeed(azurite.ConnectionString);
            SeededRuns seeded = await seed.FillAsync(runs, cancellationToken);
            using HttpClient http = await OpenAsync(service, cancellationToken);
            await PrintAsync(new CallTimes(http, seeded), runs, calls, cancellationToken);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>With a key like anyone's: a call's time then has the look at the key and at its limit, too.</summary>
    private static async Task<HttpClient> OpenAsync(LocalService service, CancellationToken cancellationToken)
    {
        using var owner = ValiqorClient.Create(
            new ClientOptions { BaseUrl = service.Url, ApiKey = service.AdminKey });
        CreatedKey key = await owner.Keys.CreateAsync(new CreateKeyRequest { Name = "benchmark" }, cancellationToken);
        var http = new HttpClient { BaseAddress = service.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.ApiKey);
        return http;
    }

    private static async Task PrintAsync(
        CallTimes times,
        int runs,
        int calls,
        CancellationToken cancellationToken)
    {
        var table = new Table("call", "runs", "median ms", "p95 ms");
        foreach (string? project in (string?[])[null, RunSeed.BusyProject, RunSeed.RareProject])
        {
            foreach (string? status in (string?[])[null, "completed", "queued"])
            {
                await times.AddListAsync(table, project, status, 1, 20, calls, cancellationToken);
                await times.AddCountAsync(table, project, status, calls, cancellationToken);
            }
        }

        await times.AddListAsync(table, null, null, 1, 100, calls, cancellationToken);
        await times.AddProjectsAsync(table, calls, cancellationToken);
        foreach (int page in new HashSet<int> { 11, Math.Max(1, runs / 200), Math.Max(1, runs / 100) })
        {
            await times.AddListAsync(table, null, null, page, 100, FarCalls, cancellationToken);
        }

        table.Print();
    }
}
