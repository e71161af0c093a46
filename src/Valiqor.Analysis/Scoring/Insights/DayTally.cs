using System.Collections.Immutable;

namespace Valiqor.Analysis.Scoring.Insights;

/// <summary>
/// What the runs that ended within a day, or within any number of days, add up to. Merging takes sums of whole numbers,
/// the earliest and the latest time only, so order and grouping do not matter.
/// </summary>
public sealed record DayTally
{
    public static DayTally Empty { get; } = new();

    /// <summary>A run that failed tells nothing of the application: it is a failed run, and nothing else.</summary>
    public static DayTally FailedRun { get; } = new() { FailedRuns = 1 };

    /// <summary>A cancelled run has looked at a part of its items, which nobody chose.</summary>
    public static DayTally CancelledRun { get; } = new() { CancelledRuns = 1 };

    public int CompletedRuns { get; init; }

    public int FailedRuns { get; init; }

    public int CancelledRuns { get; init; }

    /// <summary>Of completed runs, as everything below.</summary>
    public long Items { get; init; }

    public long ItemsWithFailures { get; init; }

    public long UnsafeItems { get; init; }

    /// <summary>By subcategory id; those without failures are left out.</summary>
    public ImmutableSortedDictionary<string, FailureTally> Failures { get; init; } =
        ImmutableSortedDictionary.Create<string, FailureTally>(StringComparer.Ordinal);

    /// <summary>Items that fail in a safety category, by category ("S9").</summary>
    public ImmutableSortedDictionary<string, long> UnsafeByCategory { get; init; } =
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>One completed run, with the severities that its frequency weights lead to.</summary>
    public static DayTally OfCompleted(RunScore score, DateTimeOffset endedAt) => new()
    {
        CompletedRuns = 1,
        Items = score.Tally.Items,
        ItemsWithFailures = score.Tally.ItemsWithFailures,
        UnsafeItems = score.Tally.UnsafeItems,
        Failures = score.Rows
            .Where(row => row.Tally.Fails > 0)
            .ToImmutableSortedDictionary(
                row => row.Subcategory.Id,
                row => FailureTally.OfRun(row, endedAt),
                StringComparer.Ordinal),
        UnsafeByCategory = score.Tally.SecurityFailures.ToImmutableSortedDictionary(
            pair => pair.Key, pair => (long)pair.Value, StringComparer.Ordinal),
    };

    public DayTally Merge(DayTally other)
    {
        var failures = Failures.ToBuilder();
        foreach ((string id, FailureTally row) in other.Failures)
        {
            failures[id] = failures.TryGetValue(id, out FailureTally own) ? own.Merge(row) : row;
        }

        var categories = UnsafeByCategory.ToBuilder();
        foreach ((string category, long items) in other.UnsafeByCategory)
        {
            categories[category] = categories.GetValueOrDefault(category) + items;
        }

        return new DayTally
        {
            CompletedRuns = CompletedRuns + other.CompletedRuns,
            FailedRuns = FailedRuns + other.FailedRuns,
            CancelledRuns = CancelledRuns + other.CancelledRuns,
            Items = Items + other.Items,
            ItemsWithFailures = ItemsWithFailures + other.ItemsWithFailures,
            UnsafeItems = UnsafeItems + other.UnsafeItems,
            Failures = failures.ToImmutable(),
            UnsafeByCategory = categories.ToImmutable(),
        };
    }
}
