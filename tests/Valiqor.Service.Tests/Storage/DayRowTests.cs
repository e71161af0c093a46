using System.Collections.Immutable;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Scoring.Insights;
using Valiqor.Service.Days;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Tests.Storage;

public sealed class DayRowTests
{
    private const int LongestRowBytes = 16 * 1024;

    /// <summary>A day on which everything failed more often than it ever will.</summary>
    private static readonly DayTally Worst = new()
    {
        CompletedRuns = int.MaxValue,
        FailedRuns = int.MaxValue,
        CancelledRuns = int.MaxValue,
        Items = long.MaxValue,
        ItemsWithFailures = long.MaxValue,
        UnsafeItems = long.MaxValue,
        Failures = FailureTaxonomy.LoadEmbedded().Subcategories.ToImmutableSortedDictionary(
            row => row.Id,
            _ => new FailureTally
            {
                Occurrences = long.MaxValue,
                Runs = int.MaxValue,
                Severity = long.MaxValue,
                FirstSeen = DateTimeOffset.UnixEpoch.AddTicks(1),
                LastSeen = DateTimeOffset.UnixEpoch.AddTicks(2),
            }),
        UnsafeByCategory = FailureTaxonomy.LoadEmbedded().SecurityCategories.ToImmutableSortedDictionary(
            row => row.Id, _ => long.MaxValue),
    };

    [Fact]
    public void The_worst_of_days_fits_into_a_row_with_room_to_spare() =>
        TableLimits.Check(RowOf(Worst)).ShouldBeLessThan(LongestRowBytes);

    [Fact]
    public void What_a_row_keeps_comes_back()
    {
        RowOf(Worst).ToTally().ShouldBeEquivalentTo(Worst);
        RowOf(DayTally.Empty).ToTally().ShouldBeEquivalentTo(DayTally.Empty);
    }

    [Fact]
    public void A_day_s_row_tells_its_day_and_rows_sort_as_days_do()
    {
        var day = new DateOnly(2026, 3, 2);

        DayLayout.ParseDayRow(DayLayout.DayRow(day)).ShouldBe(day);
        string.CompareOrdinal(DayLayout.DayRow(new DateOnly(2025, 12, 31)), DayLayout.DayRow(day)).ShouldBeLessThan(0);
        string.CompareOrdinal(DayLayout.DayRow(DateOnly.MaxValue), DayLayout.DayPartRow("run_1")).ShouldBeLessThan(0);
    }

    private static DayRow RowOf(DayTally tally) =>
        DayRow.Of(DayLayout.DayPartition("acme", "shop"), DayLayout.DayRow(new DateOnly(2026, 3, 2)), tally);
}
