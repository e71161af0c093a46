using System.Text;
using DurableTask.AzureStorage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Valiqor.Service;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs.Workflow;
using Valiqor.Testing;

namespace Valiqor.Functions.Tests.Durable;

/// <summary>The Functions app on a hub of a test's own: its triggers, its services and any number of workers.</summary>
internal sealed class DurableStage : IAsyncDisposable
{
    private const string Key = "vq_the-key-that-starts-runs-on-the-engine";

    private readonly string _connection;
    private readonly TimeSpan _patience;
    private readonly TimeSpan _pause;
    private readonly string _hub = $"Hub{Guid.CreateVersion7():N}";
    private readonly ServiceProvider _services;
    private readonly List<DurableWorker> _workers = [];

    /// <param name="patience">By default so long that a busy machine is not taken for a dead one.</param>
    /// <param name="pause">By default so short that tests are quick; a host's is 30 seconds.</param>
    public DurableStage(AzuriteFixture azurite, TimeSpan? patience = null, TimeSpan? pause = null)
    {
        _connection = azurite.ConnectionString;
        _patience = patience ?? TimeSpan.FromMinutes(1);
        _pause = pause ?? TimeSpan.FromMilliseconds(50);
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(EmbeddedRun.Settings)
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                [StorageAccount.Setting] = _connection,
                ["Valiqor:AdminKey"] = Key,
            })
            .Build();
        _services = new ServiceCollection().AddLogging().AddValiqorService(configuration).BuildServiceProvider();
        Client = new HubClient(new AzureStorageOrchestrationService(
            DurableWorker.Settings(new CutLine(_connection), _hub, _patience, _pause)));
    }

    public HubClient Client { get; }

    public async Task<DurableWorker> StartWorkerAsync(Func<string, object?, Task>? before = null)
    {
        var triggers = new DurableTriggers(_services.GetRequiredService<RunActivities>());
        var line = new CutLine(_connection);
        DurableWorker worker = await DurableWorker.StartAsync(
            line, DurableWorker.Settings(line, _hub, _patience, _pause), triggers, before);
        _workers.Add(worker);
        return worker;
    }

    /// <summary>Starts a run by the trigger that callers meet, and tells its id.</summary>
    public async Task<string> StartRunAsync()
    {
        using var answer = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = _services };
        context.Response.Body = answer;
        context.Request.Method = "POST";
        context.Request.Path = "/" + Routes.Analyze;
        context.Request.ContentType = "application/json";
        context.Request.Headers.Authorization = $"Bearer {Key}";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(EmbeddedRun.Body));
        var triggers = new HttpTriggers(_services.GetRequiredService<Api>());
        IResult result = await triggers.AnalyzeAsync(context.Request, Client);
        await result.ExecuteAsync(context);
        return EmbeddedRun.IdIn(Encoding.UTF8.GetString(answer.ToArray()));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (DurableWorker worker in _workers)
        {
            await worker.DisposeAsync();
        }

        await Client.DisposeAsync();
        await _services.DisposeAsync();
    }
}
