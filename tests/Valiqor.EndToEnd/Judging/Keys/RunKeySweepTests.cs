using Valiqor.Analysis.Scoring;
using Valiqor.Service.Ground;
using Valiqor.Service.Judging.Keys;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Workflow;
using Valiqor.Testing;

namespace Valiqor.EndToEnd.Judging.Keys;

/// <summary>On an account of its own: a sweep takes what it finds, and other tests have keys without runs.</summary>
public sealed class RunKeySweepTests : IAsyncLifetime
{
    private readonly AzuriteFixture _azurite = new();
    private KeyedHost _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _azurite.InitializeAsync();
        _host = new KeyedHost(_azurite);
    }

    [Fact]
    public async Task The_sweep_takes_what_ended_without_taking_its_key_and_leaves_the_rest()
    {
        RunRow going = await _host.StartAsync("sk-one", _ => Task.CompletedTask);
        RunRow cancelled = await _host.StartAsync("sk-one", _ => Task.CompletedTask);
        await _host.Ledger.RequestCancelAsync(cancelled.Run, Stop);
        RunRow ended = await _host.StartAsync("sk-one", _ => Task.CompletedTask);
        await _host.Ledger.CompleteAsync(new Completion(ended.Run, Tally.Empty), Stop);
        await _host.Keys.SaveAsync(ended.Run, OwnKey.Read("sk-one")!, Stop);
        var gone = new RunRef(_host.Organization, "run_gone");
        await _host.Keys.SaveAsync(gone, OwnKey.Read("sk-one")!, Stop);

        await _host.Sweep.SweepAsync(_host.Clock.GetUtcNow(), Stop);

        RunRef[] runs = [going.Run, cancelled.Run, ended.Run, gone];
        JudgeKey?[] left = await Task.WhenAll(runs.Select(run => _host.Keys.FindAsync(run, Stop)));
        left.Select(key => key is not null).ShouldBe([true, false, false, false]);
    }

    [Fact]
    public async Task The_sweep_takes_the_key_of_a_run_that_does_not_end()
    {
        RunRow row = await _host.StartAsync("sk-one", _ => Task.CompletedTask);

        _host.Clock.Advance(TimeSpan.FromHours(23.9));
        await _host.Sweep.SweepAsync(_host.Clock.GetUtcNow(), Stop);
        (await _host.Keys.FindAsync(row.Run, Stop)).ShouldNotBeNull();
        _host.Clock.Advance(TimeSpan.FromHours(0.2));
        await _host.Sweep.SweepAsync(_host.Clock.GetUtcNow(), Stop);
        (await _host.Keys.FindAsync(row.Run, Stop)).ShouldBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _azurite.DisposeAsync();
    }
}
