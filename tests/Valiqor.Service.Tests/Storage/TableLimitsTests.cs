using Azure.Data.Tables;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Slices;

namespace Valiqor.Service.Tests.Storage;

public sealed class TableLimitsTests
{
    [Fact]
    public void A_text_has_at_most_64_KiB() =>
        AtAndOver(32 * 1024, length => Row("text", new string('é', length)), "text has 32769 characters");

    [Fact]
    public void Bytes_are_at_most_64_KiB() =>
        AtAndOver(64 * 1024, length => Row("bytes", new byte[length]), "bytes has 65537 bytes");

    [Fact]
    public void A_partition_key_has_at_most_1_KiB() =>
        AtAndOver(512, length => new TableEntity(new string('k', length), "row"), "PartitionKey has 513 characters");

    [Fact]
    public void A_row_key_has_at_most_1_KiB() =>
        AtAndOver(512, length => new TableEntity("partition", new string('k', length)), "RowKey has 513 characters");

    [Fact]
    public void A_row_has_at_most_252_properties_beside_the_system_s() =>
        AtAndOver(252, count =>
            Row([.. Enumerable.Range(0, count).Select(i => ($"p{i}", (object)i))]), "253 properties");

    [Fact]
    public void A_property_s_name_has_at_most_255_characters() =>
        AtAndOver(255, length => Row(new string('n', length), 1), "256 characters");

    [Fact]
    public void A_row_has_at_most_1_MiB_by_Azure_s_own_count()
    {
        // 4 bytes, the keys, and for each property 8 bytes, its name and its value: 4 + 2 characters for a text.
        const int Rest = (1024 * 1024) - 4 - 2 - (15 * (8 + 6 + 4 + (2 * 32 * 1024))) - (8 + 6 + 4);
        AtAndOver(
            Rest / 2,
            length => Row([
                .. Enumerable.Range(10, 15).Select(i => ($"p{i}", (object)new string('x', 32 * 1024))),
                ("p99", new string('x', length)),
            ]),
            "1048578 bytes; 1048576 fit");
    }

    [Fact]
    public void The_size_is_Azure_s_own_count() =>
        TableLimits.Check(new TableEntity("pp", "r")
        {
            ["a"] = "four",
            ["b"] = true,
            ["c"] = 1,
            ["d"] = 1L,
            ["e"] = 1.5,
            ["f"] = DateTimeOffset.UnixEpoch,
            ["g"] = default(Guid),
            ["h"] = new byte[3],
            ["left out"] = null,
        }).ShouldBe(4 + 6 + (8 * (8 + 2)) + 12 + 1 + 4 + 8 + 8 + 8 + 16 + 7);

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\u0001b")]
    [InlineData("a\u0085b")]
    public void Characters_that_keys_may_not_have_are_refused(string key)
    {
        Should.Throw<TableLimitException>(() => TableLimits.Check(new TableEntity(key, "row")));
        Should.Throw<TableLimitException>(() => TableLimits.Check(new TableEntity("partition", key)));
    }

    [Fact]
    public void Times_before_1601_and_types_that_tables_do_not_hold_are_refused()
    {
        Should.NotThrow(() => TableLimits.Check(Row("t", new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero))));
        Should.Throw<TableLimitException>(() => TableLimits.Check(Row("t", DateTimeOffset.MinValue)));
        Should.Throw<TableLimitException>(() => TableLimits.Check(Row("t", 1.5m))).Message.ShouldContain("Decimal");
    }

    [Fact]
    public void A_typed_row_counts_its_stored_properties_only()
    {
        var row = new SliceRow { PartitionKey = "p", RowKey = "r", Items = 1, Timestamp = DateTimeOffset.UnixEpoch };
        TableLimits.Check(row).ShouldBe(4 + 4 + 8 + (2 * "Items".Length) + 4);
        Should.NotThrow(() =>
            TableLimits.Check(new RunRow { PartitionKey = "p", RowKey = "r", CreatedAt = DateTimeOffset.UnixEpoch }));
    }

    private static void AtAndOver(int limit, Func<int, ITableEntity> row, string message)
    {
        Should.NotThrow(() => TableLimits.Check(row(limit)));
        Should.Throw<TableLimitException>(() => TableLimits.Check(row(limit + 1))).Message.ShouldContain(message);
    }

    private static TableEntity Row(string name, object value) => Row((name, value));

    private static TableEntity Row(params (string Name, object Value)[] values)
    {
        var row = new TableEntity("", "k");
        foreach ((string name, object value) in values)
        {
            row[name] = value;
        }

        return row;
    }
}
