using Azure;
using Azure.Data.Tables;
using Valiqor.Client;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Runs.Listing;

/// <summary>A list of an organization's runs, the newest first: of all, of a project, of a status or of both.</summary>
internal sealed class ListWalk(TableClient table, string organization, RunFilter filter)
{
    /// <summary>So many are skipped one by one; for more, first the days are.</summary>
    private const int FewRuns = 100;

    /// <summary>The most keys that one request to Table Storage answers with.</summary>
    private const int KeysARequest = 1_000;

    private static readonly string[] Keys = [nameof(RunIndexRow.RowKey)];

    private static readonly string[] Shown =
    [
        nameof(RunIndexRow.RowKey), nameof(RunIndexRow.Project), nameof(RunIndexRow.Status),
        nameof(RunIndexRow.FeatureKind), nameof(RunIndexRow.CreatedAt), nameof(RunIndexRow.StartedAt),
        nameof(RunIndexRow.FinishedAt), nameof(RunIndexRow.Summary),
    ];

    private readonly string _rows = RunLayout.RunList(filter.ProjectName, filter.Status);

    /// <summary>The runs at places that are known, each by its key.</summary>
    public async Task<ListPart> NewestAsync(ListHead head, long skipped, int most, CancellationToken cancellationToken)
    {
        int first = (int)Math.Min(skipped, head.Newest.Length);
        int end = Math.Min(first + most, head.Newest.Length);
        NullableResponse<RunIndexRow>[] rows = await Task.WhenAll(
            from place in head.Newest[first..end]
            select table.GetEntityIfExistsAsync<RunIndexRow>(organization, _rows + place, Shown, cancellationToken));

        // A run that has left the list since its places were read is no longer of it.
        return new ListPart(
            [.. from row in rows where row.HasValue select row.Value],
            end < head.Newest.Length ? RunLayout.RunIdAt(head.Newest[end - 1]) : null);
    }

    /// <summary>The runs behind so many others.</summary>
    public async Task<ListPart> BehindAsync(int skipped, int most, CancellationToken cancellationToken) =>
        await ReadAsync(await SkipAsync(skipped, cancellationToken), most, cancellationToken);

    /// <summary>The runs behind another one, which need not be in the list.</summary>
    public Task<ListPart> BehindAsync(RunRow run, int most, CancellationToken cancellationToken) =>
        ReadAsync(_rows + ListRows.PlaceOf(run), most, cancellationToken);

    private async Task<ListPart> ReadAsync(string after, int most, CancellationToken cancellationToken)
    {
        // One more tells whether there is more.
        List<RunIndexRow> rows = await Query<RunIndexRow>(
                after, Layout.EndOf(_rows), most + 1, Shown, cancellationToken)
            .Take(most + 1)
            .ToListAsync(cancellationToken);
        return rows.Count > most ? new ListPart(rows[..most], rows[most - 1].RunId) : new ListPart(rows, null);
    }

    /// <summary>The key behind which the list goes on after so many runs. Of these, keys alone are read.</summary>
    private async Task<string> SkipAsync(int runs, CancellationToken cancellationToken)
    {
        string last = _rows;
        if (runs > FewRuns)
        {
            (last, runs) = await SkipDaysAsync(runs, cancellationToken);
        }

        if (runs == 0)
        {
            return last;
        }

        int wanted = Math.Min(runs, KeysARequest);
        await foreach (Page<RunIndexRow> answer in
            Query<RunIndexRow>(last, Layout.EndOf(_rows), wanted, Keys, cancellationToken).AsPages())
        {
            int taken = Math.Min(runs, answer.Values.Count);
            last = taken > 0 ? answer.Values[taken - 1].RowKey : last;
            runs -= taken;
            if (runs == 0)
            {
                break;
            }
        }

        return last;
    }

    /// <summary>The key before the day that a run lies in, and how many of that day lie before it.</summary>
    private async Task<(string Key, int Runs)> SkipDaysAsync(int runs, CancellationToken cancellationToken)
    {
        string days = RunLayout.RunDayCounters(filter.ProjectName);
        string[] counted = RunTotals.CountedBy(filter);
        string key = _rows;
        int ofDay = 0;
        await foreach (TableEntity counter in Query<TableEntity>(
            days, Layout.EndOf(days), KeysARequest, [.. Keys, .. counted], cancellationToken))
        {
            string day = _rows + RunLayout.RunDayPlace(counter.RowKey);
            if (day != key)
            {
                if (ofDay > runs)
                {
                    break;
                }

                (key, runs, ofDay) = (day, runs - ofDay, 0);
            }

            ofDay += RunTotals.SumOf(counter, counted);
        }

        return (key, runs);
    }

    /// <summary>The rows between two keys. No row's key is the beginning of its list alone.</summary>
    private AsyncPageable<TRow> Query<TRow>(
        string after,
        string end,
        int rowsARequest,
        IEnumerable<string> properties,
        CancellationToken cancellationToken)
        where TRow : class, ITableEntity
    {
        string query = TableClient.CreateQueryFilter(
            $"PartitionKey eq {organization} and RowKey gt {after} and RowKey lt {end}");
        return table.QueryAsync<TRow>(query, rowsARequest, properties, cancellationToken);
    }
}

/// <summary>A part of a list.</summary>
/// <param name="Continuation">The id of the run behind which the list goes on; null where it ends.</param>
internal sealed record ListPart(IReadOnlyList<RunIndexRow> Rows, string? Continuation);
