using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Valiqor.Client;
using Valiqor.Service.Door;
using Valiqor.Service.Door.Keys;
using Valiqor.Service.Ground;
using Valiqor.Service.Intake;
using Valiqor.Service.Judging.Keys;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Records;
using Valiqor.Testing;

namespace Valiqor.EndToEnd.Judging.Keys;

/// <summary>A host on which runs are started as by requests, with keys, and launched as a test wishes.</summary>
internal sealed class KeyedHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public KeyedHost(AzuriteFixture azurite) => _services = azurite.NewService(Clock);

    public string Organization { get; } = $"org-{Guid.CreateVersion7():N}";

    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public RunKeys Keys => _services.GetRequiredService<RunKeys>();

    public RunKeySweep Sweep => _services.GetRequiredService<RunKeySweep>();

    public RunStorage Storage => _services.GetRequiredService<RunStorage>();

    public DatasetDrops Drops => _services.GetRequiredService<DatasetDrops>();

    public RunLifecycle Ledger => _services.GetRequiredService<RunLifecycle>();

    public Task<RunRow> StartAsync(string? key, Func<RunRef, Task> launch, RunOnce? once = null)
    {
        var claims = _services.GetRequiredService<IdempotencyClaims>();
        var owner = new KeyOwner(Organization, "key_a", false);
        IRunLauncher launcher = new Launcher(launch);
        launcher = OwnKey.Read(key) is { } own ? new KeyedLauncher(launcher, Keys, own) : launcher;
        var call = new ApiCall(new DefaultHttpContext().Request, launcher, owner);
        return claims.StartAsync(once, call, run => _services.GetRequiredService<RunStarter>().StartAsync(
            new StartRun(run, "tests", RunLayout.RunContainer, "none", "none", new AnalyzeOptions())
            {
                HasOwnKey = KeyedLauncher.IsOf(call.Launcher),
            },
            call.Launcher,
            CancellationToken.None));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    internal sealed class Launcher(Func<RunRef, Task> launch) : IRunLauncher
    {
        public Task StartAsync(RunRef run, CancellationToken cancellationToken) => launch(run);
    }
}
