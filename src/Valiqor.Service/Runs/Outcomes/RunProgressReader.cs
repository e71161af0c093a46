using Azure.Data.Tables;
using Valiqor.Client;
using Valiqor.Service.Runs.Slices;

namespace Valiqor.Service.Runs.Outcomes;

/// <summary>Tells how far runs are.</summary>
internal sealed class RunProgressReader(RunStorage storage, JudgingReport judgings, TimeProvider clock)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    public async Task<JobStatus> StatusAsync(RunRow row, CancellationToken cancellationToken)
    {
        int total = row.TotalItems ?? 0;
        int done = Math.Min(await DoneAsync(row, cancellationToken), total);
        double seconds = row.StartedAt is { } from ? ((row.FinishedAt ?? clock.GetUtcNow()) - from).TotalSeconds : 0;
        double rate = seconds > 0 ? done / seconds : 0;
        bool final = RunStatus.IsFinal(row.Status);
        return new JobStatus
        {
            JobId = row.RowKey,
            RunId = row.RowKey,
            Status = row.Status,
            ProgressPercent = row.Status == RunStatus.Completed ? 100
                : total == 0 ? 0
                : Math.Round(100.0 * done / total, 1),
            CurrentItem = done,
            TotalItems = total,
            StartedAt = row.StartedAt,
            FinishedAt = row.FinishedAt,
            Error = row.Error,
            ItemsPerSecond = Math.Round(rate, 1),
            Judge = await judgings.ReadAsync(row, cancellationToken),
            EtaSeconds = !final && rate > 0 ? Math.Round((total - done) / rate, 1) : null,
        };
    }

    /// <summary>What is done for certain, and the slices of the window that is under way.</summary>
    private async Task<int> DoneAsync(RunRow row, CancellationToken cancellationToken)
    {
        int done = row.ItemsDone ?? 0;
        if (RunStatus.IsFinal(row.Status) || row.TotalItems is not > 0)
        {
            return done;
        }

        string partition = RunLayout.TagPartition(row.Run);
        string from = RunLayout.SliceRow(row.NextSlice ?? 0);
        string end = RunLayout.TagRowsFrom(0);
        string filter =
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {end}");
        await foreach (SliceRow slice in
            storage.Tags.QueryAsync<SliceRow>(filter, cancellationToken: cancellationToken))
        {
            done += slice.Items;
        }

        return done;
    }

    /// <summary>
    /// Waits for a run to end, but no longer than <paramref name="patience"/>; answers its row as it then is.
    /// </summary>
    public async Task<RunRow> WaitAsync(RunRow row, TimeSpan patience, CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        while (!RunStatus.IsFinal(row.Status) && clock.GetElapsedTime(start) < patience)
        {
            await Task.Delay(BetweenLooks, clock, cancellationToken);
            row = await storage.GetRunAsync(row.Run, cancellationToken);
        }

        return row;
    }
}
