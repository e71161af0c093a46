using System.Text.Json;
using Azure.Data.Tables;
using Valiqor.Client;
using Valiqor.Service.Days;
using Valiqor.Service.Digests.Schedule;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Listing;

namespace Valiqor.Service.Digests;

/// <summary>Finds a window's runs, and in the newest of them an example of each failure.</summary>
internal sealed class WindowRuns(RunStorage storage, ExampleFinder examples, DigestLinks links)
{
    /// <summary>A digest names the newest; <c>/runs</c> has all.</summary>
    private const int Shown = 10;

    /// <summary>So many rows are looked at: one answer of Table Storage.</summary>
    private const int Looked = 1_000;

    // Lists go by when a run was asked for, and a window is of those that ended in it: rarely long after.
    private static readonly TimeSpan LongestRun = TimeSpan.FromDays(7);

    /// <summary>The newest runs that ended within the window.</summary>
    public async Task<RunsOfWindow> ReadAsync(
        DigestPlace place,
        DigestWindow window,
        CancellationToken cancellationToken)
    {
        List<RunRow> completed = await NewestAsync(place, window, RunStatus.Completed, cancellationToken);
        List<RunRow> failed = await NewestAsync(place, window, RunStatus.Failed, cancellationToken);
        List<RunRow> cancelled = await NewestAsync(place, window, RunStatus.Cancelled, cancellationToken);
        IEnumerable<RunRow> broken = failed.Concat(cancelled).OrderByDescending(row => row.CreatedAt).Take(Shown);
        return new RunsOfWindow(completed, [.. completed.Select(RunOf)], [.. broken.Select(RunOf)]);
    }

    /// <summary>One example of each failure that the newest runs have one of.</summary>
    public Task<IReadOnlyDictionary<string, DigestExample>> ExamplesAsync(
        RunsOfWindow runs,
        IReadOnlyCollection<string> subcategories,
        CancellationToken cancellationToken) =>
        examples.FindAsync(runs.Rows, subcategories, cancellationToken);

    private async Task<List<RunRow>> NewestAsync(
        DigestPlace place,
        DigestWindow window,
        string status,
        CancellationToken cancellationToken)
    {
        string list = RunLayout.RunList(place.Project, status);
        string newest = list + RunLayout.RunListPlace(Midnight(window.LastDay.AddDays(1)), "");
        string oldest = list + RunLayout.RunListPlace(Midnight(window.FirstDay) - LongestRun, "");
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {place.Organization} and RowKey ge {newest} and RowKey lt {oldest}");
        var runs = new List<RunRow>();
        int looked = 0;
        await foreach (RunIndexRow row in
            storage.Runs.QueryAsync<RunIndexRow>(filter, cancellationToken: cancellationToken))
        {
            var run = new RunRef(place.Organization, row.RunId);
            if (row.FinishedAt is { } finished
                && window.Has(DayRange.DayOf(finished))
                && await storage.FindRunAsync(run, cancellationToken) is { } found)
            {
                runs.Add(found);
            }

            if (runs.Count == Shown || ++looked == Looked)
            {
                break;
            }
        }

        return runs;
    }

    private DigestRun RunOf(RunRow row)
    {
        RunSummary? summary = row.Summary is { } json
            ? JsonSerializer.Deserialize(json, RunJson.Default.RunSummary)
            : null;
        return new DigestRun
        {
            RunId = row.RowKey,
            Url = links.ToRun(row.RowKey),
            Status = row.Status,
            CreatedAt = row.CreatedAt,
            Items = summary?.TotalItems ?? 0,
            ItemsWithFailures = summary?.ItemsWithFailures ?? 0,
            Error = row.Error,
        };
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}

/// <summary>What a digest shows of its runs.</summary>
/// <param name="Rows">Of the completed ones.</param>
internal sealed record RunsOfWindow(
    IReadOnlyList<RunRow> Rows,
    IReadOnlyList<DigestRun> Completed,
    IReadOnlyList<DigestRun> Broken);
