using Valiqor.Service.Ground;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Storage;

public sealed class BackoffTests
{
    private static readonly Backoff Backoff = new(
        Tries: 3, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(30));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void It_is_over_with_the_last_try() =>
        Enumerable.Range(1, 4).Select(Backoff.IsOver).ShouldBe([false, false, true, true]);

    [Theory]
    [InlineData(1, 20)]
    [InlineData(2, 30)]
    [InlineData(1_000, 30)]
    public async Task Waits_are_drawn_below_a_ceiling_that_doubles_and_then_stays(int tries, int ceilingMilliseconds)
    {
        var clock = new HurriedTime();
        foreach (int _ in Enumerable.Range(0, 200))
        {
            await Backoff.WaitAsync(tries, clock, Stop);
        }

        clock.Waits.ShouldAllBe(wait => wait < TimeSpan.FromMilliseconds(ceilingMilliseconds));
        clock.Waits.Max().ShouldBeGreaterThan(TimeSpan.FromMilliseconds(ceilingMilliseconds / 2d));
        clock.Waits.Distinct().Count().ShouldBeGreaterThan(3, "rivals part company");
    }
}
