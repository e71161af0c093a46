using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Valiqor.Analysis.Scoring.Insights;

namespace Valiqor.Service.Days;

/// <summary>
/// A run's part of its day, or a day, which is the sum of its runs' parts: partition the project or the organization.
/// </summary>
/// <remarks>
/// All subcategories and categories together take about 5 KiB, far from the 64 KiB of a text, however many runs a day
/// has.
/// </remarks>
internal sealed class DayRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>On a run's part: how it ended.</summary>
    public string? Status { get; set; }

    /// <summary>On a run's part: when it ended, which says what day it is a part of.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public int CompletedRuns { get; set; }

    public int FailedRuns { get; set; }

    public int CancelledRuns { get; set; }

    public long Items { get; set; }

    public long ItemsWithFailures { get; set; }

    public long UnsafeItems { get; set; }

    /// <summary>Subcategory id to <see cref="FailureTally"/>, as JSON; null where nothing failed.</summary>
    public string? Failures { get; set; }

    /// <summary>Safety category to items, as JSON; null where there are none.</summary>
    public string? UnsafeByCategory { get; set; }

    public static DayRow Of(string partition, string row, DayTally tally) => new()
    {
        PartitionKey = partition,
        RowKey = row,
        CompletedRuns = tally.CompletedRuns,
        FailedRuns = tally.FailedRuns,
        CancelledRuns = tally.CancelledRuns,
        Items = tally.Items,
        ItemsWithFailures = tally.ItemsWithFailures,
        UnsafeItems = tally.UnsafeItems,
        Failures = tally.Failures.IsEmpty
            ? null
            : JsonSerializer.Serialize(
                tally.Failures, DayJson.Default.ImmutableSortedDictionaryStringFailureTally),
        UnsafeByCategory = tally.UnsafeByCategory.IsEmpty
            ? null
            : JsonSerializer.Serialize(
                tally.UnsafeByCategory, DayJson.Default.ImmutableSortedDictionaryStringInt64),
    };

    public DayTally ToTally() => new()
    {
        CompletedRuns = CompletedRuns,
        FailedRuns = FailedRuns,
        CancelledRuns = CancelledRuns,
        Items = Items,
        ItemsWithFailures = ItemsWithFailures,
        UnsafeItems = UnsafeItems,
        Failures = Failures is null
            ? DayTally.Empty.Failures
            : JsonSerializer.Deserialize(
                Failures, DayJson.Default.ImmutableSortedDictionaryStringFailureTally)!,
        UnsafeByCategory = UnsafeByCategory is null
            ? DayTally.Empty.UnsafeByCategory
            : JsonSerializer.Deserialize(
                UnsafeByCategory, DayJson.Default.ImmutableSortedDictionaryStringInt64)!,
    };
}
