using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Valiqor.Client;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Runs.Listing;

/// <summary>Lists an organization's runs, from what <c>RunRowWriter</c> keeps for that.</summary>
internal sealed class RunPages(RunStorage storage, RunTotals totals)
{
    /// <summary>Runs that are read side by side: enough that a page does not wait for one after the other.</summary>
    private const int RowsAtOnce = 16;

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
        ListHead head = await totals.HeadAsync(organization, filter, cancellationToken);
        long skipped = after is null ? (page - 1L) * pageSize : head.CountUpTo(ListRows.PlaceOf(after));
        var list = new ListWalk(storage.Runs, organization, filter);
        ListPart part =
            head.IsAll || skipped + pageSize < head.Newest.Length
                ? await list.NewestAsync(head, skipped, pageSize, cancellationToken)
            : after is not null ? await list.BehindAsync(after, pageSize, cancellationToken)
            : skipped < head.Total ? await list.BehindAsync((int)skipped, pageSize, cancellationToken)
            : new ListPart([], null);
        return new RunListPage
        {
            Runs = [.. part.Rows.Select(RowOf)],
            Total = head.Total,
            Page = page,
            PageSize = pageSize,
            TotalPages = (int)((head.Total + pageSize - 1L) / pageSize),
            Continuation = part.Continuation,
        };
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
        string list = RunLayout.RunList(project, null);
        string from = after is null ? list : list + ListRows.PlaceOf(after);
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {organization} and RowKey gt {from} and RowKey lt {Layout.EndOf(list)}")
            + TableClient.CreateQueryFilter($" and LooksForSecurity eq {true}");
        AsyncPageable<RunIndexRow> keys =
            storage.Runs.QueryAsync<RunIndexRow>(filter, null, [nameof(RunIndexRow.RowKey)], cancellationToken);
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

    private static RunListRow RowOf(RunIndexRow row) => new()
    {
        RunId = row.RunId,
        ProjectName = row.Project,
        Status = row.Status,
        FeatureKind = row.FeatureKind,
        CreatedAt = row.CreatedAt,
        DurationMs = row is { StartedAt: { } from, FinishedAt: { } to } ? (long)(to - from).TotalMilliseconds : 0,
        Summary = row.Summary is { } json
            ? JsonSerializer.Deserialize(json, RunJson.Default.RunSummary)
            : null,
    };
}
