using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Valiqor.Client;
using Valiqor.Service.Door.Limits;
using Valiqor.Service.Ground;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Limits;

/// <summary>Counts are exact, however many hosts take the calls: each counter here stands for one host.</summary>
public sealed class CallCounterTests(AzuriteFixture azurite)
{
    private readonly string _organization = $"org-{Guid.CreateVersion7():N}";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hosts_together_let_in_as_many_calls_as_the_limit_and_no_more()
    {
        var limits = new LimitOptions { Calls = 20 };
        CallCounter[] hosts = [.. Enumerable.Range(0, 3).Select(_ => Counter(limits))];

        CallVerdict[] verdicts = await Task.WhenAll(
            from call in Enumerable.Range(0, 90)
            select hosts[call % 3].CountAsync(_organization, Call("key_a"), Stop));

        verdicts.Count(verdict => verdict.Refusal is null).ShouldBe(20);
        verdicts.Where(verdict => verdict.Refusal is not null).ShouldAllBe(
            verdict => verdict.Refusal!.Code == "rate_limited");
        (await Usage(limits)).Calls.ShouldBe(20, "a refused call is no use");
    }

    [Fact]
    public async Task What_is_left_is_told_and_comes_back_with_time()
    {
        var limits = new LimitOptions { Calls = 2, WindowSeconds = 60 };
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        CallCounter counter = Counter(limits, clock);

        CallVerdict first = await counter.CountAsync(_organization, Call("key_a"), Stop);
        clock.Advance(TimeSpan.FromSeconds(20));
        CallVerdict second = await counter.CountAsync(_organization, Call("key_a"), Stop);
        CallVerdict third = await counter.CountAsync(_organization, Call("key_a"), Stop);
        CallVerdict other = await counter.CountAsync(_organization, Call("key_b"), Stop);
        clock.Advance(TimeSpan.FromSeconds(41));
        CallVerdict fourth = await counter.CountAsync(_organization, Call("key_a"), Stop);
        CallVerdict fifth = await counter.CountAsync(_organization, Call("key_a"), Stop);

        first.Rate.ShouldBe(new RateState(2, 1, TimeSpan.FromSeconds(61)));
        second.Rate.ShouldBe(new RateState(2, 0, TimeSpan.FromSeconds(61)));
        third.Refusal!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(41), "until the first is forgotten");
        other.Refusal.ShouldBeNull("each key has its own");
        fourth.Refusal.ShouldBeNull();
        fifth.Refusal.ShouldNotBeNull("the second is not forgotten");
    }

    [Fact]
    public async Task A_month_s_calls_are_counted_over_all_keys_and_hosts_and_begin_anew()
    {
        var limits = new LimitOptions { Calls = 0, MonthlyCalls = 15 };
        var clock = new FakeTimeProvider(new DateTimeOffset(2031, 11, 30, 23, 0, 0, TimeSpan.Zero));
        CallCounter[] hosts = [Counter(limits), Counter(limits)];

        CallVerdict[] verdicts = await Task.WhenAll(
            from call in Enumerable.Range(0, 60)
            select hosts[call % 2].CountAsync(_organization, Call($"key_{call % 5}"), Stop));
        CallCounter late = Counter(limits, clock);
        foreach (int _ in Enumerable.Range(0, 15))
        {
            (await late.CountAsync(_organization, Call("key_a"), Stop)).Refusal.ShouldBeNull();
        }

        CallVerdict refused = await late.CountAsync(_organization, Call("key_a"), Stop);
        clock.Advance(TimeSpan.FromHours(1));
        CallVerdict nextMonth = await late.CountAsync(_organization, Call("key_a"), Stop);

        verdicts.Count(verdict => verdict.Refusal is null).ShouldBe(15);
        verdicts[0].Rate.ShouldBeNull("there is no rate");
        refused.Refusal!.Code.ShouldBe("quota_exceeded");
        refused.Refusal.Quota.ShouldBe(new QuotaState("api", 15, 15));
        refused.Refusal.RetryAfter.ShouldBe(TimeSpan.FromHours(1));
        nextMonth.Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Spent_tokens_stop_what_would_spend_more_and_nothing_else()
    {
        var limits = new LimitOptions { MonthlyJudgeTokens = 1_000 };
        CallCounter counter = Counter(limits);
        UsageBook book = Book(limits);

        await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => book.AddJudgeTokensAsync(_organization, 111, Stop)));
        CallVerdict before = await counter.CountAsync(_organization, Call("key_a", spendsTokens: true), Stop);
        await book.AddJudgeTokensAsync(_organization, 1, Stop);
        CallVerdict after = await counter.CountAsync(_organization, Call("key_a", spendsTokens: true), Stop);
        CallVerdict reading = await counter.CountAsync(_organization, Call("key_a"), Stop);

        before.Refusal.ShouldBeNull();
        after.Refusal!.Code.ShouldBe("token_quota_exceeded");
        after.Refusal.Tokens.ShouldBe(new TokenState(1_000, 0, 1_000));
        reading.Refusal.ShouldBeNull();
        Usage usage = await Usage(limits);
        (usage.Calls, usage.JudgeTokens, usage.JudgeTokenLimit).ShouldBe((2, 1_000, 1_000));
        usage.CallLimit.ShouldBeNull();
    }

    private static CountedCall Call(string keyId, bool spendsTokens = false) => new(keyId, spendsTokens);

    private static IOptions<LimitOptions> Options(LimitOptions limits) =>
        Microsoft.Extensions.Options.Options.Create(limits);

    private CallCounter Counter(LimitOptions limits, TimeProvider? clock = null) =>
        new(Storage(), Options(limits), clock ?? TimeProvider.System);

    private UsageBook Book(LimitOptions limits) => new(Storage(), Options(limits), TimeProvider.System);

    private Task<Usage> Usage(LimitOptions limits) => Book(limits).ReadAsync(_organization, Stop);

    private LimitStorage Storage() => new(azurite.Account, TimeProvider.System);
}
