using Microsoft.AspNetCore.Http;
using Valiqor.Service.Models;
using Valiqor.StandInModel;
using Valiqor.Testing;
using static Valiqor.StandInModel.Faults;

namespace Valiqor.Service.Tests.Judging.Models;

/// <summary>What can go wrong at a provider comes to an answer, or to a reason that can be told.</summary>
public sealed class ModelFaultTests(StandInProcess model) : IClassFixture<StandInProcess>
{
    [Theory]
    [InlineData(RateLimited)]
    [InlineData(ServerError)]
    [InlineData(Unavailable)]
    [InlineData(Dropped)]
    [InlineData(MalformedBody)]
    [InlineData(TruncatedBody)]
    [InlineData(Empty)]
    public async Task A_failure_that_passes_is_tried_again_until_it_has_passed(string fault)
    {
        await model.ObeyAsync(Meeting(fault) with { FaultyTries = 1 });
        await using Asking asking = Asking.Of(model.Url, Asking.Hurried);

        ModelAnswer answer = await asking.AskAsync();

        answer.Text.ShouldContain("\"decision\"");
        StandInLog log = await model.LogAsync();
        log.Requests.Count(request => request.Behaviour == None).ShouldBe(1);
        log.Requests.Count.ShouldBe(2);
        (answer.Use.Prompt, answer.Use.Completion).ShouldBe((log.PromptTokens, log.CompletionTokens));
    }

    [Theory]
    [InlineData(RateLimited, nameof(ModelFailure.RateLimited), 3)]
    [InlineData(Quota, nameof(ModelFailure.QuotaExhausted), 1)]
    [InlineData(ServerError, nameof(ModelFailure.ServerError), 3)]
    [InlineData(Unavailable, nameof(ModelFailure.ServerError), 3)]
    [InlineData(Dropped, nameof(ModelFailure.Unreachable), 3)]
    [InlineData(MalformedBody, nameof(ModelFailure.AnswerMalformed), 3)]
    [InlineData(TruncatedBody, nameof(ModelFailure.Unreachable), 3)]
    [InlineData(Empty, nameof(ModelFailure.AnswerMalformed), 3)]
    [InlineData(Huge, nameof(ModelFailure.AnswerTooLarge), 1)]
    [InlineData(ContextLength, nameof(ModelFailure.RequestTooLong), 1)]
    public async Task A_failure_that_stays_is_told_with_its_reason(string fault, string reason, int tries)
    {
        await model.ObeyAsync(Meeting(fault));
        await using Asking asking = Asking.Of(model.Url, Asking.Hurried, ("Attempts", "3"));

        ModelUnavailableException failure = await asking.FailAsync("Was anything said about the orchids?");

        failure.Reason.ToString().ShouldBe(reason);
        failure.Tries.ShouldBe(tries);
        failure.MayPass.ShouldBe(tries > 1);
        failure.ToString().ShouldNotContain(Asking.Key);
        failure.ToString().ShouldNotContain("orchids");
        StandInLog log = await model.LogAsync();
        log.Requests.Count.ShouldBe(tries);
        (failure.Spent.Prompt, failure.Spent.Completion).ShouldBe((log.PromptTokens, log.CompletionTokens));
    }

    [Theory]
    [InlineData(Never)]
    [InlineData(Slow)]
    public async Task An_answer_that_does_not_come_in_time_is_asked_for_again(string fault)
    {
        await model.ObeyAsync(Meeting(fault) with { FaultyTries = 1 });
        var clock = new LeapingTime();
        await using Asking asking = Asking.Of(clock, model.Url);
        Task<ModelAnswer> asked = asking.AskAsync();

        await SeenAsync(1);
        clock.EndTries();

        (await asked).Text.ShouldContain("\"decision\"");
        (await model.LogAsync()).Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(Never)]
    [InlineData(Slow)]
    public async Task An_answer_that_never_comes_in_time_is_told(string fault)
    {
        await model.ObeyAsync(Meeting(fault));
        var clock = new LeapingTime();
        await using Asking asking = Asking.Of(clock, model.Url, ("Attempts", "3"));
        Task<ModelUnavailableException> asked = asking.FailAsync();

        for (int number = 1; number <= 3; number++)
        {
            await SeenAsync(number);
            clock.EndTries();
        }

        ModelUnavailableException failure = await asked;
        (failure.Reason, failure.Tries, failure.MayPass).ShouldBe((ModelFailure.TimedOut, 3, true));
        failure.Message.ShouldBe("The model did not answer within 120 s.");
    }

