using System.Globalization;
using Microsoft.AspNetCore.Http;
using Valiqor.Service.Models;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Judging.Models;

/// <summary>A provider is left in peace for as long as it asks, within reason.</summary>
public sealed class RetryAfterTests
{
    private readonly LeapingTime _clock = new();

    [Theory]
    [InlineData("Retry-After", "17", 17)]
    [InlineData("Retry-After", "Thu, 01 Jan 2026 00:00:21 GMT", 21)]
    [InlineData("retry-after-ms", "2500", 2.5)]
    public async Task What_is_asked_is_waited(string header, string value, double seconds)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(Busy(429, header, value), Answer);
        await using Asking asking = Asking.Of(_clock, server.Url);

        await asking.AskAsync();

        server.Requests.Count.ShouldBe(2);
        _clock.Waits.ShouldContain(TimeSpan.FromSeconds(seconds));
        _clock.GetUtcNow().Second.ShouldBe((int)seconds, "a pause of all questions and of one are the same");
    }

    [Fact]
    public async Task Milliseconds_are_believed_before_seconds()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            context =>
            {
                context.Response.Headers["retry-after-ms"] = "1500";
                return Busy(429, "Retry-After", "2")(context);
            },
            Answer);
        await using Asking asking = Asking.Of(_clock, server.Url);

        await asking.AskAsync();

        _clock.GetUtcNow().ShouldBe(new DateTimeOffset(2026, 1, 1, 0, 0, 1, 500, TimeSpan.Zero));
    }

    [Fact]
    public async Task Who_asks_for_a_longer_pause_than_is_allowed_is_not_waited_for()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(Busy(429, "Retry-After", "600"));
        await using Asking asking = Asking.Of(_clock, server.Url);

        ModelUnavailableException failure = await asking.FailAsync();

        (failure.Reason, failure.RetryAfter).ShouldBe((ModelFailure.RateLimited, TimeSpan.FromMinutes(10)));
        failure.MayPass.ShouldBeTrue();
        server.Requests.Count.ShouldBe(1);
        _clock.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_word_of_the_provider_the_pauses_grow()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedServer.Status(500));
        await using Asking asking = Asking.Of(_clock, server.Url, ("Attempts", "8"));

        (await asking.FailAsync()).Tries.ShouldBe(8);

        TimeSpan[] waits = [.. _clock.Waits];
        waits.Length.ShouldBe(7);
        waits[..3].Sum(wait => wait.TotalSeconds).ShouldBeLessThan(waits[4..].Sum(wait => wait.TotalSeconds));
        waits.ShouldAllBe(wait => wait <= TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task One_throttled_question_makes_all_others_wait()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            Answer, Busy(429, "Retry-After", "5"), Answer);
        await using Asking asking = Asking.Of(_clock, server.Url, ("Attempts", "1"));
        await asking.AskAsync();
        await asking.FailAsync();

        await asking.AskAsync();

        _clock.Waits.ShouldBe([TimeSpan.FromSeconds(5)]);
    }

    [Fact]
    public async Task What_a_provider_says_is_left_is_kept_to()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            context =>
            {
                context.Response.Headers["x-ratelimit-limit-tokens"] = "1000";
                context.Response.Headers["x-ratelimit-remaining-tokens"] = "200";
                context.Response.Headers["x-ratelimit-reset-tokens"] = "48s";
                return Answer(context);
            },
            Answer);
        await using Asking asking = Asking.Of(_clock, server.Url);
        await asking.AskAsync();

        await asking.AskAsync();

        // 100 tokens are lacking of 300, and 800 come back in 48 seconds.
        _clock.Waits.ShouldBe([TimeSpan.FromSeconds(6)]);
    }

    private static Task Answer(HttpContext context) => ScriptedServer.Json(200, """
        {"choices": [{"message": {"content": "{\"decision\": \"pass\", \"confidence\": 1, \"quote\": null}"}}]}
        """)(context);

    private static RequestDelegate Busy(int status, string header, string value) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers[header] = value;
        return context.Response.WriteAsync(
            string.Create(CultureInfo.InvariantCulture, $"{{\"error\": {{\"message\": \"HTTP {status}\"}}}}"),
            context.RequestAborted);
    };
}
