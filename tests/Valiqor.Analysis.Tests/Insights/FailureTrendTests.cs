using CsCheck;
using Valiqor.Analysis.Scoring.Insights;

namespace Valiqor.Analysis.Tests.Insights;

/// <summary>When a window is better or worse than the one before.</summary>
public sealed class FailureTrendTests
{
    [Theory]
    [InlineData(100, 1_000, 150, 1_000, TrendDirection.Worsening, 50)]
    [InlineData(150, 1_000, 100, 1_000, TrendDirection.Improving, -33.33)]
    [InlineData(100, 1_000, 100, 1_000, TrendDirection.Stable, 0)]
    [InlineData(100, 1_000, 0, 1_000, TrendDirection.Improving, -100)]
    [InlineData(0, 1_000, 100, 1_000, TrendDirection.Worsening, 100)]
    [InlineData(0, 1_000, 0, 1_000, TrendDirection.Stable, 0)]
    [InlineData(10, 10, 10, 10, TrendDirection.Stable, 0)]
    public void The_change_is_told_in_percent_of_the_rate_before(
        long before, long itemsBefore, long after, long items, TrendDirection direction, double percent) =>
        Between(before, itemsBefore, after, items).ShouldBe(new FailureTrend(direction, percent));

    [Theory]
    [InlineData(0, 0, 5, 10)]
    [InlineData(5, 10, 0, 0)]
    [InlineData(0, 0, 0, 0)]
    public void Where_either_window_has_no_items_there_is_no_change(
        long before, long itemsBefore, long after, long items) =>
        Between(before, itemsBefore, after, items).ShouldBe(new FailureTrend(TrendDirection.Stable, 0));

    [Theory]
    [InlineData(1, 10, 3, 10)]
    [InlineData(0, 1, 1, 1)]
    [InlineData(100, 1_000, 115, 1_000)]
    public void A_change_that_chance_makes_of_so_few_items_is_none(
        long before, long itemsBefore, long after, long items)
    {
        FailureTrend trend = Between(before, itemsBefore, after, items);

        trend.Direction.ShouldBe(TrendDirection.Stable);
        trend.ChangePercent.ShouldBeGreaterThan(FailureTrend.LeastChangePercent);
    }

    [Theory]
    [InlineData(1_049_000, TrendDirection.Stable)]
    [InlineData(1_050_000, TrendDirection.Worsening)]
    [InlineData(951_000, TrendDirection.Stable)]
    [InlineData(950_000, TrendDirection.Improving)]
    public void A_change_of_less_than_five_percent_is_none_however_sure(long failed, TrendDirection direction) =>
        Between(1_000_000, 10_000_000, failed, 10_000_000).Direction.ShouldBe(direction);

    [Fact]
    public void Two_windows_the_other_way_round_never_go_the_same_way() =>
        Gen.Select(Gen.Long[0, 500], Gen.Long[0, 500], Gen.Long[0, 500], Gen.Long[0, 500]).Sample(
            (before, rest, after, others) =>
            {
                FailureTrend there = Between(before, before + rest, after, after + others);
                FailureTrend back = Between(after, after + others, before, before + rest);
                return there.Direction == TrendDirection.Stable || there.Direction != back.Direction;
            });

    private static FailureTrend Between(long before, long itemsBefore, long after, long items) =>
        FailureTrend.Between(
            new DayTally { Items = itemsBefore, ItemsWithFailures = before },
            new DayTally { Items = items, ItemsWithFailures = after });
}
