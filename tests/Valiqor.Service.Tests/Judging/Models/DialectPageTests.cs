using Microsoft.Extensions.Time.Testing;
using Valiqor.Service.Models;
using Valiqor.Service.Models.Calls;

namespace Valiqor.Service.Tests.Judging.Models;

/// <summary>First questions go one by one, and none waits for ever.</summary>
public sealed class DialectPageTests
{
    private static readonly Dialect Start = Dialect.Of(new ModelOptions { Seed = 1 });

    private readonly FakeTimeProvider _clock = new();
    private readonly DialectPage _page;

    public DialectPageTests() => _page = new DialectPage(Start, _clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_finds_out_and_the_others_go_when_it_has()
    {
        (await _page.EnterAsync(Stop)).ShouldBeTrue();
        Task<bool>[] others = [_page.EnterAsync(Stop), _page.EnterAsync(Stop)];
        others.ShouldAllBe(other => !other.IsCompleted);

        _page.Settle(Start.Without(Parameter.Seed)!);
        _page.PassOn();

        (await Task.WhenAll(others)).ShouldBe([false, false]);
        _page.Dialect.TakesSeed.ShouldBeFalse();
    }

    [Fact]
    public async Task Where_it_found_nothing_out_the_next_one_tries()
    {
        await _page.EnterAsync(Stop);
        Task<bool> second = _page.EnterAsync(Stop);
        Task<bool> third = _page.EnterAsync(Stop);

        _page.PassOn();

        (await second).ShouldBeTrue();
        third.IsCompleted.ShouldBeFalse();
        _page.PassOn();
        (await third).ShouldBeTrue();
    }

    [Fact]
    public async Task A_slow_first_answer_is_not_waited_for()
    {
        await _page.EnterAsync(Stop);
        Task<bool> second = _page.EnterAsync(Stop);

        _clock.Advance(TimeSpan.FromSeconds(30));

        (await second).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_gives_up_is_passed_over()
    {
        using var patience = new CancellationTokenSource();
        await _page.EnterAsync(Stop);
        Task<bool> second = _page.EnterAsync(patience.Token);
        Task<bool> third = _page.EnterAsync(Stop);

        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(second);
        _page.PassOn();

        (await third).ShouldBeTrue();
    }

    [Fact]
    public void What_two_found_out_apart_is_kept_together()
    {
        _page.Settle(Start.Without(Parameter.Seed)!);
        _page.Settle(Start.Without(Parameter.AnswerFormat)!);

        _page.Dialect.ShouldBe(Start.Without(Parameter.Seed)!.Without(Parameter.AnswerFormat));
    }
}
