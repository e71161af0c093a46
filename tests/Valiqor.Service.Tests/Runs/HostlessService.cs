using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Valiqor.Client;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Listing;
using Valiqor.Service.Runs.Records;
using Valiqor.Service.Runs.Workflow;

namespace Valiqor.Service.Tests.Runs;

/// <summary>One host's services on the tests' storage; a test calls activities itself, as often as it likes.</summary>
internal sealed class HostlessService : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public HostlessService(StorageAccount account)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Valiqor:AdminKey"] = "vq_a-key-that-no-request-of-this-test-uses",
            })
            .Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddValiqorService(configuration)
            .AddSingleton(account)
            .BuildServiceProvider();
    }

    public RunStorage Storage => Get<RunStorage>();

    public RunRowWriter Register => Get<RunRowWriter>();

    public RunLifecycle Ledger => Get<RunLifecycle>();

    public RunTotals Totals => Get<RunTotals>();

    public RunPages Lists => Get<RunPages>();

    public RunActivities Activities => Get<RunActivities>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Keeps a dataset and writes its run's row. Nothing is launched.</summary>
    public async Task<RunRef> StartAsync(string organization, string project, params string[] items)
    {
        var starter = Get<RunStarter>();
        RunRef run = starter.NewRun(organization);
        string blob = $"{run.Organization}/{run.RunId}/dataset.jsonl";
        var uploaded = await Storage.RunBlobs.GetBlobClient(blob).UploadAsync(Testing.Datasets.File(items));
        await starter.StartAsync(
            new StartRun(
                run, project, RunLayout.RunContainer, blob, uploaded.Value.ETag.ToString(), new AnalyzeOptions()),
            new NoWorkflow(),
            TestContext.Current.CancellationToken);
        return run;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class NoWorkflow : IRunLauncher
    {
        public Task StartAsync(RunRef run, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
