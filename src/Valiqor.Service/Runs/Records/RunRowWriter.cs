using Azure;
using Azure.Data.Tables;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs.Listing;

namespace Valiqor.Service.Runs.Records;

/// <summary>
/// The one place that writes the rows of runs. What lists and counts are read from changes in the same transaction as
/// the run itself, under its ETag: it is exact whatever runs side by side, breaks off or is done twice.
/// </summary>
internal sealed class RunRowWriter(RunStorage storage, ScanOfRun scans, TimeProvider clock)
{
    // All tries together wait about ten seconds. Whoever is overtaken for so long had better be told, and come again.
    private static readonly Backoff Backoff = new(
        Tries: 40, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(500));

    private readonly CounterShards _shards = new();

    public Task<RunRow?> FindAsync(RunRef run, CancellationToken cancellationToken) =>
        storage.FindRunAsync(run, cancellationToken);

    /// <summary>Writes a new run. One that is there already, under the same id, stays as it is.</summary>
    /// <returns>The run as it stands, and whether it is the one that was given.</returns>
    public async Task<(RunRow Run, bool IsNew)> AddAsync(RunRow run, CancellationToken cancellationToken)
    {
        for (int tries = 1; ; tries++)
        {
            // Datasets are noticed again and again, so first a look: it is cheaper than a refused transaction.
            if (await FindAsync(run.Run, cancellationToken) is { } there)
            {
                // The same moment means that it is this very run, whose first try was carried out and not answered.
                return (there, there.CreatedAt == run.CreatedAt);
            }

            // Which scan explains a run is fixed with its row: one that comes later changes nothing any more.
            await scans.FixAsync(run, cancellationToken);
            if (await TryWriteAsync(run, null, tries, cancellationToken))
            {
                return (run, true);
            }
        }
    }

    /// <summary>Changes a run as it stands.</summary>
    /// <param name="change">
    /// Changes the row, given the time, or answers false to leave it. Called again, on the row as it then is, where
    /// another change came first: it decides by the row alone.
    /// </param>
    /// <returns>The run as it stands after that; null where there is none.</returns>
    public async Task<RunRow?> ChangeAsync(
        RunRef run,
        Func<RunRow, DateTimeOffset, bool> change,
        CancellationToken cancellationToken)
    {
        for (int tries = 1; ; tries++)
        {
            RunRow? row = await FindAsync(run, cancellationToken);
            ListedState? before = row is null ? null : ListedState.Of(row);
            if (row is null
                || !change(row, clock.GetUtcNow())
                || await TryWriteAsync(row, before, tries, cancellationToken))
            {
                return row;
            }
        }
    }

    /// <summary>For work that goes item by item: whether the run has been cancelled meanwhile.</summary>
    internal CancelCheck WatchCancel(RunRef run) => new(this, run, clock);

    /// <summary>False where another change came first: worth another try, after a while that this waits.</summary>
    /// <param name="before">What lists show of the run; null where it is new.</param>
    private async Task<bool> TryWriteAsync(
        RunRow row,
        ListedState? before,
        int tries,
        CancellationToken cancellationToken)
    {
        TableLimits.Check(row);
        try
        {
            await (before == ListedState.Of(row)
                ? storage.Runs.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellationToken)
                : WriteListedAsync(row, before, cancellationToken));
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412 && !Backoff.IsOver(tries))
        {
            await Backoff.WaitAsync(tries, clock, cancellationToken);
            return false;
        }
    }

    private async Task WriteListedAsync(RunRow row, ListedState? before, CancellationToken cancellationToken)
    {
        int turn = await _shards.TakeTurnAsync(row.PartitionKey, row.RowKey, cancellationToken);
        try
        {
            TableTransactionAction own = before is null
                ? new(TableTransactionActionType.Add, row)
                : new(TableTransactionActionType.UpdateReplace, row, row.ETag);
            TableTransactionAction[] counts = before?.Status == row.Status
                ? []
                : await Task.WhenAll(
                    from counter in RunCounter.RowsOf(row)
                    select CountAsync(row, before?.Status, counter, cancellationToken));
            TableTransactionAction[] all = [own, .. counts, .. ListRows.Moves(row, before)];
            Array.ForEach(all, action => TableLimits.Check(action.Entity));
            await storage.Runs.SubmitTransactionAsync(all, cancellationToken);
        }
        finally
        {
            _shards.EndTurn(turn);
        }
    }

    private async Task<TableTransactionAction> CountAsync(
        RunRow run,
        string? from,
        string counter,
        CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found = await storage.Runs.GetEntityIfExistsAsync<TableEntity>(
            run.PartitionKey, counter, cancellationToken: cancellationToken);
        TableEntity row = found.HasValue ? found.Value! : new TableEntity(run.PartitionKey, counter);
        RunCounter.Count(row, run, from);
        return found.HasValue
            ? new(TableTransactionActionType.UpdateReplace, row, row.ETag)
            : new(TableTransactionActionType.Add, row);
    }
}
