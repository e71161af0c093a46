using System.Collections.Immutable;
using System.Diagnostics;
using System.Net.Http.Headers;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Scoring;
using Valiqor.Client;
using Valiqor.LocalHost;
using Valiqor.LocalHost.Azurite;
using Valiqor.Service.Days;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;

namespace Valiqor.Benchmarks.Speed;

/// <summary>
/// A local service on an Azurite on disk, whose days are counted by the product's own ledger and asked for over HTTP.
/// </summary>
internal sealed class InsightsMeasurement : IAsyncDisposable
{
    private const int SideBySide = 4;
    private const int Seed = 20_260_302;

    // Azurite writes what changed to disk every five seconds, and answers nothing meanwhile.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);

    private static readonly FailureTaxonomy Taxonomy = FailureTaxonomy.LoadEmbedded();

    private readonly AzuriteProcess _azurite;
    private readonly LocalService _service;
    private readonly ValiqorClient _administrator;
    private readonly DayStorage _days;

    private InsightsMeasurement(AzuriteProcess azurite, LocalService service)
    {
        (_azurite, _service) = (azurite, service);
        _administrator = ValiqorClient.Create(
            new ClientOptions { BaseUrl = service.Url, ApiKey = service.AdminKey });
        _days = new DayStorage(StorageAccount.Connect(azurite.ConnectionString));
    }

    public static async Task<InsightsMeasurement> StartAsync(string directory, CancellationToken cancellationToken)
    {
        string storage = Directory.CreateDirectory(Path.Combine(directory, "storage")).FullName;
        AzuriteProcess azurite = await AzuriteProcess.StartAsync(
            new AzuriteOptions { Location = storage }, cancellationToken);
        try
        {
            var options = new LocalServiceOptions
            {
                DataDirectory = Path.Combine(directory, "service"),
                StorageConnection = azurite.ConnectionString,
                Settings = new Dictionary<string, string?> { ["Valiqor:Limits:Calls"] = "0" },
            };
            return new InsightsMeasurement(azurite, await LocalService.StartAsync(options, cancellationToken));
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        await _service.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    /// <summary>Ends so many runs, evenly over the case's days, and tells how long counting them took.</summary>
    public async Task<TimeSpan> SeedAsync(InsightsCase one, int runs, CancellationToken cancellationToken)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        var dice = new Random(Seed);
        RunScore[] scores = [.. Enumerable.Range(0, 100).Select(_ => ScoreOf(dice))];
        long start = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(
            0,
            runs,
            new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancellationToken },
            async (run, token) =>
            {
                DateTimeOffset ended = now.AddDays(-(run % one.DaysBack));
                var row = new RunRow
                {
                    PartitionKey = one.Project,
                    RowKey = RunIds.New(ended),
                    Project = one.Project,
                };
                var ledger = new DayLedger(_days, new ClockAt(ended));
                await ledger.RecordAsync(row.Run, row.Project, RunStatus.Completed, scores[run % scores.Length], token);
            });
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Rounds of calls, after some that only warm up.</summary>
    public async Task<InsightsFigures> MeasureAsync(
        InsightsCase one,
        string route,
        int calls,
        int rounds,
        CancellationToken cancellationToken)
    {
        var request = new CreateKeyRequest { Name = "benchmark", Organization = one.Project };
        CreatedKey key = await _administrator.Keys.CreateAsync(request, cancellationToken);
        using var http = new HttpClient { BaseAddress = _service.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.ApiKey);
        string path = $"v2/failure-analysis/{route}?project_name={one.Project}&days={one.Window}";
        long begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin) < WarmUp)
        {
            string answer = await http.GetStringAsync(path, cancellationToken);
            if (!answer.Contains($"\"project_name\":\"{one.Project}\"", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"/{route} answered: {answer}");
            }
        }

        var times = new double[rounds][];
        for (int round = 0; round < rounds; round++)
        {
            times[round] = new double[calls];
            for (int call = 0; call < calls; call++)
            {
                long start = Stopwatch.GetTimestamp();
                await http.GetStringAsync(path, cancellationToken);
                times[round][call] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }

        return new InsightsFigures(times);
    }

    /// <summary>A run in which every subcategory failed, so that the rows are as long as they can be.</summary>
    private static RunScore ScoreOf(Random dice)
    {
        int items = dice.Next(50, 5_000);
        int failed = dice.Next(1, items);
        var tally = new Tally
        {
            Items = items,
            ItemsWithFailures = failed,
            UnsafeItems = dice.Next(1, failed + 1),
            Subcategories = Taxonomy.Subcategories.ToImmutableSortedDictionary(
                row => row.Id,
                _ => new SubcategoryTally { Fails = dice.Next(1, failed + 1) },
                StringComparer.Ordinal),
            SecurityFailures = Taxonomy.SecurityCategories.ToImmutableSortedDictionary(
                row => row.Id, _ => dice.Next(1, failed + 1), StringComparer.Ordinal),
        };
        return RunScore.Of(Taxonomy, tally, new Thresholds());
    }

    /// <summary>A clock that has stopped; what waits by it waits as long as by any other.</summary>
    private sealed class ClockAt(DateTimeOffset time) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time;
    }
}

/// <summary>How long calls took.</summary>
/// <param name="Rounds">Milliseconds of each call of each round.</param>
internal sealed record InsightsFigures(double[][] Rounds)
{
    public double Median => At(Rounds.SelectMany(round => round), 0.5);

    public double Percentile95 => At(Rounds.SelectMany(round => round), 0.95);

    /// <summary>Of the round that the machine's other work disturbed least.</summary>
    public double QuietestMedian => Rounds.Min(round => At(round, 0.5));

    public double QuietestPercentile95 => Rounds.Min(round => At(round, 0.95));

    private static double At(IEnumerable<double> times, double share)
    {
        double[] sorted = [.. times.Order()];
        return sorted[(int)Math.Ceiling(sorted.Length * share) - 1];
    }
}
