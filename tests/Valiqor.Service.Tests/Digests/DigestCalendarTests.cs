using Microsoft.Extensions.Options;
using Valiqor.Service.Digests;
using Valiqor.Service.Digests.Schedule;

namespace Valiqor.Service.Tests.Digests;

/// <summary>When a digest is due, and of which days it then is.</summary>
public sealed class DigestCalendarTests
{
    [Theory]
    [InlineData("2026-01-15T06:59:59Z", "2026-01-14T07:00:00Z", "in winter eight o'clock is seven UTC")]
    [InlineData("2026-01-15T07:00:00Z", "2026-01-15T07:00:00Z", "the very moment counts")]
    [InlineData("2026-07-15T06:30:00Z", "2026-07-15T06:00:00Z", "in summer it is six UTC")]
    [InlineData("2026-03-28T12:00:00Z", "2026-03-28T07:00:00Z", "the day before the clock is put forward")]
    [InlineData("2026-03-29T06:00:00Z", "2026-03-29T06:00:00Z", "the day on which it is")]
    [InlineData("2026-10-25T06:59:00Z", "2026-10-24T06:00:00Z", "the day on which it is put back, an hour too early")]
    [InlineData("2026-10-25T07:00:00Z", "2026-10-25T07:00:00Z", "and in time")]
    public void Eight_o_clock_in_Berlin(string now, string due, string why) =>
        Calendar("0 8 * * *").LatestUntil(Time(now)).ShouldBe(Time(due), why);

    [Theory]
    [InlineData("2026-03-29T00:59:00Z", "2026-03-28T01:30:00Z")]
    [InlineData("2026-03-29T00:59:59.9999999Z", "2026-03-28T01:30:00Z")]
    [InlineData("2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("2026-03-29T23:00:00Z", "2026-03-29T01:00:00Z")]
    public void An_hour_that_is_leapt_over_is_made_up_right_after_it(string now, string due) =>
        Calendar("30 2 * * *").LatestUntil(Time(now)).ShouldBe(Time(due));

    [Theory]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("2026-10-25T01:30:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("2026-10-25T23:00:00Z", "2026-10-25T00:30:00Z")]
    public void An_hour_that_comes_twice_counts_once(string now, string due) =>
        Calendar("30 2 * * *").LatestUntil(Time(now)).ShouldBe(Time(due));

    [Fact]
    public void A_digest_is_of_the_last_day_that_has_ended_in_UTC()
    {
        DigestCalendar auckland = Calendar("0 8 * * *", "Pacific/Auckland");

        DateTimeOffset due = auckland.LatestUntil(Time("2026-03-02T20:00:00Z"))!.Value;

        due.ShouldBe(Time("2026-03-02T19:00:00Z"), "it is the third of March there");
        auckland.WindowOf(due).LastDay.ShouldBe(new DateOnly(2026, 3, 1));
    }

    private static DigestCalendar Calendar(string cron, string zone = "Europe/Berlin") =>
        new(Options.Create(new DigestOptions { Cron = cron, TimeZone = zone }));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, null);
}
