using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Valiqor.Client;
using Valiqor.Pipeline.Storage;
using Valiqor.Pipeline.Workflow;

namespace Valiqor.Pipeline.Runs;

/// <summary>Lists and counts an organization's runs, from what <see cref="RunRegister"/> keeps for that.</summary>
public sealed class RunLists(RunStorage storage)
{
    /// <summary>So many are skipped one by one; for more, first the days are.</summary>
    private const int FewRows = 100;

    /// <summary>The most keys that one request to Table Storage answers with.</summary>
    private const int KeysARequest = 1_000;

    /// <summary>Runs that are read side by side: enough that a page does not wait for one after the other.</summary>
    private const int RowsAtOnce = 16;

    private static readonly string[] Keys = [nameof(RunIndexRow.RowKey)];

    private static readonly string[] Shown =
    [
        nameof(RunIndexRow.RowKey), nameof(RunIndexRow.Project), nameof(RunIndexRow.Status),
        nameof(RunIndexRow.FeatureKind), nameof(RunIndexRow.CreatedAt), nameof(RunIndexRow.StartedAt),
        nameof(RunIndexRow.FinishedAt), nameof(RunIndexRow.Summary),
    ];

    internal static readonly string[] Statuses =
    [
        RunStatus.Queued, RunStatus.Processing, RunStatus.Completed, RunStatus.Failed, RunStatus.Cancelled,
    ];

    /// <summary>A page, the newest run first; empty behind the last one.</summary>
    /// <param name="page">From 1. Only repeated where <paramref name="after"/> says where the page begins.</param>
    /// <param name="after">The last run of the page before.</param>
    public async Task<RunListPage> PageAsync(
        string organization,
        RunFilter filter,
        int page,
        int pageSize,
        RunRow? after,
        CancellationToken cancellationToken)
    {
        Task<int> counting = CountAsync(organization, filter, cancellationToken);
        long skipped = after is null ? (page - 1L) * pageSize : 0;
        bool isBehind = skipped > 0 && skipped >= await counting;
        List<RunIndexRow> rows = isBehind || !IsPossible(filter)
            ? []
            : await RowsAsync(organization, filter, (int)skipped, pageSize + 1, after, cancellationToken);
        int total = await counting;
        return new RunListPage
        {
            Runs = [.. rows.Take(pageSize).Select(RowOf)],
            Total = total,
            Page = page,
            PageSize = pageSize,
            TotalPages = (int)((total + pageSize - 1L) / pageSize),
            Continuation = rows.Count > pageSize ? rows[pageSize - 1].RunId : null,
        };
    }

    public async Task<int> CountAsync(string organization, RunFilter filter, CancellationToken cancellationToken)
    {
        if (!IsPossible(filter))
        {
            return 0;
        }

        // Each row by its key: for a range, Azurite looks through the whole table.
        string[] counted = CountedBy(filter);
        NullableResponse<TableEntity>[] rows = await Task.WhenAll(
            from shard in Enumerable.Range(0, CounterShards.Count)
            select storage.Runs.GetEntityIfExistsAsync<TableEntity>(
                organization, Layout.RunCounter(filter.ProjectName, shard), counted, cancellationToken));
        return rows.Where(row => row.HasValue).Sum(row => SumOf(row.Value!, counted));
    }

    /// <summary>The names of the projects that have runs, whatever became of these, in order.</summary>
    public async Task<IReadOnlyList<string>> ProjectsAsync(string organization, CancellationToken cancellationToken)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        AsyncPageable<TableEntity> rows = Query<TableEntity>(
            organization, Layout.AllRunCounters, Layout.RunCounters(null), Keys, cancellationToken);
        await foreach (TableEntity row in rows)
        {
            names.Add(row.RowKey.Split('|')[1]);
        }

