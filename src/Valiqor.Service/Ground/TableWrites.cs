using Azure.Data.Tables;

namespace Valiqor.Service.Ground;

/// <summary>Writes many rows of one partition in as few transactions as the limits allow.</summary>
internal static class TableWrites
{
    /// <summary>Upserts by merge: what a row has beside these properties, such as a review, stays.</summary>
    /// <exception cref="TableLimitException">A row is too large, or the rows are not of one partition.</exception>
    public static async Task MergeAsync(
        TableClient table,
        IReadOnlyList<ITableEntity> rows,
        CancellationToken cancellationToken)
    {
        foreach (List<TableTransactionAction> transaction in Transactions(rows))
        {
            await table.SubmitTransactionAsync(transaction, cancellationToken);
        }
    }

    /// <summary>Splits rows, in their order, into transactions of at most 100 rows and 4 MiB.</summary>
    public static IEnumerable<List<TableTransactionAction>> Transactions(IReadOnlyList<ITableEntity> rows)
    {
        var transaction = new List<TableTransactionAction>(Math.Min(rows.Count, TableLimits.RowsPerTransaction));
        int bytes = 0;
        foreach (ITableEntity row in rows)
        {
            if (row.PartitionKey != rows[0].PartitionKey)
            {
                throw new TableLimitException("The rows of a transaction are of more than one partition.");
            }

            int size = TableLimits.Check(row);
            if (transaction.Count == TableLimits.RowsPerTransaction || bytes + size > TableLimits.TransactionBytes / 2)
            {
                // Half of the limit: a transaction travels as JSON, which takes more than what Azure counts.
                yield return transaction;
                transaction = [];
                bytes = 0;
            }

            transaction.Add(new TableTransactionAction(TableTransactionActionType.UpsertMerge, row));
            bytes += size;
        }

        if (transaction.Count > 0)
        {
            yield return transaction;
        }
    }
}
