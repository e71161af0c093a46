using System.Diagnostics.Metrics;
using Azure.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Valiqor.Service.Models;
using Valiqor.Service.Models.Calls;
using Valiqor.StandInModel;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Judging.Models;

/// <summary>Servers of every kind, and what they say that nobody should read.</summary>
public sealed class ModelProviderTests(StandInProcess model) : IClassFixture<StandInProcess>
{
    [Theory]
    [InlineData("openai", "", "/v1/chat/completions")]
    [InlineData("azure_openai", "", "/openai/v1/chat/completions")]
    [InlineData("azure_openai", "openai/v1/", "/openai/v1/chat/completions")]
    [InlineData("azure_openai", "?api-version=2024-10-21",
        "/openai/deployments/judge/chat/completions?api-version=2024-10-21")]
    [InlineData("azure_openai", "openai/deployments/own/chat/completions?api-version=2025-01-01-preview",
        "/openai/deployments/own/chat/completions?api-version=2025-01-01-preview")]
    public async Task Providers_are_asked_where_they_listen(string kind, string path, string asked)
    {
        await model.ObeyAsync(new StandInControl { Keys = [Asking.Key] });
        await using Asking asking = Asking.Of(new Uri(model.Url, path), ("Kind", kind));

        await asking.AskAsync();

        (await model.LogAsync()).Requests.ShouldHaveSingleItem().Path.ShouldBe(asked);
    }

    [Fact]
    public async Task Azure_gets_a_key_in_its_own_header_and_OpenAI_as_a_bearer()
    {
        var headers = new List<(string Azure, string Bearer)>();
        await using ScriptedServer server = await ScriptedServer.StartAsync(context =>
        {
            IHeaderDictionary sent = context.Request.Headers;
            headers.Add((sent["api-key"].ToString(), sent.Authorization.ToString()));
            return ScriptedServer.Json(200, Verdict)(context);
        });
        await using Asking azure = Asking.Of(server.Url, ("Kind", "azure_openai"));
        await using Asking openai = Asking.Of(server.Url, ("Kind", "openai"));
        await using Asking keyless = Asking.Of(server.Url, ("ApiKey", ""));

        await azure.AskAsync();
        await openai.AskAsync();
        await keyless.AskAsync();

        headers.ShouldBe([(Asking.Key, ""), ("", $"Bearer {Asking.Key}"), ("", "")]);
    }

