using System.Collections.Immutable;
using Azure.Data.Tables;
using Valiqor.Analysis.Scoring.Insights;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Days;

/// <summary>What each day of a project, and of an organization, adds up to.</summary>
internal sealed class DayStorage(StorageAccount account) : IStorageArea
{
    /// <summary>What the failure rate is made of: a few bytes of a row that may have thousands.</summary>
    public static ImmutableArray<string> RateColumns { get; } =
        [nameof(DayRow.RowKey), nameof(DayRow.Items), nameof(DayRow.ItemsWithFailures)];

    public static ImmutableArray<string> SafetyColumns { get; } =
    [
        nameof(DayRow.RowKey), nameof(DayRow.Items), nameof(DayRow.UnsafeItems), nameof(DayRow.UnsafeByCategory),
    ];

    public TableClient Days { get; } = account.Tables.GetTableClient(DayLayout.DayTable);

    public Task EnsureCreatedAsync(CancellationToken cancellationToken) =>
        Days.CreateIfNotExistsAsync(cancellationToken);

    /// <summary>The days of a window that had runs. One row a day, however many runs it had.</summary>
    /// <param name="project">Null: the whole organization.</param>
    public Task<IReadOnlyDictionary<DateOnly, DayTally>> ReadAsync(
        string organization,
        string? project,
        DayRange window,
        CancellationToken cancellationToken) =>
        ReadAsync(organization, project, window, null, cancellationToken);

    /// <inheritdoc cref="ReadAsync(string, string?, DayRange, CancellationToken)"/>
    /// <param name="columns">Those of <see cref="DayRow"/> that are wanted; null: all. The others stay zero.</param>
    public async Task<IReadOnlyDictionary<DateOnly, DayTally>> ReadAsync(
        string organization,
        string? project,
        DayRange window,
        IEnumerable<string>? columns,
        CancellationToken cancellationToken)
    {
        string partition = DayLayout.DayPartition(organization, project);
        string first = DayLayout.DayRow(window.First);
        string last = DayLayout.DayRow(window.Last);
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {first} and RowKey le {last}");
        var days = new Dictionary<DateOnly, DayTally>();
        await foreach (DayRow row in Days.QueryAsync<DayRow>(filter, null, columns, cancellationToken))
        {
            days[DayLayout.ParseDayRow(row.RowKey)] = row.ToTally();
        }

        return days;
    }
}
