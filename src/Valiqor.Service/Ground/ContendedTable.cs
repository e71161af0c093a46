using Azure;
using Azure.Data.Tables;

namespace Valiqor.Service.Ground;

/// <summary>
/// A table whose rows any number of hosts change at once: what is written holds only if nothing has changed since it
/// was read, and is tried again otherwise.
/// </summary>
public sealed class ContendedTable(TableClient table, TimeProvider clock)
{
    // With the waits below, ten tries are about two seconds: a call that loses so often is one of a flood.
    private static readonly Backoff Backoff = new(
        Tries: 10, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(500));

    public TableClient Table => table;

    /// <summary>A row as it stands, or a new one that is not stored yet.</summary>
    public async Task<TRow> ReadAsync<TRow>(string partition, string row, CancellationToken cancellationToken)
        where TRow : class, ITableEntity, new()
    {
        NullableResponse<TRow> found = await table.GetEntityIfExistsAsync<TRow>(
            partition, row, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value! : new TRow { PartitionKey = partition, RowKey = row };
    }

    /// <summary>Writes rows of one partition that <see cref="ReadAsync"/> gave: all of them, or none.</summary>
    /// <exception cref="RequestFailedException">409 or 412: one of them has changed since.</exception>
    public Task WriteAsync(IEnumerable<ITableEntity> rows, CancellationToken cancellationToken)
    {
        var actions = new List<TableTransactionAction>();
        foreach (ITableEntity row in rows)
        {
            TableLimits.Check(row);
            actions.Add(row.ETag == default
                ? new TableTransactionAction(TableTransactionActionType.Add, row)
                : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, row.ETag));
        }

        return table.SubmitTransactionAsync(actions, cancellationToken);
    }

    /// <summary>
    /// Repeats an attempt that reads, decides and writes, until nobody came between its reading and its writing.
    /// </summary>
    /// <exception cref="ProblemException">Others came between every time: nothing was written.</exception>
    public async Task<T> RepeatAsync<T>(Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                return await attempt();
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412)
            {
                if (Backoff.IsOver(tries))
                {
                    throw ProblemException.TooManyAtOnce();
                }

                await Backoff.WaitAsync(tries, clock, cancellationToken);
            }
        }
    }
}