    [Fact]
    public async Task The_services_own_identity_opens_Azure()
    {
        await model.ObeyAsync(new StandInControl { Keys = ["an-entra-token"] });
        await using Asking asking = Asking.Of(
            services => services
                .AddSingleton(new Lazy<TokenCredential>(() => DelegatedTokenCredential.Create(
                    (context, _) => new AccessToken(
                        context.Scopes[0] == "https://cognitiveservices.azure.com/.default" ? "an-entra-token" : "",
                        DateTimeOffset.MaxValue))))
                .AddHttpClient(ModelPipelines.ClientName)
                .AddHttpMessageHandler(() => new Plain(model.Url.Port)),
            TimeProvider.System,
            new Uri("https://n.openai.azure.com"),
            ("Kind", "azure_openai"),
            ("ApiKey", ""),
            ("UseEntraIdentity", "true"));

        await asking.AskAsync();

        (await model.LogAsync()).Requests.ShouldHaveSingleItem().Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("""{"error": {"message": "Bad request: Are the orchids in bloom this year? is no question."}}""")]
    [InlineData("""{"detail": [{"loc": ["body", "messages"], "msg": "bad input 'Are the orchids in bloom this y"}]}""")]
    [InlineData("""{"error": {"message": "The number 555-0199 is not allowed"}}""")]
    [InlineData("""{"error": {"message": "Refused: jo@example.com"}}""")]
    [InlineData("""<html>Are the orchids in bloom this year?</html>""")]
    [InlineData("""{"error": "the key sk-proj-Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MGFiY2RlZg may not do this"}""")]
    [InlineData("""{"error": {"message": "key sk-proj-***********cdef or ZGVmYXVsdC1rZXktMTIzNDU2Nzg5MGFiY2Q"}}""")]
    public async Task No_echo_of_a_provider_gets_out(string body)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedServer.Json(400, body));
        await using Asking asking = Asking.Of(server.Url);

        string told = (await asking.FailAsync(
            "Are the orchids in bloom this year?\nCall\n555-0199\njo@example.com")).ToString();

        told.ShouldContain("does not take the request (HTTP 400).");
        told.ShouldNotContain("orchids");
        told.ShouldNotContain("555-0199");
        told.ShouldNotContain("jo@");
        told.ShouldNotContain("Zm9v");
        told.ShouldNotContain("cdef");
        told.ShouldNotContain("ZGVm");
    }

    [Fact]
    public async Task A_redirect_is_not_followed_with_the_key()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(context =>
        {
            context.Response.Redirect("https://elsewhere.example.com/");
            return Task.CompletedTask;
        });
        await using Asking asking = Asking.Of(server.Url);

        (await asking.FailAsync()).Reason.ShouldBe(ModelFailure.NotFound);

        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("<html></html>")]
    [InlineData("""{"choices": []}""")]
    [InlineData("""{"choices": [null]}""")]
    [InlineData("""{"choices": [{"message": null}]}""")]
    [InlineData("""{"choices": [{"message": {"content": {"a": 1}}}]}""")]
    [InlineData("""{"choices": [{"message": {"content": "\ud800"}}]}""")]
    [InlineData("""{"\ud800": 1}""")]
    [InlineData("""{"choices": [{"\ud800": {"content": "x"}}]}""")]
    public async Task What_is_no_answer_is_not_taken_for_one(string body)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedServer.Json(200, body));
        await using Asking asking = Asking.Of(server.Url, Asking.Hurried, ("Attempts", "2"));

        (await asking.FailAsync()).Reason.ShouldBe(ModelFailure.AnswerMalformed);
    }

    [Fact]
    public async Task A_gateways_error_with_a_success_for_status_is_an_error()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            ScriptedServer.Json(200, """{"error": {"message": "Rate limited upstream", "code": 429}}"""),
            ScriptedServer.Json(200, Verdict));
        await using Asking asking = Asking.Of(server.Url, Asking.Hurried);

        await asking.AskAsync();

        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_of_a_server_with_habits_of_its_own_is_read()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedServer.Json(200, """
            {"choices": [{"finish_reason": "eos", "message": {"content": [{"type": "text", "text":
            "<think>Is it {blue}?</think>\n```json\n{\"decision\": \"pass\", \"confidence\": 1, \"quote\": null}\n```"}]
            }}
            ], "usage": {"prompt_tokens": 9e99, "completion_tokens": -5, "prompt_tokens_details": null}}
            """));
        await using Asking asking = Asking.Of(server.Url);

        ModelAnswer answer = await asking.AskAsync();

        answer.ShouldBe(new ModelAnswer(
            """{"decision": "pass", "confidence": 1, "quote": null}""",
            null,
            FinishReason.Stop,
            TokenUse.None,
            "judge",
            AnswerFormat.JsonSchema));
    }

    [Fact]
    public async Task Half_a_character_in_a_question_is_sent_as_none()
    {
        await model.ObeyAsync(new StandInControl());
        await using Asking asking = Asking.Of(model.Url);

        (await asking.AskAsync("half of a \ud83d pair")).Text.ShouldContain("decision");
    }

    [Fact]
    public async Task Instruments_count_what_the_server_logs()
    {
        await model.ObeyAsync(new StandInControl
        {
            Faults = new Dictionary<string, double> { [Faults.Empty] = 0.5, [Faults.RateLimited] = 0.5 },
            FaultyTries = 2,
            RetryAfterSeconds = 0.01,
        });
        await using Asking asking = Asking.Of(model.Url, Asking.Hurried);
        var counted = new Dictionary<string, long>();
        using var listener = new MeterListener();
        _ = asking.Get<ModelCounters>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Scope == asking.Get<IMeterFactory>())
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            string name = string.Join(' ', [instrument.Name, .. tags.ToArray().Select(tag => tag.Value)]);
            counted[name] = counted.GetValueOrDefault(name) + value;
        });
        listener.Start();

        await asking.AskAsync();

        StandInLog log = await model.LogAsync();
        counted["valiqor.judge.tokens prompt"].ShouldBe(log.PromptTokens);
        counted["valiqor.judge.tokens completion"].ShouldBe(log.CompletionTokens);
        counted["valiqor.judge.calls answered"].ShouldBe(1);
        counted.Where(count => count.Key.StartsWith("valiqor.judge.retries", StringComparison.Ordinal))
            .Sum(count => count.Value).ShouldBe(2);
    }

    private const string Verdict = """
        {"choices": [{"message": {"content": "{\"decision\": \"pass\", \"confidence\": 1, \"quote\": null}"}}]}
        """;

    /// <summary>Takes what was meant for Azure to the stand-in, which has no certificate.</summary>
    private sealed class Plain(int port) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken)
        {
            request.RequestUri = new UriBuilder(request.RequestUri!)
            {
                Scheme = "http",
                Host = "127.0.0.1",
                Port = port,
            }.Uri;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
