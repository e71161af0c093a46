using System.Text.Json;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.EndToEnd;

/// <summary>Each sample trace, from the file to the failures it is known for, at the right stage and span.</summary>
public sealed class TraceSampleTests(DeploymentFixture deployment)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(
        "otel-agent.json", "7f3c1a9e5b2d4806a1c47e90d3b85f12", "agent", "booking-assistant",
        "1:tool_error_unhandled:tool_execution:execute_tool cancel_booking,chat gpt-4.1")]
    [InlineData(
        "openinference-rag.json", "2b9e47c1d05f4a63bb7d3e8810c6fa24", "rag", "help-desk",
        "1:contradiction_with_context:synthesis:ChatCompletion,VectorIndexRetriever.retrieve")]
    [InlineData(
        "openinference-rag.json", "9c04d7e2f18b4b57a6e1550dcb3f7e91", "rag", "help-desk",
        "1:irrelevant_retrieval:retrieval:RetrieverQueryEngine.query,VectorIndexRetriever.retrieve")]
    [InlineData(
        "valiqor-trace.json", "tr_5f0e2c7a-19d4-4f0a-8a52-6f1c0e9b7d33", "agent", "order-desk",
        "2:output_format_non_compliance:llm_call:openai.chat")]
    [InlineData(
        "demo-tracer.jsonl", "run_4c81ab02", "rag", "quarter-report",
        "1:contradiction_with_context:synthesis:llm.call,rag.retrieval")]
    [InlineData(
        "demo-tracer.jsonl", "run_9d20e7f4", "agent", "quarter-report",
        "1:tool_error_unhandled:tool_execution:tool.exchange_rate,llm.call")]
    public async Task A_sample_trace_has_the_failures_it_is_known_for(
        string file,
        string traceId,
        string kind,
        string project,
        string expected)
    {
        using ValiqorClient client = await deployment.NewOrganizationAsync();
        await using Stream content = File.OpenRead(Repository.File($"samples/traces/{file}"));

        TracesAccepted accepted = await client.Traces.PostAsync(content, cancellationToken: Stop);
        RunResult run = await client.FailureAnalysis.RunAsync(
            new AnalyzeRequest { TraceId = traceId }, cancellationToken: Stop);

        accepted.Traces.Select(trace => trace.TraceId).ShouldContain(traceId);
        run.Status.ShouldBe(RunStatus.Completed, run.Error);
        run.Mode.ShouldBe("full");
        run.InputType.ShouldBe("trace");
        run.FeatureKind.ShouldBe(kind);
        run.ProjectName.ShouldBe(project);
        run.RejectedLines.ShouldBe(0);
        run.FailureTags.Where(tag => tag.Decision == "fail").Select(Describe).ShouldContain(expected);
    }

    [Fact]
    public async Task A_documented_trace_keeps_what_it_tells_of_itself()
    {
        using ValiqorClient client = await deployment.NewOrganizationAsync();
        await using Stream content = File.OpenRead(Repository.File("samples/traces/valiqor-trace.json"));

        Trace posted = (await client.Traces.PostAsync(content, cancellationToken: Stop)).Traces.Single();
        TraceSpans spans = await client.Traces.GetSpansAsync(posted.TraceId, Stop);

        (await client.Traces.GetAsync(posted.TraceId, Stop)).ShouldBe(posted);
        (posted.SessionId, posted.Status).ShouldBe(("session-4471", "completed"));
        (posted.DurationMs, posted.TotalCost, posted.LlmCalls, posted.ToolCalls).ShouldBe((4_210.6, 0.00231, 3, 1));
        spans.Spans["sp_tool"].GetProperty("attributes").GetProperty("result").GetProperty("carrier").GetString()
            .ShouldBe("Nordfrakt");
        JsonElement tree = spans.ExecutionTree!.Value;
        tree.GetProperty("span_id").GetString().ShouldBe("sp_root");
        tree.TryGetProperty("kind", out _).ShouldBeFalse("the tree is the trace's own");
    }

    private static string Describe(FailureTag tag)
    {
        IEnumerable<string?> spans = tag.EvidenceItems
            .Select(evidence => (string?)evidence.Metadata["span_name"])
            .Distinct();
        return $"{tag.ItemIndex + 1}:{tag.SubcategoryId}:{tag.PipelineStage}:{string.Join(',', spans)}";
    }
}
