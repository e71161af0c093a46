using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Valiqor.Analysis.Scoring;
using Valiqor.Benchmarks.Generation;
using Valiqor.Client;
using Valiqor.Service;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Workflow;

namespace Valiqor.Benchmarks.Speed;

/// <summary>The product's own services over a storage account, their activities called as a host calls them.</summary>
internal sealed class SliceMeasurement : IAsyncDisposable
{
    private const string Organization = "benchmark";

    private readonly ServiceProvider _services;

    public SliceMeasurement(string storage, int itemsPerSlice)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Valiqor:AdminKey"] = "not-used-by-these-benchmarks",
                ["Valiqor:Storage"] = storage,
                ["Valiqor:ItemsPerSlice"] = itemsPerSlice.ToString(CultureInfo.InvariantCulture),
            })
            .Build();
        _services = new ServiceCollection().AddLogging().AddValiqorService(configuration).BuildServiceProvider();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>Plans a run over the corpus and times its slices. What starts or ends a run is not timed.</summary>
    public async Task<SliceFigures> MeasureAsync(Corpus corpus, int sideBySide, CancellationToken cancellationToken)
    {
        RunRef run = await StartAsync(corpus, cancellationToken);
        var activities = _services.GetRequiredService<RunActivities>();
        PlanResult plan = await activities.PlanRunAsync(run, cancellationToken);
        if (plan.Failure is not null || plan.Items != corpus.Lines.Length)
        {
            throw new InvalidOperationException($"Planned {plan.Items} items: {plan.Failure}");
        }

        var tallies = new ConcurrentBag<Tally>();
        TimeSpan cpu = CpuCost.Now;
        long start = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(
            0,
            plan.Slices,
            new ParallelOptions { MaxDegreeOfParallelism = sideBySide, CancellationToken = cancellationToken },
            async (slice, token) =>
            {
                SliceResult result = await activities.AnalyzeSliceAsync(new SliceRequest(run, slice), token);
                tallies.Add(result.Tally);
            });
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        cpu = CpuCost.Now - cpu;
        Tally tally = tallies.Aggregate(Tally.Empty, (sum, part) => sum.Merge(part));
        await activities.CompleteRunAsync(new Completion(run, tally), cancellationToken);
        int rows = tally.Subcategories.Values.Sum(row => row.Fails + row.Unsure);
        return new SliceFigures(plan.Slices, tally.Items, rows, elapsed, cpu);
    }

    private async Task<RunRef> StartAsync(Corpus corpus, CancellationToken cancellationToken)
    {
        var storage = _services.GetRequiredService<RunStorage>();
        await storage.EnsureCreatedAsync(cancellationToken);
        var starter = _services.GetRequiredService<RunStarter>();
        RunRef run = starter.NewRun(Organization);
        string blob = Layout.DatasetBlob(Organization, "speed", $"{run.RunId}.jsonl");
        Response<BlobContentInfo> uploaded = await storage.Datasets.GetBlobClient(blob).UploadAsync(
            BinaryData.FromBytes(corpus.Lines.SelectMany(line => line).ToArray()), cancellationToken);
        var start = new StartRun(
            run, "speed", Layout.DatasetContainer, blob, uploaded.Value.ETag.ToString(), new AnalyzeOptions());
        await starter.StartAsync(start, new NoWorkflow(), cancellationToken);
        return run;
    }

    /// <summary>The measurement calls the activities itself, so there is nothing to launch.</summary>
    private sealed class NoWorkflow : IRunLauncher
    {
        public Task StartAsync(RunRef run, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

/// <summary>How fast a run's slices went.</summary>
internal sealed record SliceFigures(int Slices, int Items, int TagRows, TimeSpan Elapsed, TimeSpan Cpu)
{
    public double ItemsPerSecond => Items / Elapsed.TotalSeconds;

    /// <summary>Of this process; Azurite's own is not in it.</summary>
    public double CpuMicrosecondsPerItem => Cpu.TotalMicroseconds / Items;

    public double SlicesPerSecond => Slices / Elapsed.TotalSeconds;

    public double TagRowsPerSecond => TagRows / Elapsed.TotalSeconds;
}
