using Valiqor.Service.Models;
using Valiqor.StandInModel;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Judging.Models;

/// <summary>What a server does not take is found out once, and left out from then on.</summary>
public sealed class NegotiationTests(StandInProcess model) : IClassFixture<StandInProcess>
{
    private static readonly (string, string)[] Everything =
        [("Temperature", "0"), ("Seed", "7"), ("ReasoningEffort", "low"), Asking.Hurried];

    [Theory]
    [InlineData(Dialects.OpenAI, nameof(AnswerFormat.JsonSchema), 0)]
    [InlineData(Dialects.NoJsonSchema, nameof(AnswerFormat.JsonObject), 1)]
    [InlineData(Dialects.NoFormat, nameof(AnswerFormat.Text), 2)]
    [InlineData(Dialects.Reasoning, nameof(AnswerFormat.JsonSchema), 1)]
    [InlineData(Dialects.Early, nameof(AnswerFormat.JsonSchema), 3)]
    public async Task A_server_is_asked_in_its_own_dialect(string dialect, string format, int refusals)
    {
        await model.ObeyAsync(new StandInControl { Dialect = dialect });
        await using Asking asking = Asking.Of(model.Url, Everything);

        ModelAnswer first = await asking.AskAsync("Is one even?");
        ModelAnswer second = await asking.AskAsync("Is two even?");

        ($"{first.Format}", $"{second.Format}").ShouldBe((format, format));
        second.Text.ShouldContain("\"decision\"");
        StandInLog log = await model.LogAsync();
        log.Requests.Count(request => request.Status == 400).ShouldBe(refusals);
        log.Requests.Count.ShouldBe(refusals + 2);
    }

    [Fact]
    public async Task All_refusals_together_are_met_one_by_one()
    {
        await model.ObeyAsync(new StandInControl
        {
            Dialect = Dialects.NoFormat,
            Refuses = [Dialects.Temperature, Dialects.Seed, Dialects.MaxCompletionTokens, Dialects.ReasoningEffort],
        });
        await using Asking asking = Asking.Of(model.Url, Everything);

        (await asking.AskAsync()).Format.ShouldBe(AnswerFormat.Text);

        (await model.LogAsync()).Requests.Count.ShouldBe(7);
    }

    [Fact]
    public async Task Of_many_first_questions_at_once_one_meets_the_refusals()
    {
        await model.ObeyAsync(new StandInControl { Dialect = Dialects.NoFormat, LatencyMs = 20 });
        await using Asking asking = Asking.Of(model.Url, Everything);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => asking.AskAsync($"Is {number} even?")));

        StandInLog log = await model.LogAsync();
        log.Requests.Count(request => request.Status == 400).ShouldBe(2);
        log.Requests.Count.ShouldBe(42);
    }

    [Fact]
    public async Task What_is_found_out_of_one_model_says_nothing_of_another()
    {
        await model.ObeyAsync(new StandInControl { Dialect = Dialects.NoJsonSchema });
        await using Asking asking = Asking.Of(model.Url);
        await asking.AskAsync();
        await model.ObeyAsync(new StandInControl());
        var other = new ModelEndpoint(ModelKind.Compatible, model.Url, "another");

        ModelAnswer answer = await asking.Get<ModelClient>()
            .AskAsync(other, Asking.Question(), TestContext.Current.CancellationToken);

        answer.Format.ShouldBe(AnswerFormat.JsonSchema);
        answer.Model.ShouldBe("another-2026-01-01");
        (await asking.AskAsync()).Format.ShouldBe(AnswerFormat.JsonObject);
    }

    [Fact]
    public async Task A_server_that_passes_over_the_schema_in_silence_gets_it_in_the_prompt()
    {
        await model.ObeyAsync(new StandInControl { IgnoresFormat = true });
        await using Asking asking = Asking.Of(model.Url);

        ModelAnswer first = await asking.AskAsync("Is one even?");
        ModelAnswer second = await asking.AskAsync("Is two even?");

        (first.Format, second.Format).ShouldBe((AnswerFormat.JsonObject, AnswerFormat.JsonObject));
        StandInLog log = await model.LogAsync();
        log.Requests.Count.ShouldBe(3);
        (first.Use + second.Use).Prompt.ShouldBe(log.PromptTokens);
    }

    [Fact]
    public async Task An_answer_format_that_is_set_is_kept_to()
    {
        await model.ObeyAsync(new StandInControl { Dialect = Dialects.NoJsonSchema });
        await using Asking asking = Asking.Of(model.Url, ("AnswerFormat", "json_schema"));

        ModelUnavailableException failure = await asking.FailAsync();

        failure.Reason.ShouldBe(ModelFailure.RequestRefused);
        failure.Message.ShouldContain("'response_format' of type 'json_schema' is not supported");
    }

    [Fact]
    public async Task A_failure_in_the_middle_of_finding_out_is_no_reason_to_begin_anew()
    {
        await model.ObeyAsync(new StandInControl
        {
            Dialect = Dialects.NoFormat,
            Faults = new Dictionary<string, double> { [Faults.ServerError] = 1 },
            FaultyTries = 1,
        });
        await using Asking asking = Asking.Of(model.Url, Asking.Hurried);

        (await asking.AskAsync()).Format.ShouldBe(AnswerFormat.Text);

        string.Join(' ', (await model.LogAsync()).Requests.Select(request => request.Status))
            .ShouldBe("400 400 500 200");
    }
}
