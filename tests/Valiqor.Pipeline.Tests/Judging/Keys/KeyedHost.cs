using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Valiqor.Client;
using Valiqor.Pipeline.Http;
using Valiqor.Pipeline.Judging.Keys;
using Valiqor.Pipeline.Runs;
using Valiqor.Pipeline.Storage;
using Valiqor.Pipeline.Workflow;

namespace Valiqor.Pipeline.Tests.Judging.Keys;

/// <summary>A host on which runs are started as by requests, with keys, and launched as a test wishes.</summary>
internal sealed class KeyedHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public KeyedHost(AzuriteFixture azurite) => _services = azurite.NewPipeline(Clock);

    public string Organization { get; } = $"org-{Guid.CreateVersion7():N}";

    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public RunKeys Keys => _services.GetRequiredService<RunKeys>();

    public RunKeySweep Sweep => _services.GetRequiredService<RunKeySweep>();

    public RunStorage Storage => _services.GetRequiredService<RunStorage>();

    public DatasetDrops Drops => _services.GetRequiredService<DatasetDrops>();

    public RunLedger Ledger => _services.GetRequiredService<RunLedger>();

    public Task<RunRow> StartAsync(string? key, Func<RunRef, Task> launch, RunOnce? once = null)
    {
        var requests = _services.GetRequiredService<RunRequests>();
        var owner = new KeyOwner(Organization, "key_a", false);
        ApiCall call = requests.WithKey(
            new ApiCall(new DefaultHttpContext().Request, new Launcher(launch), owner), OwnKey.Read(key));
        return requests.Claims.StartAsync(once, call, run => _services.GetRequiredService<RunStarter>().StartAsync(
            new StartRun(run, "tests", Layout.RunContainer, "none", "none", new AnalyzeOptions())
            {
                HasOwnKey = call.HasOwnKey,
            },
            call.Launcher,
            CancellationToken.None));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    internal sealed class Launcher(Func<RunRef, Task> launch) : IRunLauncher
    {
        public Task StartAsync(RunCursor cursor, CancellationToken cancellationToken) => launch(cursor.Run);
    }
}
