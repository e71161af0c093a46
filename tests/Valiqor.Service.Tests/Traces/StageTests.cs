using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Valiqor.Analysis.Items;
using Valiqor.Service.Traces.Items;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Traces;

/// <summary>Where a failure arose, told by the spans that its evidence lies in.</summary>
public sealed class StageTests
{
    private static readonly Evidence InOutput = Evidence.InOutput(0, 1, "r", "d");
    private static readonly Evidence InContext = Evidence.InContext(0, 0, 1, "r", "d");
    private static readonly Evidence InInput = Evidence.InInput(0, 1, "r", "d");
    private static readonly Evidence InResult = Evidence.InToolCall(0, ToolCallField.Output, 0, 1, "r", "d");
    private static readonly Evidence InNeverRun = Evidence.InToolCall(1, ToolCallField.Arguments, 0, 1, "r", "d");

    [Fact]
    public void A_dataset_keeps_the_usual_stage() =>
        StageRefinement.Of(PipelineStage.Synthesis, [InContext], null).ShouldBe(PipelineStage.Synthesis);

    [Fact]
    public void Evidence_points_to_the_retriever_the_tool_and_the_model()
    {
        TracePlaces places = Places();

        places.SpanOf(InContext).ShouldBe(new PlaceSpan(Otlp.IdOf(2), "retrieve", "retrieval", false));
        places.SpanOf(InResult).ShouldBe(new PlaceSpan(Otlp.IdOf(4), "execute_tool f", "tool_execution", false));
        places.SpanOf(InNeverRun).ShouldBe(new PlaceSpan(Otlp.IdOf(3), "chat", "llm_call", false));
        places.SpanOf(InOutput).ShouldBe(new PlaceSpan(Otlp.IdOf(5), "chat", "synthesis", false));
        places.SpanOf(Evidence.InContext(9, 0, 1, "r", "d")).ShouldBeNull();
    }

    [Fact]
    public void The_usual_stage_stays_where_evidence_lies_at_it()
    {
        Of(PipelineStage.Synthesis, InOutput, InContext).ShouldBe(PipelineStage.Synthesis);
        Of(PipelineStage.ToolExecution, InResult, InOutput).ShouldBe(PipelineStage.ToolExecution);
        Of(PipelineStage.LlmCall, InOutput).ShouldBe(PipelineStage.LlmCall);
        Of(PipelineStage.LlmCall, InInput).ShouldBe(PipelineStage.LlmCall);
        Of(PipelineStage.Retrieval, InInput, InOutput).ShouldBe(PipelineStage.Retrieval);
        Of(PipelineStage.Routing, InResult).ShouldBe(PipelineStage.Routing);
    }

    [Fact]
    public void Else_it_is_the_stage_of_the_first_span_of_the_evidence()
    {
        Of(PipelineStage.LlmCall, InInput, InContext).ShouldBe(PipelineStage.Retrieval);
        Of(PipelineStage.LlmCall, InResult, InOutput).ShouldBe(PipelineStage.ToolExecution);
        Of(PipelineStage.ToolExecution, InNeverRun).ShouldBe(PipelineStage.LlmCall);
    }

    [Fact]
    public void An_answer_that_rests_on_nothing_is_the_models_alone()
    {
        TracePlaces places = TraceReading.PlacesOf(Otlp.Body(Chat(1, null, "Q?", "A."))).Single();

        StageRefinement.Of(PipelineStage.Synthesis, [InOutput], places).ShouldBe(PipelineStage.LlmCall);
    }

    [Fact]
    public void A_stage_that_the_tracer_names_counts()
    {
        JsonObject body = JsonNode.Parse("""
            {"trace_id":"t","messages":[{"role":"user","content":"Q?"},{"role":"assistant","content":"A."}],
             "spans":{"s":{"name":"answer","kind":"llm","stage":"synthesis","output":"A."}}}
            """)!.AsObject();
        TracePlaces places = TraceReading.PlacesOf(body).Single();

        StageRefinement.Of(PipelineStage.LlmCall, [InOutput], places).ShouldBe(PipelineStage.Synthesis);
    }

    private static PipelineStage Of(PipelineStage usual, params ImmutableArray<Evidence> evidence) =>
        StageRefinement.Of(usual, evidence, Places());

    /// <summary>A retriever, a model that asks for two calls of which one runs, and the model's answer.</summary>
    private static TracePlaces Places() => TraceReading.PlacesOf(Otlp.Body(
        Otlp.Span(1, null, "chain",
            ("openinference.span.kind", "CHAIN"), ("input.value", "Q?"), ("output.value", "A.")),
        Otlp.Span(2, 1, "retrieve", ("openinference.span.kind", "RETRIEVER"),
            ("retrieval.documents.0.document.content", "passage")),
        Otlp.Span(3, 1, "chat", ("gen_ai.operation.name", "chat"), ("gen_ai.output.messages",
            Otlp.Messages(Otlp.Assistant(Otlp.Call("c1", "f", "{}"), Otlp.Call("c2", "g", "{}"))))),
        Otlp.Span(4, 1, "execute_tool f", ("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "f"),
            ("gen_ai.tool.call.id", "c1"), ("gen_ai.tool.call.result", "R")),
        Chat(5, 1, "Q?", "A."))).Single();

    private static JsonObject Chat(int id, int? parent, string input, string output) => Otlp.Span(id, parent, "chat",
        ("gen_ai.operation.name", "chat"),
        ("gen_ai.input.messages", Otlp.Messages(Otlp.User(input))),
        ("gen_ai.output.messages", Otlp.Messages(Otlp.Assistant(output))));
}
