using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Valiqor.Service.Door.Keys;
using Valiqor.Service.Door.Limits;
using Valiqor.Service.Ground;
using Valiqor.Service.Intake.Playground;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Limits;

/// <summary>The playground's tries are exact, however many hosts take them: a counter here stands for a host.</summary>
public sealed class PlaygroundCounterTests(AzuriteFixture azurite)
{
    private readonly KeyOwner _owner = new($"org-{Guid.CreateVersion7():N}", "key_a", IsAdministrator: false);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_has_ten_runs_two_a_minute_and_the_next_day_begins_anew()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2031, 3, 1, 20, 0, 0, TimeSpan.Zero));
        PlaygroundCounter counter = Counter(new LimitOptions(), clock);
        var used = new List<int>();
        for (int minute = 0; minute < 5; minute++)
        {
            used.Add((await counter.TakeAsync(_owner, Stop)).RunsToday);
            used.Add((await counter.TakeAsync(_owner, Stop)).RunsToday);
            var soon = await Should.ThrowAsync<ProblemException>(() => counter.TakeAsync(_owner, Stop));
            (soon.Code, soon.RetryAfter).ShouldBe(
                minute < 4 ? ("rate_limited", TimeSpan.FromSeconds(61)) : ("quota_exceeded", soon.RetryAfter));
            clock.Advance(TimeSpan.FromSeconds(61));
        }

        var tomorrow = await Should.ThrowAsync<ProblemException>(() => counter.TakeAsync(_owner, Stop));
        clock.Advance(tomorrow.RetryAfter!.Value);
        PlaygroundUse first = await counter.TakeAsync(_owner, Stop);

        used.ShouldBe([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        tomorrow.Code.ShouldBe("quota_exceeded");
        tomorrow.Quota.ShouldBe(new QuotaState("playground", 10, 10));
        clock.GetUtcNow().ShouldBe(new DateTimeOffset(2031, 3, 2, 0, 0, 0, TimeSpan.Zero));
        first.RunsToday.ShouldBe(1);
        first.Rate.ShouldBe(new RateState(2, 1, TimeSpan.FromSeconds(61)));
    }

    [Fact]
    public async Task Hosts_together_give_out_the_day_s_runs_and_no_more()
    {
        var limits = new LimitOptions { PlaygroundPerDay = 7, PlaygroundPerMinute = 0 };
        PlaygroundCounter[] hosts = [.. Enumerable.Range(0, 2).Select(_ => Counter(limits, TimeProvider.System))];

        int[] used = await Task.WhenAll(Enumerable.Range(0, 40).Select(async call =>
        {
            try
            {
                return (await hosts[call % 2].TakeAsync(_owner, Stop)).RunsToday;
            }
            catch (ProblemException e) when (e.Code is "quota_exceeded" or "rate_limited")
            {
                return 0;
            }
        }));

        used.Where(run => run > 0).Order().ShouldBe([1, 2, 3, 4, 5, 6, 7]);
    }

    [Fact]
    public async Task Each_key_has_its_own()
    {
        var limits = new LimitOptions { PlaygroundPerDay = 1 };
        PlaygroundCounter counter = Counter(limits, TimeProvider.System);

        await counter.TakeAsync(_owner, Stop);
        await Should.ThrowAsync<ProblemException>(() => counter.TakeAsync(_owner, Stop));

        (await counter.TakeAsync(_owner with { KeyId = "key_b" }, Stop)).RunsToday.ShouldBe(1);
    }

    private PlaygroundCounter Counter(LimitOptions limits, TimeProvider clock) => new(
        new LimitStorage(azurite.Account, clock), Options.Create(limits), clock);
}
