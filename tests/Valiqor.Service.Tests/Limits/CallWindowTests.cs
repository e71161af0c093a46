using CsCheck;
using Valiqor.Service.Door.Limits;

namespace Valiqor.Service.Tests.Limits;

/// <summary>What a rate limit promises, for calls that come at any time.</summary>
public sealed class CallWindowTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<TimeSpan> Length =
        Gen.OneOf(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(3_600));

    /// <summary>Times between calls, as parts of the window.</summary>
    private static readonly Gen<double[]> Gaps = Gen.OneOf(Gen.Double[0, 0.02], Gen.Double[0, 1.5]).Array[1, 200];

    [Fact]
    public void No_window_has_more_calls_than_the_limit_wherever_it_begins() =>
        Gen.Select(Length, Gaps, Gen.Int[1, 20]).Sample((length, gaps, limit) =>
        {
            List<DateTimeOffset> admitted = Admit(length, gaps, limit);
            for (int i = limit; i < admitted.Count; i++)
            {
                (admitted[i] - admitted[i - limit]).ShouldBeGreaterThanOrEqualTo(length);
            }
        });

    [Fact]
    public void A_call_is_let_in_as_soon_as_was_promised() =>
        Gen.Select(Length, Gaps, Gen.Int[1, 20]).Sample((length, gaps, limit) =>
        {
            (string? state, DateTimeOffset now) = Fill(length, gaps, limit);
            var longest = TimeSpan.FromMilliseconds(Math.Ceiling(length.TotalMilliseconds / 60) * 61);
            TimeSpan wait = new CallWindow(state, length, now).UntilBelow(limit);

            wait.ShouldBeInRange(TimeSpan.Zero, longest);
            new CallWindow(state, length, now + wait).Count.ShouldBeLessThan(limit);
            new CallWindow(state, length, now + longest).Count.ShouldBe(0);
        });

    [Fact]
    public void Another_length_begins_anew()
    {
        var window = new CallWindow(null, TimeSpan.FromSeconds(60), Start);
        window.Add();

        new CallWindow(window.Write(), TimeSpan.FromSeconds(60), Start).Count.ShouldBe(1);
        new CallWindow(window.Write(), TimeSpan.FromSeconds(30), Start).Count.ShouldBe(0);
    }

    [Fact]
    public void A_clock_that_is_behind_forgets_nothing()
    {
        var ahead = new CallWindow(null, TimeSpan.FromSeconds(60), Start.AddSeconds(3));
        ahead.Add();
        var behind = new CallWindow(ahead.Write(), TimeSpan.FromSeconds(60), Start);
        behind.Add();

        behind.Count.ShouldBe(2);
        new CallWindow(behind.Write(), TimeSpan.FromSeconds(60), Start.AddSeconds(62)).Count.ShouldBe(2);
    }

    [Fact]
    public void The_state_stays_small_whatever_the_limit()
    {
        string? state = null;
        for (int second = 0; second < 200; second++)
        {
            var window = new CallWindow(state, TimeSpan.FromSeconds(60), Start.AddSeconds(second));
            for (int call = 0; call < 1_000; call++)
            {
                window.Add();
            }

            state = window.Write();
        }

        state!.Length.ShouldBeLessThan(1_500);
    }

    private static List<DateTimeOffset> Admit(TimeSpan length, double[] gaps, int limit)
    {
        var admitted = new List<DateTimeOffset>();
        string? state = null;
        DateTimeOffset now = Start;
        foreach (double gap in gaps)
        {
            now += gap * length;
            var window = new CallWindow(state, length, now);
            if (window.Count < limit)
            {
                window.Add();
                admitted.Add(now);
                state = window.Write();
            }
        }

        return admitted;
    }

    private static (string? State, DateTimeOffset Now) Fill(TimeSpan length, double[] gaps, int limit)
    {
        string? state = null;
        DateTimeOffset now = Start;
        foreach (double gap in gaps)
        {
            now += gap * length;
            var window = new CallWindow(state, length, now);
            if (window.Count < limit)
            {
                window.Add();
                state = window.Write();
            }
        }

        return (state, now);
    }
}
