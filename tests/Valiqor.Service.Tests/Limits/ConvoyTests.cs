using Valiqor.Service.Door.Limits;

namespace Valiqor.Service.Tests.Limits;

public sealed class ConvoyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_comes_while_a_round_is_under_way_goes_together_in_the_next()
    {
        var rounds = new List<int>();
        var first = new TaskCompletionSource();
        var convoy = new Convoy<int, int>(
            async (_, works) =>
            {
                rounds.Add(works.Count);
                await (rounds.Count == 1 ? first.Task : Task.CompletedTask);
                return [.. works.Select(work => work * 2)];
            },
            most: 10);

        Task<int> leader = convoy.JoinAsync("a", 1, Stop);
        while (rounds.Count == 0)
        {
            await Task.Yield();
        }

        Task<int>[] others = [.. Enumerable.Range(2, 14).Select(work => convoy.JoinAsync("a", work, Stop))];
        first.SetResult();

        (await leader).ShouldBe(2);
        (await Task.WhenAll(others)).ShouldBe(Enumerable.Range(2, 14).Select(work => work * 2));
        rounds.ShouldBe([1, 10, 4]);
    }

    [Fact]
    public async Task Works_on_other_things_do_not_wait_for_each_other()
    {
        var stuck = new TaskCompletionSource();
        var convoy = new Convoy<int, int>(
            async (name, works) =>
            {
                await (name == "stuck" ? stuck.Task : Task.CompletedTask);
                return [.. works];
            },
            most: 10);

        Task<int> waiting = convoy.JoinAsync("stuck", 1, Stop);
        (await convoy.JoinAsync("free", 2, Stop)).ShouldBe(2);
        waiting.IsCompleted.ShouldBeFalse();
        stuck.SetResult();
        (await waiting).ShouldBe(1);
    }

    [Fact]
    public async Task A_failure_is_told_to_its_own_round_and_the_next_one_goes()
    {
        var convoy = new Convoy<string, int>(
            (_, works) => works[0] == "bad"
                ? throw new InvalidOperationException("no")
                : Task.FromResult<IReadOnlyList<int>>([.. works.Select(work => work.Length)]),
            most: 1);

        Task<int> bad = convoy.JoinAsync("a", "bad", Stop);
        Task<int> good = convoy.JoinAsync("a", "good", Stop);

        await Should.ThrowAsync<InvalidOperationException>(() => bad);
        (await good).ShouldBe(4);
    }

    [Fact]
    public async Task Who_gives_up_does_not_stop_the_others()
    {
        var gate = new TaskCompletionSource();
        var convoy = new Convoy<int, int>(
            async (_, works) =>
            {
                await gate.Task;
                return [.. works];
            },
            most: 10);
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        Task<int> leaver = convoy.JoinAsync("a", 1, impatient.Token);
        Task<int> stayer = convoy.JoinAsync("a", 2, Stop);
        await impatient.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => leaver);
        gate.SetResult();
        (await stayer).ShouldBe(2);
    }
}
