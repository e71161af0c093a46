using System.Reflection;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Scoring;
using Valiqor.Benchmarks.Generation;
using Valiqor.Benchmarks.Speed;
using Valiqor.Client;
using Valiqor.Service;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Listing;
using Valiqor.Service.Runs.Records;
using Valiqor.Service.Runs.Workflow;

namespace Valiqor.Benchmarks.Runs;

/// <summary>
/// Fills the owner's organization with runs. One run of each kind goes the product's own way; the others are its
/// rows under other keys, written in bulk.
/// </summary>
internal sealed class RunSeed : IAsyncDisposable
{
    public const string BusyProject = "busy";
    public const string RareProject = "rare";

    private const int QuietProjects = 98;
    private const int RareRuns = 3;
    private const int RowsAWrite = 10_000;
    private static readonly TimeSpan Span = TimeSpan.FromDays(90);

    private readonly ServiceProvider _services;

    public RunSeed(string storage)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Valiqor:AdminKey"] = "not-used-by-these-benchmarks",
                ["Valiqor:Storage"] = storage,
            })
            .Build();
        _services = new ServiceCollection().AddLogging().AddValiqorService(configuration).BuildServiceProvider();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>Spread over 90 days and 100 projects, of which one has half of the runs and one only three.</summary>
    public async Task<SeededRuns> FillAsync(int runs, CancellationToken cancellationToken)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        RunRow[] patterns = await PatternsAsync(cancellationToken);
        var seeded = new SeededRuns();
        TableClient table = _services.GetRequiredService<RunStorage>().Runs;
        RunRow[] rows =
        [
            .. from i in Enumerable.Range(0, runs)
               select Copy(patterns[PatternOf(i)], ProjectOf(i), now - (Span * (runs - i) / runs)),
        ];
        Array.ForEach(rows, seeded.Add);

        // In the order of their keys, in which Azurite's index takes them fastest.
        IEnumerable<ITableEntity> all = rows
            .SelectMany(row => (ITableEntity[])[row, .. ListRows.RowsOf(row)])
            .Concat(seeded.Counters)
            .OrderBy(row => row.RowKey, StringComparer.Ordinal);
        foreach (ITableEntity[] part in all.Chunk(RowsAWrite))
        {
            await TableWrites.MergeAsync(table, part, cancellationToken);
        }

        Console.WriteLine(
            $"{Table.Number(runs)} runs in {seeded.Projects.Count} projects, {Table.Number(Span.TotalDays)} days");
        return seeded;
    }

    /// <summary>A run in each status, in an organization of its own.</summary>
    private async Task<RunRow[]> PatternsAsync(CancellationToken cancellationToken)
    {
        var register = _services.GetRequiredService<RunRowWriter>();
        var ledger = _services.GetRequiredService<RunLifecycle>();
        var storage = _services.GetRequiredService<RunStorage>();
        Tally tally = new EngineRun().Analyze(Corpus.Generate(200).Lines);
        var rows = new List<RunRow>();
        foreach (string status in SeededRuns.Statuses)
        {
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            var run = new RunRef("patterns", RunIds.New(now));
            var row = new RunRow
            {
                PartitionKey = run.Organization,
                RowKey = run.RunId,
                Project = BusyProject,
                Status = RunStatus.Queued,
                SourceContainer = RunLayout.RunContainer,
                SourceBlob = RunLayout.BodyBlob(run),
                SourceETag = "\"0x8DE2B0000000000\"",
                CreatedAt = now,
            };
            await register.AddAsync(row, cancellationToken);
            if (status == RunStatus.Cancelled)
            {
                await ledger.RequestCancelAsync(run, cancellationToken);
            }

            if (status != RunStatus.Queued)
            {
                var found = new PlanFindings("json", Wire.Name(EngineRun.Kind), tally.Items, 0, 1, 0.7);
                await ledger.BeginAsync(run, cancellationToken);
                await ledger.RecordPlanAsync(run, found, cancellationToken);
            }

            if (status == RunStatus.Failed)
            {
                var failure = new RunFailure(run, "The dataset is empty: it has no items.");
                await ledger.FailAsync(failure, cancellationToken);
            }
            else if (RunStatus.IsFinal(status))
            {
                await ledger.CompleteAsync(new Completion(run, tally), cancellationToken);
            }

            rows.Add(await storage.GetRunAsync(run, cancellationToken));
        }

        return [.. rows];
    }

    private static RunRow Copy(RunRow pattern, string project, DateTimeOffset created)
    {
        TimeSpan shift = created - pattern.CreatedAt;
        var copy = new RunRow();
        foreach (PropertyInfo property in typeof(RunRow).GetProperties().Where(property => property.CanWrite))
        {
            property.SetValue(copy, property.GetValue(pattern));
        }

        (copy.PartitionKey, copy.RowKey) = (Layout.OwnOrganization, RunIds.New(created));
        (copy.Project, copy.CreatedAt) = (project, created);
        (copy.StartedAt, copy.FinishedAt) = (pattern.StartedAt + shift, pattern.FinishedAt + shift);
        return copy;
    }

    /// <summary>Of a hundred one is queued, one under way, two are cancelled, six failed, ninety completed.</summary>
    private static int PatternOf(int index) => (index % 100) switch
    {
        0 => 0,
        1 => 1,
        2 or 3 => 4,
        < 10 => 3,
        _ => 2,
    };

    /// <summary>Runs of a project that is rare are the oldest, so that no list meets them early.</summary>
    private static string ProjectOf(int index) =>
        index < RareRuns ? RareProject
        : index % 2 == 0 ? BusyProject
        : $"project-{index / 2 % QuietProjects:D2}";
}
