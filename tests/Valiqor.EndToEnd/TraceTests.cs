using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.EndToEnd;

/// <summary>Traces over HTTP: in parts and again, whose they are, and what is refused.</summary>
public sealed class TraceTests(DeploymentFixture deployment) : IAsyncLifetime
{
    private ValiqorClient _client = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _client = await deployment.NewOrganizationAsync();

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Parts_of_a_trace_are_put_together_whatever_their_order_and_however_often_they_come()
    {
        JsonObject tool = Otlp.Span(2, 1, "execute_tool f", ("gen_ai.operation.name", "execute_tool"),
            ("gen_ai.tool.name", "f"), ("gen_ai.tool.call.result", "R"));
        JsonObject chat = Otlp.Span(3, 1, "chat", ("gen_ai.operation.name", "chat"),
            ("gen_ai.conversation.id", "conv-1"), ("gen_ai.usage.cost", 0.25));
        JsonObject root = Otlp.Span(1, null, "chain", ("openinference.span.kind", "CHAIN"),
            ("input.value", "What is 2+2?"), ("output.value", "2+2 is 5"));

        await PostAsync(Otlp.Body(tool));
        Trace after = (await PostAsync(Otlp.Body(tool))).Traces.Single();
        after.ToolCalls.ShouldBe(1);
        after.LlmCalls.ShouldBe(0);
        await PostAsync(Otlp.Body(root, chat));
        await PostAsync(Otlp.Body(chat));

        Trace trace = await _client.Traces.GetAsync(Otlp.TraceId, Stop);
        (trace.SessionId, trace.Status, trace.TotalCost).ShouldBe(("conv-1", "completed", 0.25));
        (trace.LlmCalls, trace.ToolCalls, trace.DurationMs).ShouldBe((1, 1, 3_000));
        trace.CreatedAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1_772_442_901));
        TraceSpans spans = await _client.Traces.GetSpansAsync(Otlp.TraceId, Stop);
        spans.Spans.Keys.Order().ShouldBe([Otlp.IdOf(1), Otlp.IdOf(2), Otlp.IdOf(3)]);
        JsonElement tree = spans.ExecutionTree!.Value;
        tree.GetProperty("name").GetString().ShouldBe("chain");
        tree.GetProperty("children").EnumerateArray().Select(child => child.GetProperty("kind").GetString())
            .ShouldBe(["tool", "llm"]);

        RunResult run = await RunAsync(Otlp.TraceId);
        run.Inputs.Single().ToolCalls.Single().GetProperty("output").GetString().ShouldBe("R");
        run.ProjectName.ShouldBe("shop");
        run.Summary!.PrimaryFailure.ShouldBe("unsupported_factual_claim");
    }

    [Fact]
    public async Task Many_parts_at_once_lose_nothing()
    {
        const int Parts = 40;
        JsonObject[] bodies =
        [
            .. from i in Enumerable.Range(1, Parts)
               select Otlp.Body(Otlp.Span(i, null, $"step {i}", ("gen_ai.operation.name", "chat"))),
        ];

        await Task.WhenAll(bodies[..8].Select(PostAsync));
        foreach (JsonObject body in bodies[8..])
        {
            await PostAsync(body);
        }

        await Task.WhenAll(bodies[20..28].Select(PostAsync));

        (await _client.Traces.GetAsync(Otlp.TraceId, Stop)).LlmCalls.ShouldBe(Parts);
        (await _client.Traces.GetSpansAsync(Otlp.TraceId, Stop)).Spans.Count.ShouldBe(Parts);
    }

    [Fact]
    public async Task The_same_trace_again_replaces_what_it_says_anew()
    {
        await PostAsync("""{"trace_id":"t","status":"running","spans":{"a":{"name":"old"},"b":{"name":"kept"}}}""");
        await PostAsync("""{"trace_id":"t","status":"done","spans":{"a":{"name":"new"}}}""");

        (await _client.Traces.GetAsync("t", Stop)).Status.ShouldBe("done");
        TraceSpans spans = await _client.Traces.GetSpansAsync("t", Stop);
        spans.Spans["a"].GetProperty("name").GetString().ShouldBe("new");
        spans.Spans["b"].GetProperty("name").GetString().ShouldBe("kept");
    }

    [Fact]
    public async Task A_trace_of_another_organization_does_not_exist()
    {
        await PostAsync(Conversation("mine", "Q?", "A."));
        using ValiqorClient foreigner = await deployment.NewOrganizationAsync();

        await Should.ThrowAsync<NotFoundException>(() => foreigner.Traces.GetAsync("mine", Stop));
        await Should.ThrowAsync<NotFoundException>(() => foreigner.Traces.GetSpansAsync("mine", Stop));
        await Should.ThrowAsync<NotFoundException>(
            () => foreigner.FailureAnalysis.StartAsync(new AnalyzeRequest { TraceId = "mine" }, Stop));
        await foreigner.Traces.PostAsync(Utf8(Conversation("mine", "Other?", "Other.")), cancellationToken: Stop);

        (await RunAsync("mine")).Inputs.Single().Input.ShouldBe("Q?");
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("..%2f..")]
    [InlineData("a'%20or%20'1'%20eq%20'1")]
    public async Task An_unknown_trace_is_not_found(string id)
    {
        foreach (string rest in (string[])["", "/spans"])
        {
            using HttpResponseMessage response = await deployment.Http.GetAsync($"api/v1/traces/{id}{rest}", Stop);
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        await Should.ThrowAsync<NotFoundException>(
            () => _client.FailureAnalysis.StartAsync(new AnalyzeRequest { TraceId = id }, Stop));
    }

    [Fact]
    public async Task A_trace_in_which_nobody_is_answered_is_refused_when_it_is_analysed()
    {
        await PostAsync("""{"trace_id":"silent","spans":{"a":{"name":"GET /"}}}""");

        var refused = await Should.ThrowAsync<ValidationException>(
            () => _client.FailureAnalysis.StartAsync(new AnalyzeRequest { TraceId = "silent" }, Stop));

        refused.StatusCode.ShouldBe(422);
        refused.Message.ShouldContain("has no question with an answer");
    }

    [Theory]
    [InlineData(null, "shop desk")]
    [InlineData("mine", "mine")]
    public async Task The_project_is_the_one_asked_for_or_the_traces_own(string? asked, string expected)
    {
        await PostAsync("""
            {"trace_id":"t","metadata":{"project_name":"shop desk"},
             "messages":[{"role":"user","content":"Q?"},{"role":"assistant","content":"A."}]}
            """);

        RunResult run = await _client.FailureAnalysis.RunAsync(
            new AnalyzeRequest { TraceId = "t", ProjectName = asked }, cancellationToken: Stop);

        run.ProjectName.ShouldBe(expected);
    }

    [Fact]
    public async Task A_name_that_no_project_can_have_is_passed_over()
    {
        await PostAsync("""
            {"trace_id":"t","metadata":{"project_name":"../x"},
             "messages":[{"role":"user","content":"Q?"},{"role":"assistant","content":"A."}]}
            """);

        (await RunAsync("t")).ProjectName.ShouldBe("default");
    }

    [Fact]
    public async Task Turns_in_any_script_are_analysed_one_by_one_with_offsets_in_characters()
    {
        await PostAsync(Conversation("t", "你好,2+2 是多少?", "2+2 is 4. 😀", "И ещё раз? 👩‍👩‍👧", "😀😀 2+2 is 5"));

        RunResult run = await RunAsync("t");

        run.Inputs.Select(input => input.Id).ShouldBe(["t#1", "t#2"]);
        FailureTag tag = run.FailureTags.First(tag => tag.SubcategoryId == "unsupported_factual_claim");
        tag.ItemIndex.ShouldBe(1);
        tag.EvidenceItems[0].Metadata["start"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task A_member_of_a_dataset_that_looks_like_a_traces_places_is_not_read()
    {
        AnalyzeRequest request = Datasets.Body(
            """{"input":"What is 2+2?","output":"2+2 is 5","trace":{"spans":"mine","output":"too"}}""");

        RunResult run = await _client.FailureAnalysis.RunAsync(request, cancellationToken: Stop);

        (run.Mode, run.InputType, run.Status).ShouldBe(("minimal", "json", RunStatus.Completed));
        run.FailureTags.ShouldNotBeEmpty();
        run.FailureTags.SelectMany(tag => tag.EvidenceItems)
            .ShouldAllBe(evidence => !evidence.Metadata.ContainsKey("span_id"));
    }

    [Fact]
    public async Task What_is_wrong_in_a_body_is_told_by_line_and_path_and_nothing_of_it_is_kept()
    {
        string body = Conversation("good", "Q?", "A.") + "\n" + """{"trace_id":"bad","spans":{"s":7}}""";

        var refused = await Should.ThrowAsync<ValidationException>(
            () => _client.Traces.PostAsync(Utf8(body), "application/x-ndjson", Stop));

        refused.StatusCode.ShouldBe(422);
        string.Join('.', refused.FieldProblems.Single().Loc).ShouldBe("body.line 2.spans.s");
        await Should.ThrowAsync<NotFoundException>(() => _client.Traces.GetAsync("good", Stop));
    }

    [Fact]
    public async Task A_trace_at_its_limit_of_spans_is_analysed_and_one_more_is_refused()
    {
        JsonObject spans = [];
        for (int i = 1; i < 10_000; i++)
        {
            spans[$"s{i}"] = new JsonObject { ["name"] = "tool.step", ["parent_span_id"] = $"s{i - 1}" };
        }

        var trace = JsonNode.Parse(Conversation("huge", "What is 2+2?", "2+2 is 5"))!.AsObject();
        spans["s0"] = new JsonObject { ["name"] = "root" };
        trace["spans"] = spans;
        await PostAsync(trace.ToJsonString());

        RunResult run = await RunAsync("huge");
        var refused = await Should.ThrowAsync<ValidationException>(
            () => PostAsync("""{"trace_id":"huge","spans":{"one-more":{"name":"x"}}}"""));
        TraceSpans read = await _client.Traces.GetSpansAsync("huge", Stop);

        run.Status.ShouldBe(RunStatus.Completed);
        refused.Message.ShouldContain("10,001 spans");
        read.Spans.Count.ShouldBe(10_000);
        read.ExecutionTree.ShouldNotBeNull();
    }

    private async Task<TracesAccepted> PostAsync(string body) =>
        await _client.Traces.PostAsync(Utf8(body), cancellationToken: Stop);

    private Task<TracesAccepted> PostAsync(JsonObject body) => PostAsync(body.ToJsonString());

    private Task<RunResult> RunAsync(string traceId) =>
        _client.FailureAnalysis.RunAsync(new AnalyzeRequest { TraceId = traceId }, cancellationToken: Stop);

    private static MemoryStream Utf8(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <param name="said">The user's words and the answers to them, by turns.</param>
    private static string Conversation(string id, params string[] said) => new JsonObject
    {
        ["trace_id"] = id,
        ["messages"] = new JsonArray(
        [
            .. said.Select((text, i) => new JsonObject
            {
                ["role"] = i % 2 == 0 ? "user" : "assistant",
                ["content"] = text,
            }),
        ]),
    }.ToJsonString();
}