        return [.. names];
    }

    /// <summary>
    /// The runs that look for security, with all that is kept of them, the newest first, as a stream.
    /// </summary>
    /// <param name="project">Only those of this project.</param>
    /// <param name="after">Only those behind this run.</param>
    public async IAsyncEnumerable<RunRow> AuditedAsync(
        string organization,
        string? project,
        RunRow? after,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string list = Layout.RunList(project, null);
        string from = after is null ? list : list + RunIndex.PlaceOf(after);
        string filter = Between(organization, from, Layout.EndOf(list))
            + TableClient.CreateQueryFilter($" and LooksForSecurity eq {true}");
        AsyncPageable<RunIndexRow> keys =
            storage.Runs.QueryAsync<RunIndexRow>(filter, null, Keys, cancellationToken);
        await foreach (RunIndexRow[] some in keys.Chunk(RowsAtOnce).WithCancellation(cancellationToken))
        {
            RunRow?[] rows = await Task.WhenAll(some.Select(row =>
                storage.FindRunAsync(new RunRef(organization, row.RunId), cancellationToken)));
            foreach (RunRow row in rows.OfType<RunRow>())
            {
                yield return row;
            }
        }
    }

    private async Task<List<RunIndexRow>> RowsAsync(
        string organization,
        RunFilter filter,
        int skipped,
        int most,
        RunRow? after,
        CancellationToken cancellationToken)
    {
        string list = Layout.RunList(filter.ProjectName, filter.Status);
        string from = after is null
            ? await SkipAsync(organization, filter, skipped, cancellationToken)
            : list + RunIndex.PlaceOf(after);
        var rows = new List<RunIndexRow>(most);
        await foreach (Page<RunIndexRow> answer in
            Query<RunIndexRow>(organization, from, Layout.EndOf(list), Shown, cancellationToken)
                .AsPages(pageSizeHint: most))
        {
            rows.AddRange(answer.Values.Take(most - rows.Count));
            if (rows.Count == most)
            {
                break;
            }
        }

        return rows;
    }

    /// <summary>The key behind which a list goes on after so many rows. Only keys are read, and none is kept.</summary>
    private async Task<string> SkipAsync(
        string organization,
        RunFilter filter,
        int rows,
        CancellationToken cancellationToken)
    {
        string list = Layout.RunList(filter.ProjectName, filter.Status);
        string last = list;
        if (rows > FewRows)
        {
            (last, rows) = await SkipDaysAsync(organization, filter, rows, cancellationToken);
        }

        if (rows == 0)
        {
            return last;
        }

        AsyncPageable<RunIndexRow> keys =
            Query<RunIndexRow>(organization, last, Layout.EndOf(list), Keys, cancellationToken);
        await foreach (Page<RunIndexRow> answer in keys.AsPages(pageSizeHint: Math.Min(rows, KeysARequest)))
        {
            int taken = Math.Min(rows, answer.Values.Count);
            last = taken > 0 ? answer.Values[taken - 1].RowKey : last;
            rows -= taken;
            if (rows == 0)
            {
                break;
            }
        }

        return last;
    }

    /// <summary>The key before the day that a row lies in, and how many rows of that day lie before it.</summary>
    private async Task<(string Key, int Rows)> SkipDaysAsync(
        string organization,
        RunFilter filter,
        int rows,
        CancellationToken cancellationToken)
    {
        string list = Layout.RunList(filter.ProjectName, filter.Status);
        string counters = Layout.RunDayCounters(filter.ProjectName);
        string[] counted = CountedBy(filter);
        string key = list;
        int ofDay = 0;
        await foreach (TableEntity row in Query<TableEntity>(
            organization, counters, Layout.EndOf(counters), [.. Keys, .. counted], cancellationToken))
        {
            string day = list + Layout.RunDayPlace(row.RowKey);
            if (day != key)
            {
                if (ofDay > rows)
                {
                    break;
                }

                (key, rows, ofDay) = (day, rows - ofDay, 0);
            }

            ofDay += SumOf(row, counted);
        }

        return (key, rows);
    }

    /// <summary>The rows between two keys. No row's key is the beginning of its list alone.</summary>
    private AsyncPageable<TRow> Query<TRow>(
        string organization,
        string after,
        string end,
        IEnumerable<string> properties,
        CancellationToken cancellationToken)
        where TRow : class, ITableEntity =>
        storage.Runs.QueryAsync<TRow>(Between(organization, after, end), null, properties, cancellationToken);

    private static string Between(string organization, string after, string end) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {organization} and RowKey gt {after} and RowKey lt {end}");

    private static string[] CountedBy(RunFilter filter) => filter.Status is { } status ? [status] : Statuses;

    private static int SumOf(TableEntity counter, string[] statuses) =>
        statuses.Sum(status => counter.GetInt32(status) ?? 0);

    /// <summary>False for a project that cannot be: its name may not even go into a key.</summary>
    private static bool IsPossible(RunFilter filter) => filter.ProjectName is not { } name || Layout.IsName(name);

    private static RunListRow RowOf(RunIndexRow row) => new()
    {
        RunId = row.RunId,
        ProjectName = row.Project,
        Status = row.Status,
        FeatureKind = row.FeatureKind,
        CreatedAt = row.CreatedAt,
        DurationMs = row is { StartedAt: { } from, FinishedAt: { } to } ? (long)(to - from).TotalMilliseconds : 0,
        Summary = row.Summary is { } json
            ? JsonSerializer.Deserialize(json, PipelineJson.Default.RunSummary)
            : null,
    };
}
