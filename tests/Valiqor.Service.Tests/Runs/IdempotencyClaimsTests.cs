using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Valiqor.Client;
using Valiqor.Service.Door;
using Valiqor.Service.Door.Keys;
using Valiqor.Service.Ground;
using Valiqor.Service.Intake;
using Valiqor.Service.Runs;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Runs;

/// <summary>What becomes of a claim when hosts die and time passes.</summary>
public sealed class IdempotencyClaimsTests(AzuriteFixture azurite)
{
    private readonly string _organization = $"org-{Guid.CreateVersion7():N}";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_claim_whose_host_died_before_the_run_began_is_made_good_by_the_next_try()
    {
        await using ServiceProvider one = azurite.NewService(TimeProvider.System);
        await using ServiceProvider other = azurite.NewService(TimeProvider.System);
        var once = new RunOnce("nightly", "a");
        string? promised = null;

        var claims = one.GetRequiredService<IdempotencyClaims>();
        await Should.ThrowAsync<IOException>(() => claims.StartAsync(once, Call(), run =>
        {
            promised = run.RunId;
            throw new IOException("The host is gone.");
        }));
        RunRow row = await StartAsync(other, once);
        RunRow again = await StartAsync(one, once);

        row.RowKey.ShouldBe(promised);
        again.RowKey.ShouldBe(promised);
    }

    [Fact]
    public async Task A_claim_holds_for_a_day()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2031, 3, 1, 0, 0, 0, TimeSpan.Zero));
        await using ServiceProvider host = azurite.NewService(clock);
        RunRow first = await StartAsync(host, new RunOnce("nightly", "a"));

        clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        RunRow late = await StartAsync(host, new RunOnce("nightly", "a"));
        var conflict = await Should.ThrowAsync<ProblemException>(() => StartAsync(host, new RunOnce("nightly", "b")));
        clock.Advance(TimeSpan.FromSeconds(1));
        RunRow next = await StartAsync(host, new RunOnce("nightly", "b"));

        late.RowKey.ShouldBe(first.RowKey);
        conflict.Code.ShouldBe("idempotency_conflict");
        next.RowKey.ShouldNotBe(first.RowKey);
    }

    [Fact]
    public async Task Claims_that_have_run_out_are_forgotten_while_new_ones_come()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2031, 3, 1, 0, 0, 0, TimeSpan.Zero));
        await using ServiceProvider host = azurite.NewService(clock);
        foreach (int i in Enumerable.Range(0, 30))
        {
            await StartAsync(host, new RunOnce($"old {i}", "a"));
        }

        clock.Advance(TimeSpan.FromDays(2));
        foreach (int i in Enumerable.Range(0, 15))
        {
            await StartAsync(host, new RunOnce($"new {i}", "a"));
        }

        TableClient claims = host.GetRequiredService<ClaimStorage>().Claims.Table;
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {_organization}");
        List<ClaimRow> left =
            await claims.QueryAsync<ClaimRow>(filter, cancellationToken: Stop).ToListAsync(Stop);
        left.Count(row => row.ClaimedAt == clock.GetUtcNow()).ShouldBe(15);
        left.Count.ShouldBeLessThan(15 + 15, "at least half of the old ones are gone");
    }

    private Task<RunRow> StartAsync(ServiceProvider host, RunOnce once) =>
        host.GetRequiredService<IdempotencyClaims>().StartAsync(
            once,
            Call(),
            run => host.GetRequiredService<RunStarter>().StartAsync(
                new StartRun(run, "tests", RunLayout.RunContainer, "none", "none", new AnalyzeOptions()),
                new NoWorkflow(),
                Stop));

    private ApiCall Call() => new(
        new DefaultHttpContext().Request, new NoWorkflow(), new KeyOwner(_organization, "key_a", false));

    /// <summary>The runs stay as they begin.</summary>
    private sealed class NoWorkflow : IRunLauncher
    {
        public Task StartAsync(RunRef run, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
