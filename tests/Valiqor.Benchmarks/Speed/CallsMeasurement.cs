using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Valiqor.Client;
using Valiqor.LocalHost;
using Valiqor.LocalHost.Azurite;

namespace Valiqor.Benchmarks.Speed;

/// <summary>
/// Two hosts on one Azurite in memory, called over HTTP for an answer that needs no storage of its own.
/// </summary>
internal sealed class CallsMeasurement : IAsyncDisposable
{
    private const string Path = "v2/failure-analysis/taxonomy";
    private const string UnknownKey = "vq_nobody-has-this-key-0000000000000000000";

    private readonly AzuriteProcess _azurite;
    private readonly List<LocalService> _hosts = [];

    private CallsMeasurement(AzuriteProcess azurite) => _azurite = azurite;

    public IReadOnlyList<CallsCase> Cases { get; private set; } = [];

    public static async Task<CallsMeasurement> StartAsync(string directory, CancellationToken cancellationToken)
    {
        AzuriteProcess azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), cancellationToken);
        var measurement = new CallsMeasurement(azurite);
        try
        {
            foreach (string name in (string[])["one", "other"])
            {
                // The rate is counted, and never met.
                var options = new LocalServiceOptions
                {
                    DataDirectory = System.IO.Path.Combine(directory, name),
                    StorageConnection = azurite.ConnectionString,
                    Settings = new Dictionary<string, string?> { ["Valiqor:Limits:Calls"] = "1000000" },
                };
                measurement._hosts.Add(await LocalService.StartAsync(options, cancellationToken));
            }

            LocalService[] one = [measurement._hosts[0]];
            string key = await measurement.NewKeyAsync(cancellationToken);
            measurement.Cases =
            [
                new("administrator's key: no storage", one, one[0].AdminKey, HttpStatusCode.OK),
                new("unknown key: looked up, refused", one, UnknownKey, HttpStatusCode.Unauthorized),
                new("organization's key: looked up, counted", one, key, HttpStatusCode.OK),
                new("the same over two hosts", measurement._hosts, key, HttpStatusCode.OK),
            ];
            return measurement;
        }
        catch
        {
            await measurement.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (LocalService host in _hosts)
        {
            await host.DisposeAsync();
        }

        await _azurite.DisposeAsync();
    }

    public static async Task<CallsFigures> CallAsync(
        CallsCase one,
        int calls,
        int atOnce,
        CancellationToken cancellationToken)
    {
        HttpClient[] hosts = [.. one.Hosts.Select(host => Client(host, one.Key))];
        double[] times = new double[calls];
        long begin = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(
            0,
            calls,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken },
            async (call, token) =>
            {
                long start = Stopwatch.GetTimestamp();
                using HttpResponseMessage answer = await hosts[call % hosts.Length].GetAsync(Path, token);
                times[call] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                if (answer.StatusCode != one.Expected)
                {
                    throw new InvalidOperationException($"{one.Name}: {(int)answer.StatusCode}");
                }
            });
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        Array.ForEach(hosts, host => host.Dispose());
        return new CallsFigures([.. times.Order()], calls / seconds);
    }

    private async Task<string> NewKeyAsync(CancellationToken cancellationToken)
    {
        using var client = ValiqorClient.Create(
            new ClientOptions { BaseUrl = _hosts[0].Url, ApiKey = _hosts[0].AdminKey });
        var request = new CreateKeyRequest { Name = "benchmark", Organization = "benchmark" };
        return (await client.Keys.CreateAsync(request, cancellationToken)).ApiKey;
    }

    private static HttpClient Client(LocalService host, string key)
    {
        var http = new HttpClient { BaseAddress = host.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }
}

/// <summary>A kind of call.</summary>
internal sealed record CallsCase(
    string Name,
    IReadOnlyList<LocalService> Hosts,
    string Key,
    HttpStatusCode Expected);

/// <param name="Sorted">Milliseconds of each call, the shortest first.</param>
internal sealed record CallsFigures(double[] Sorted, double PerSecond)
{
    public double Median => At(0.5);

    public double Percentile95 => At(0.95);

    private double At(double share) => Sorted[(int)Math.Ceiling(Sorted.Length * share) - 1];
}
