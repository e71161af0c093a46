using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Valiqor.Service.Models;
using Valiqor.Service.Models.Pace;

namespace Valiqor.Service.Tests.Judging.Models;

/// <summary>The laws of the pace, on a clock that the test turns.</summary>
public sealed class ModelPaceTests
{
    private static readonly PaceReport Answered = new(PaceOutcome.Answered);
    private static readonly PaceReport Throttled = new(PaceOutcome.Throttled, 0);

    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Never_are_more_under_way_than_is_allowed()
    {
        using ModelPace pace = Pace(new ModelOptions { MaxConcurrency = 3 });

        List<Task<PaceTurn>> turns = Take(pace, 10);

        Going(turns).ShouldBe(3);
        End(turns, 0, Answered);
        Going(turns).ShouldBe(4);
        pace.Slots.ShouldBe(3, "success does not lift the limit");
    }

    [Fact]
    public void Who_came_first_goes_first()
    {
        using ModelPace pace = Pace(new ModelOptions { MaxConcurrency = 1, TokensPerMinute = 100 });
        List<Task<PaceTurn>> turns = [Take(pace, 10, 1)[0], Take(pace, 100, 1)[0], Take(pace, 10, 1)[0]];

        End(turns, 0, new PaceReport(PaceOutcome.Answered, 10));

        Going(turns).ShouldBe(1, "a small one may not overtake a large one that waits for its tokens");
        _clock.Advance(TimeSpan.FromSeconds(60));
        turns[1].IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void A_throttle_halves_and_success_brings_it_back_one_a_round()
    {
        using ModelPace pace = Pace(new ModelOptions { MaxConcurrency = 16 });
        List<Task<PaceTurn>> turns = Take(pace, 16);
        turns.ForEach(turn => Settle(turn, Throttled));
        pace.Slots.ShouldBe(8, "those that were under way together say one thing");

        Settle(Take(pace, 1)[0], Throttled);
        pace.Slots.ShouldBe(4);

        for (int i = 0; i < 4; i++)
        {
            Settle(Take(pace, 1)[0], Answered);
        }

        pace.Slots.ShouldBe(4);
        Settle(Take(pace, 1)[0], Answered);
        pace.Slots.ShouldBe(5);
    }

    [Fact]
    public void It_never_halves_to_nothing()
    {
        using ModelPace pace = Pace(new ModelOptions { MaxConcurrency = 2 });
        for (int i = 0; i < 5; i++)
        {
            Settle(Take(pace, 1)[0], Throttled);
        }

        pace.Slots.ShouldBe(1);
    }

    [Fact]
    public void A_pause_holds_everyone_and_the_longest_counts()
    {
        using ModelPace pace = Pace(new ModelOptions { MaxConcurrency = 8 });
        List<Task<PaceTurn>> first = Take(pace, 2);
        Settle(first[0], Throttled with { RetryAfter = TimeSpan.FromSeconds(9) });
        Settle(first[1], Throttled with { RetryAfter = TimeSpan.FromSeconds(3) });

        List<Task<PaceTurn>> turns = Take(pace, 2);

        _clock.Advance(TimeSpan.FromSeconds(8.9));
        Going(turns).ShouldBe(0);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Going(turns).ShouldBe(2);
    }

    [Fact]
    public void A_pause_is_no_longer_than_is_allowed()
    {
        using ModelPace pace = Pace(new ModelOptions { LongestRetrySeconds = 20 });
        Settle(Take(pace, 1)[0], Throttled with { RetryAfter = TimeSpan.FromDays(1) });

        Task<PaceTurn> turn = Take(pace, 1)[0];

        _clock.Advance(TimeSpan.FromSeconds(20));
        turn.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void Requests_of_a_minute_are_counted()
    {
        using ModelPace pace = Pace(new ModelOptions { RequestsPerMinute = 3 });
        List<Task<PaceTurn>> turns = Take(pace, 2);
        _clock.Advance(TimeSpan.FromSeconds(30));
        turns.AddRange(Take(pace, 4));
        Going(turns).ShouldBe(3);

        _clock.Advance(TimeSpan.FromSeconds(29.999));
        Going(turns).ShouldBe(3);
        _clock.Advance(TimeSpan.FromSeconds(0.001));
        Going(turns).ShouldBe(5);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Going(turns).ShouldBe(6);
    }

    [Fact]
    public void Tokens_are_reserved_as_estimated_and_given_back_as_used()
    {
        using ModelPace pace = Pace(new ModelOptions { TokensPerMinute = 1_000 });
        List<Task<PaceTurn>> turns = Take(pace, 400, 3);
        Going(turns).ShouldBe(2);

        End(turns, 0, new PaceReport(PaceOutcome.Answered, 200));

        Going(turns).ShouldBe(3);
        End(turns, 1, new PaceReport(PaceOutcome.Answered, 900));
        turns.AddRange(Take(pace, 1, 1));
        Going(turns).ShouldBe(3, "what was underestimated is paid back");
        _clock.Advance(TimeSpan.FromSeconds(60));
        Going(turns).ShouldBe(4);
    }

    [Fact]
    public void A_question_larger_than_a_minute_goes_alone()
    {
        using ModelPace pace = Pace(new ModelOptions { TokensPerMinute = 100 });
        List<Task<PaceTurn>> turns = [Take(pace, 50, 1)[0], Take(pace, 5_000, 1)[0], Take(pace, 1, 1)[0]];
        Going(turns).ShouldBe(1);

        _clock.Advance(TimeSpan.FromSeconds(60));
        Going(turns).ShouldBe(2);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Going(turns).ShouldBe(3);
    }

    [Fact]
    public async Task Who_gives_up_waiting_makes_room()
    {
        using ModelPace pace = Pace(new ModelOptions { TokensPerMinute = 100 });
        using var patience = new CancellationTokenSource();
        Task<PaceTurn> first = Take(pace, 60, 1)[0];
        Task<PaceTurn> large = pace.TakeAsync(80, patience.Token);
        Task<PaceTurn> small = Take(pace, 40, 1)[0];

        await patience.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(large)).CancellationToken.ShouldBe(patience.Token);
        await small.WaitAsync(Stop);
        Settle(first, Answered);
        Settle(small, Answered);
        pace.IsIdle.ShouldBeTrue();
    }

    [Fact]
    public async Task A_turn_that_is_lost_is_given_back()
    {
        using ModelPace pace = Pace(new ModelOptions { MaxConcurrency = 1 });
        List<Task<PaceTurn>> turns = Take(pace, 2);

        PaceTurn turn = await turns[0];
        turn.Dispose();
        turn.Dispose();

        Going(turns).ShouldBe(2);
        pace.IsIdle.ShouldBeFalse("the second one is under way");
    }

    [Theory]
    [InlineData("17", 17.0)]
    [InlineData("1s", 1.0)]
    [InlineData("6m0s", 360.0)]
    [InlineData("1h2m3.5s", 3_723.5)]
    [InlineData("120ms", 0.12)]
    [InlineData("", null)]
    [InlineData("soon", null)]
    [InlineData("-1", null)]
    [InlineData("1e400", null)]
    public void Resets_are_read_as_providers_write_them(string header, double? seconds)
    {
        double? read = AllowanceHeaders.ReadReset(header)?.TotalSeconds;

        read.ShouldBe(seconds);
    }

    [Fact]
    public void In_no_minute_are_there_more_tokens_or_requests_than_allowed() =>
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 20_000], Gen.Bool).Array[1, 60].Sample(asks =>
        {
            var window = new MinuteWindow(mostRequests: 5, mostTokens: 1_000);
            var went = new List<(TimeSpan At, long Tokens)>();
            TimeSpan now = TimeSpan.Zero;
            foreach ((int tokens, int pause, bool isWaiting) in asks)
            {
                now += TimeSpan.FromMilliseconds(pause);
                TimeSpan ready = window.ReadyAt(tokens, now);
                now = isWaiting ? ready : now;
                if (window.ReadyAt(tokens, now) <= now)
                {
                    window.Reserve(tokens, now);
                    went.Add((now, tokens));
                }
            }

            return went.TrueForAll(last =>
            {
                var minute = went.FindAll(one => one.At <= last.At && last.At - one.At < TimeSpan.FromMinutes(1));
                return minute.Count <= 5 && minute.Sum(one => one.Tokens) <= 1_000;
            });
        });

    private ModelPace Pace(ModelOptions options) => new(options, _clock);

    private static List<Task<PaceTurn>> Take(ModelPace pace, int count) => Take(pace, 0, count);

    private static List<Task<PaceTurn>> Take(ModelPace pace, int tokens, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => pace.TakeAsync(tokens, Stop))];

    private static int Going(List<Task<PaceTurn>> turns) => turns.Count(turn => turn.IsCompleted);

    private static void End(List<Task<PaceTurn>> turns, int index, PaceReport report) => Settle(turns[index], report);

    private static void Settle(Task<PaceTurn> turn, PaceReport report)
    {
        turn.IsCompleted.ShouldBeTrue();
        turn.GetAwaiter().GetResult().Settle(report);
    }
}
