using Azure;
using Azure.Data.Tables;
using Valiqor.Analysis.Scoring;
using Valiqor.Analysis.Scoring.Insights;
using Valiqor.Client;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Days;

/// <summary>How and when a run ended.</summary>
internal sealed record RunEnd(string Status, DateTimeOffset At);

/// <summary>
/// Counts every run that ends into its day, once, however often and from wherever it is told of the end.
/// </summary>
/// <remarks>
/// A run's part and the sum of its day are written in one transaction, the sum under its ETag. Where the part stands,
/// the run is counted; so the part also settles for good how the run ended and when, and a repetition after midnight
/// or after a late cancellation changes nothing.
/// </remarks>
internal sealed class DayLedger(DayStorage storage, TimeProvider clock)
{
    // Whoever loses a race tries again; somebody wins each one, so so many tries lose only to hundreds of rivals. The
    // activity is then tried again as a whole.
    private static readonly Backoff Backoff = new(
        Tries: 100, TimeSpan.FromMilliseconds(8), TimeSpan.FromMilliseconds(250));

    /// <summary>Counts a run that has ended just now, before its row says so.</summary>
    /// <param name="score">What it comes to, where it completed.</param>
    /// <returns>The end that counts: the first one that was told.</returns>
    public async Task<RunEnd> RecordAsync(
        RunRef run,
        string project,
        string status,
        RunScore? score,
        CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DayTally tally = status switch
        {
            RunStatus.Completed => DayTally.OfCompleted(
                score ?? throw new ArgumentNullException(nameof(score), "A completed run has a score."), now),
            RunStatus.Failed => DayTally.FailedRun,
            RunStatus.Cancelled => DayTally.CancelledRun,
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "The run has not ended."),
        };
        string row = DayLayout.DayPartRow(run.RunId);
        DayRow part = DayRow.Of(DayLayout.DayPartition(run.Organization, null), row, tally);
        (part.Status, part.EndedAt) = (status, now);
        DayRow counted = await CountAsync(part, cancellationToken);

        // What the first partition has is what the second one gets, whatever we were told.
        counted.PartitionKey = DayLayout.DayPartition(run.Organization, project);
        counted = await CountAsync(counted, cancellationToken);
        return new RunEnd(counted.Status!, counted.EndedAt!.Value);
    }

    /// <summary>Adds the part to its day, or answers the part that was added before.</summary>
    private async Task<DayRow> CountAsync(DayRow part, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await AddAsync(part, cancellationToken);
                return part;
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412 && !Backoff.IsOver(attempt))
            {
                // 412: another run was faster. 409: another run began the day, or this one is counted already.
                if (e.Status == 409 && await FindAsync(part, part.RowKey, cancellationToken) is { } counted)
                {
                    return counted;
                }
            }

            await Backoff.WaitAsync(attempt, clock, cancellationToken);
        }
    }

    private async Task AddAsync(DayRow part, CancellationToken cancellationToken)
    {
        string row = DayLayout.DayRow(DayRange.DayOf(part.EndedAt!.Value));
        DayRow? before = await FindAsync(part, row, cancellationToken);
        DayTally sum = (before?.ToTally() ?? DayTally.Empty).Merge(part.ToTally());
        DayRow day = DayRow.Of(part.PartitionKey, row, sum);
        TableLimits.Check(part);
        TableLimits.Check(day);
        TableTransactionAction[] writes =
        [
            new(TableTransactionActionType.Add, part),
            before is null
                ? new(TableTransactionActionType.Add, day)
                : new(TableTransactionActionType.UpdateReplace, day, before.ETag),
        ];
        await storage.Days.SubmitTransactionAsync(writes, cancellationToken);
    }

    private async Task<DayRow?> FindAsync(DayRow part, string row, CancellationToken cancellationToken)
    {
        NullableResponse<DayRow> found = await storage.Days.GetEntityIfExistsAsync<DayRow>(
            part.PartitionKey, row, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}
