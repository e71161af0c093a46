using Azure.Data.Tables;
using CsCheck;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Tests.Storage;

public sealed class TableWritesTests
{
    [Theory]
    [InlineData(0, new int[0])]
    [InlineData(1, new[] { 1 })]
    [InlineData(100, new[] { 100 })]
    [InlineData(101, new[] { 100, 1 })]
    [InlineData(250, new[] { 100, 100, 50 })]
    public void A_transaction_has_at_most_100_rows(int rows, int[] transactions) =>
        TableWrites.Transactions([.. Enumerable.Range(0, rows).Select(i => Row(i, 0))])
            .Select(transaction => transaction.Count).ShouldBe(transactions);

    [Fact]
    public void Rows_of_any_size_travel_in_their_order_in_transactions_of_at_most_4_MiB() =>
        Gen.Int[0, 15].Array[0, 60].Sample(
            sizes =>
            {
                ITableEntity[] rows = [.. sizes.Select((size, i) => Row(i, size))];
                var transactions = TableWrites.Transactions(rows).ToList();
                transactions.SelectMany(transaction => transaction).Select(action => action.Entity).ShouldBe(rows);
                return transactions.All(transaction =>
                    transaction.Count > 0
                    && transaction.Sum(action =>
                        (long)TableLimits.Check(action.Entity)) <= TableLimits.TransactionBytes);
            },
            iter: 200);

    [Fact]
    public void Rows_of_two_partitions_are_refused() =>
        Should.Throw<TableLimitException>(() => TableWrites.Transactions(
            [new TableEntity("one", "row"), new TableEntity("other", "row")]).ToList());

    [Fact]
    public void A_row_that_is_too_large_is_refused() =>
        Should.Throw<TableLimitException>(() => TableWrites.Transactions([Row(1, 16)]).ToList());

    /// <summary>A row with so many texts of 64 KiB.</summary>
    private static TableEntity Row(int index, int texts)
    {
        var row = new TableEntity("partition", $"{index:D4}");
        for (int i = 0; i < texts; i++)
        {
            row[$"p{i}"] = new string('x', TableLimits.TextCharacters);
        }

        return row;
    }
}
