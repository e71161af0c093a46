using Azure;
using Azure.Data.Tables;
using Valiqor.Client;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Runs.Listing;

/// <summary>
/// Reads what is counted. Each row by its key, which takes Table Storage the same time however many runs there are, and
/// Azurite, too: for a range, that looks through the whole table.
/// </summary>
internal sealed class RunTotals(RunStorage storage)
{
    public async Task<int> CountAsync(string organization, RunFilter filter, CancellationToken cancellationToken)
    {
        if (!IsPossible(filter))
        {
            return 0;
        }

        string[] counted = CountedBy(filter);
        List<TableEntity> rows = await RowsAsync(organization, filter.ProjectName, counted, cancellationToken);
        return rows.Sum(row => SumOf(row, counted));
    }

    /// <summary>How many runs a list has, and the newest of them.</summary>
    internal async Task<ListHead> HeadAsync(
        string organization,
        RunFilter filter,
        CancellationToken cancellationToken)
    {
        if (!IsPossible(filter))
        {
            return new ListHead(0, []);
        }

        string[] counted = CountedBy(filter);
        string head = RunCounter.HeadOf(filter.Status);
        List<TableEntity> rows = await RowsAsync(
            organization, filter.ProjectName, [.. counted, head], cancellationToken);
        RunHead[] heads = [.. rows.Select(row => RunHead.Parse(row.GetString(head)))];
        int total = rows.Sum(row => SumOf(row, counted));
        string[] places = [.. heads.SelectMany(part => part.Places).Order(StringComparer.Ordinal)];
        string? floor = heads.Select(part => part.Floor).OfType<string>().Min(StringComparer.Ordinal);
        return new ListHead(
            total,
            places.Length == total || floor is null
                ? places
                : [.. places.TakeWhile(place => string.CompareOrdinal(place, floor) < 0)]);
    }

    /// <summary>The names of the projects that have runs, whatever became of these, in order.</summary>
    public async Task<IReadOnlyList<string>> ProjectsAsync(string organization, CancellationToken cancellationToken)
    {
        List<TableEntity> rows = await RowsAsync(
            organization, null, [RunCounter.Projects, RunCounter.MoreProjects], cancellationToken);
        var names = new SortedSet<string>(
            rows.SelectMany(row => row.GetString(RunCounter.Projects)?.Split('\n') ?? []), StringComparer.Ordinal);
        if (rows.Any(row => row.GetBoolean(RunCounter.MoreProjects) == true))
        {
            await AddAllAsync(organization, names, cancellationToken);
        }

        return [.. names];
    }

    internal static string[] CountedBy(RunFilter filter) =>
        filter.Status is { } status ? [status] : RunCounter.Statuses;

    internal static int SumOf(TableEntity counter, string[] statuses) =>
        statuses.Sum(status => RunCounter.CountOf(counter, status));

    private async Task AddAllAsync(
        string organization,
        SortedSet<string> names,
        CancellationToken cancellationToken)
    {
        (string from, string end) = (RunLayout.AllRunCounters, RunLayout.RunCounters(null));
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {organization} and RowKey gt {from} and RowKey lt {end}");
        AsyncPageable<TableEntity> counters =
            storage.Runs.QueryAsync<TableEntity>(filter, null, [nameof(ITableEntity.RowKey)], cancellationToken);
        await foreach (TableEntity counter in counters)
        {
            names.Add(counter.RowKey.Split('|')[1]);
        }
    }

    private async Task<List<TableEntity>> RowsAsync(
        string organization,
        string? project,
        string[] properties,
        CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity>[] rows = await Task.WhenAll(
            from shard in Enumerable.Range(0, CounterShards.Count)
            select storage.Runs.GetEntityIfExistsAsync<TableEntity>(
                organization, RunLayout.RunCounter(project, shard), properties, cancellationToken));
        return [.. from row in rows where row.HasValue select row.Value];
    }

    /// <summary>False for a project that cannot be: its name may not even go into a key.</summary>
    private static bool IsPossible(RunFilter filter) => filter.ProjectName is not { } name || Layout.IsName(name);
}

/// <summary>How many runs a list has, and its newest places, of which none is left out in between.</summary>
internal sealed record ListHead(int Total, string[] Newest)
{
    public bool IsAll => Newest.Length == Total;

    /// <summary>How many of the newest stand before a place, or at it.</summary>
    public int CountUpTo(string place) =>
        Newest.TakeWhile(other => string.CompareOrdinal(other, place) <= 0).Count();
}
