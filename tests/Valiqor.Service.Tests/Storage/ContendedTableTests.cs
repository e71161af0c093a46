using Azure;
using Valiqor.Service.Door.Limits;
using Valiqor.Service.Ground;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Storage;

/// <summary>What becomes of a change when others change the same.</summary>
public sealed class ContendedTableTests(AzuriteFixture azurite)
{
    private readonly string _partition = $"org-{Guid.CreateVersion7():N}";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_loses_the_race_decides_again_on_what_the_winner_wrote(bool isThere)
    {
        ContendedTable table = Table(TimeProvider.System);
        if (isThere)
        {
            await AddCallsAsync(table, 1);
        }

        int tries = 0;
        long calls = await table.RepeatAsync(
            async () =>
            {
                MonthRow row = await ReadAsync(table);
                if (++tries == 1)
                {
                    await AddCallsAsync(table, 10);
                }

                row.Calls += 100;
                await table.WriteAsync([row], Stop);
                return row.Calls;
            },
            Stop);

        tries.ShouldBe(2);
        calls.ShouldBe(isThere ? 111 : 110);
        (await ReadAsync(table)).Calls.ShouldBe(calls);
    }

    [Fact]
    public async Task Rows_that_are_written_together_are_written_or_left_together()
    {
        ContendedTable table = Table(TimeProvider.System);
        await AddCallsAsync(table, 1);
        MonthRow stale = await ReadAsync(table);
        await AddCallsAsync(table, 1);
        string row = LimitLayout.KeyCallsRow("key_a");
        var other = new KeyCallsRow { PartitionKey = _partition, RowKey = row, Window = "1" };

        var refused = await Should.ThrowAsync<RequestFailedException>(() => table.WriteAsync([other, stale], Stop));

        refused.Status.ShouldBe(412);
        KeyCallsRow left = await table.ReadAsync<KeyCallsRow>(_partition, other.RowKey, Stop);
        left.Window.ShouldBeNull();
        (await ReadAsync(table)).Calls.ShouldBe(2);
    }

    [Fact]
    public async Task Who_loses_every_race_is_told_to_wait_and_has_changed_nothing()
    {
        var clock = new HurriedTime();
        ContendedTable table = Table(clock);
        int tries = 0;

        var refused = await Should.ThrowAsync<ProblemException>(() => table.RepeatAsync(
            async () =>
            {
                MonthRow row = await ReadAsync(table);
                await AddCallsAsync(Table(clock), 1);
                tries++;
                row.Calls += 100;
                await table.WriteAsync([row], Stop);
                return row;
            },
            Stop));

        (refused.Status, refused.Code, refused.RetryAfter).ShouldBe((429, "rate_limited", TimeSpan.FromSeconds(1)));
        tries.ShouldBe(10);
        (await ReadAsync(table)).Calls.ShouldBe(10, "those of the winners");
        clock.Waits.ShouldAllBe(wait => wait < TimeSpan.FromMilliseconds(500));
    }

    private async Task AddCallsAsync(ContendedTable table, int calls)
    {
        MonthRow row = await ReadAsync(table);
        row.Calls += calls;
        await table.WriteAsync([row], Stop);
    }

    private Task<MonthRow> ReadAsync(ContendedTable table) =>
        table.ReadAsync<MonthRow>(_partition, LimitLayout.MonthRow("2031-03"), Stop);

    private ContendedTable Table(TimeProvider clock) => new LimitStorage(azurite.Account, clock).Limits;
}