    [Fact]
    public async Task A_body_that_does_not_end_is_not_waited_for()
    {
        var begun = new TaskCompletionSource();
        await using ScriptedServer server = await ScriptedServer.StartAsync(async context =>
        {
            await context.Response.WriteAsync("{\"choices\": [", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        var clock = new LeapingTime();
        await using Asking asking = Asking.Of(clock, server.Url, ("Attempts", "1"));
        Task<ModelUnavailableException> asked = asking.FailAsync();

        await begun.Task;
        clock.EndTries();

        (await asked).Reason.ShouldBe(ModelFailure.TimedOut);
    }

    [Fact]
    public async Task An_empty_answer_costs_what_it_costs()
    {
        await model.ObeyAsync(Meeting(Empty));
        await using Asking asking = Asking.Of(model.Url, Asking.Hurried, ("Attempts", "2"));

        (await asking.FailAsync()).Spent.Prompt.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task An_answer_that_met_its_limit_says_so()
    {
        await model.ObeyAsync(Meeting(TruncatedVerdict));
        await using Asking asking = Asking.Of(model.Url);

        ModelAnswer answer = await asking.AskAsync();

        answer.FinishReason.ShouldBe(FinishReason.Length);
        (await model.LogAsync()).Requests.Count.ShouldBe(1, "asking again would meet the same limit");
    }

    [Fact]
    public async Task A_refusal_is_an_answer()
    {
        await model.ObeyAsync(Meeting(Refusal));
        await using Asking asking = Asking.Of(model.Url);

        ModelAnswer answer = await asking.AskAsync();

        (answer.Text, answer.Refusal).ShouldBe(("", "I'm sorry, I can't help with that."));
    }

    [Fact]
    public async Task A_filtered_question_is_answered_as_refused()
    {
        await model.ObeyAsync(Meeting(ContentFilter));
        await using Asking asking = Asking.Of(model.Url);

        ModelAnswer answer = await asking.AskAsync();

        answer.FinishReason.ShouldBe(FinishReason.ContentFilter);
        answer.Refusal.ShouldBe("The provider's content filter held the question back.");
    }

    [Fact]
    public async Task A_wrong_key_is_told_without_any_part_of_it()
    {
        await model.ObeyAsync(new StandInControl { Keys = ["sk-another-key-than-the-one-in-use"] });
        await using Asking asking = Asking.Of(model.Url);

        ModelUnavailableException failure = await asking.FailAsync();

        failure.Reason.ShouldBe(ModelFailure.Unauthorized);
        failure.Message.ShouldBe(
            "The model's provider refuses the key, or the key is not good for this model (HTTP 401).");
        (await model.LogAsync()).Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_told()
    {
        await model.ObeyAsync(new StandInControl { Models = ["another"] });
        await using Asking asking = Asking.Of(model.Url);

        ModelUnavailableException failure = await asking.FailAsync();

        failure.Reason.ShouldBe(ModelFailure.NotFound);
        failure.Message.ShouldContain("The model `judge` does not exist");
        (await model.LogAsync()).Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_address_where_nothing_listens_is_told()
    {
        await using Asking asking = Asking.Of(new Uri("http://127.0.0.1:9"), Asking.Hurried, ("Attempts", "2"));

        ModelUnavailableException failure = await asking.FailAsync();

        failure.Reason.ShouldBe(ModelFailure.Unreachable);
        failure.Message.ShouldBe("The model cannot be reached: its address takes no connection.");
    }

    [Fact]
    public async Task Under_all_faults_at_once_every_question_is_answered_and_every_token_counted()
    {
        string[] passing = [RateLimited, ServerError, Unavailable, Dropped, MalformedBody, TruncatedBody, Empty];
        await model.ObeyAsync(new StandInControl
        {
            Faults = passing.ToDictionary(fault => fault, _ => 0.08),
            FaultyTries = 4,
            RetryAfterSeconds = 0.01,
        });
        await using Asking asking = Asking.Of(model.Url, Asking.Hurried, ("Attempts", "5"), ("MaxConcurrency", "8"));

        ModelAnswer[] answers = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(number => asking.AskAsync($"Is {number} even?")));

        StandInLog log = await model.LogAsync();
        TokenUse use = answers.Aggregate(TokenUse.None, (sum, answer) => sum + answer.Use);
        (use.Prompt, use.Completion).ShouldBe((log.PromptTokens, log.CompletionTokens));
        log.MostInFlight.ShouldBeLessThanOrEqualTo(8);
        log.Requests.Where(request => request.Behaviour == None).GroupBy(request => request.Hash)
            .ShouldAllBe(same => same.Count() == 1);
        log.Requests.Select(request => request.Behaviour).Distinct().Count().ShouldBe(passing.Length + 1);
    }

    [Fact]
    public async Task A_model_that_bears_less_than_is_allowed_is_asked_less()
    {
        await model.ObeyAsync(new StandInControl { MaxInFlight = 3, LatencyMs = 5, RetryAfterSeconds = 0.02 });
        await using Asking asking = Asking.Of(
            model.Url, ("LongestRetrySeconds", "0.1"), ("Attempts", "20"), ("MaxConcurrency", "16"));

        await Task.WhenAll(Enumerable.Range(0, 80).Select(number => asking.AskAsync($"Is {number} even?")));

        StandInLog log = await model.LogAsync();
        log.Requests.Count(request => request.Status == 200).ShouldBe(80);
        int[] throttles = [.. log.Requests.Index()
            .Where(request => request.Item.Status == 429)
            .Select(request => request.Index)];
        throttles.Length.ShouldBeInRange(1, 60, "at 16 all the time, most requests would be throttled");
    }

    [Fact]
    public async Task Who_no_longer_waits_for_an_answer_frees_its_place()
    {
        await model.ObeyAsync(new StandInControl { Verdicts = [new Verdict("orchids", Fault: Never)] });
        await using Asking asking = Asking.Of(model.Url, ("MaxConcurrency", "1"));
        await asking.AskAsync();
        using var patience = new CancellationTokenSource();
        Task<ModelAnswer> asked = asking.Get<ModelClient>()
            .AskAsync(asking.Endpoint, Asking.Question("Are the orchids in bloom?"), patience.Token);

        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(asked);
        (await asking.AskAsync()).Text.ShouldContain("decision");
    }

    private async Task SeenAsync(int requests)
    {
        while ((await model.LogAsync()).Requests.Count < requests)
        {
            // Asking the log takes the time that it needs.
        }
    }

    private static StandInControl Meeting(string fault) => new()
    {
        Faults = new Dictionary<string, double> { [fault] = 1 },
        RetryAfterSeconds = 0.01,
        SlowMs = 60_000,
    };
}
