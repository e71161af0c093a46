using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Service.Traces.Spans;

namespace Valiqor.Service.Traces.Dialects;

/// <summary>The semantic conventions of OpenInference, which flatten everything into attributes.</summary>
internal static class OpenInferenceDialect
{
    private const string KindName = "openinference.span.kind";

    public static SpanReading Read(TraceSpan span)
    {
        AttributeBag bag = span.Attributes;
        SpanKind kind = KindOf(bag.Text(KindName));
        if (kind == SpanKind.Other && !bag.Has(KindName))
        {
            return new SpanReading();
        }

        return new SpanReading
        {
            Kind = kind,
            Input = Messages(bag.Rows("llm.input_messages")),
            Output = Messages(bag.Rows("llm.output_messages")),
            InputText = Worded(bag, "input", ExchangeText.OfInput),
            OutputText = Worded(bag, "output", ExchangeText.OfOutput),
            Tools = [.. bag.Rows("llm.tools").Select(ToolDefinition).OfType<JsonElement>()],
            Tool = kind == SpanKind.Tool ? ToolOf(bag) : null,
            Passages = PassagesOf(bag, kind),
            Query = kind == SpanKind.Retriever ? bag.Text("input.value") : bag.Text("reranker.query"),
            Model = bag.Text("llm.response.model_name", "llm.model_name", "llm.request.model_name"),
            SessionId = bag.Text("session.id"),
            Cost = bag.Number("llm.cost.total"),
            OutputSchema = SchemaOf(bag.Json("llm.invocation_parameters")),
        };
    }

    private static SpanKind KindOf(string? kind) => kind?.ToUpperInvariant() switch
    {
        "LLM" => SpanKind.Llm,
        "TOOL" => SpanKind.Tool,
        "RETRIEVER" => SpanKind.Retriever,
        "RERANKER" => SpanKind.Reranker,
        "EMBEDDING" => SpanKind.Embedding,
        "AGENT" => SpanKind.Agent,
        "CHAIN" => SpanKind.Chain,
        _ => SpanKind.Other,
    };

    /// <summary>A value says in its media type whether it is words or JSON around words.</summary>
    private static string? Worded(AttributeBag bag, string side, Func<string?, string?> find)
    {
        string? value = bag.Text($"{side}.value");
        return bag.Text($"{side}.mime_type") == "text/plain" ? value : find(value);
    }

    private static ImmutableArray<TraceMessage> Messages(ImmutableArray<AttributeBag> rows) =>
        [.. rows.Select(Message).OfType<TraceMessage>()];

    private static TraceMessage? Message(AttributeBag row)
    {
        string? role = row.Text("message.role");
        string text = row.Text("message.content")
            ?? string.Join(
                '\n', row.Rows("message.contents").Select(part => part.Text("message_content.text")).OfType<string>());
        ImmutableArray<RequestedCall> calls = [.. row.Rows("message.tool_calls").Select(Call).OfType<RequestedCall>()];
        if (calls.IsEmpty && row.Text("message.function_call_name") is { } function)
        {
            string arguments = row.Text("message.function_call_arguments_json") ?? CallReader.NoArguments;
            calls = [new RequestedCall(null, function, arguments)];
        }

        return role is null && text.Length == 0 && calls.IsEmpty
            ? null
            : new TraceMessage(Roles.Of(role, Roles.User), text)
            {
                Calls = calls,
                CallId = row.Text("message.tool_call_id"),
                Name = row.Text("message.name"),
            };
    }

    private static RequestedCall? Call(AttributeBag row) =>
        row.Text("tool_call.function.name") is { } name
            ? new RequestedCall(
                row.Text("tool_call.id"), name, row.Text("tool_call.function.arguments") ?? CallReader.NoArguments)
            : null;

    private static JsonElement? ToolDefinition(AttributeBag row) => row.Json("tool.json_schema");

    private static ToolUse ToolOf(AttributeBag bag) => new(bag.Text("tool.name", "tool_call.function.name"))
    {
        CallId = bag.Text("tool_call.id", "tool.id"),
        Arguments = bag.Text("tool_call.function.arguments", "input.value", "tool.parameters"),
        Output = bag.Text("output.value"),
    };

    private static ImmutableArray<string> PassagesOf(AttributeBag bag, SpanKind kind)
    {
        string list = kind == SpanKind.Reranker ? "reranker.output_documents" : "retrieval.documents";
        ImmutableArray<string> rows =
            [.. bag.Rows(list).Select(row => row.Text("document.content")).OfType<string>()];
        return rows.IsEmpty && kind == SpanKind.Retriever
            ? PassageReader.Read(bag.Json("output.value") is { ValueKind: JsonValueKind.Object } wrapped
                ? AttributeBag.Of(wrapped).Json("documents", "results", "output")
                : bag.Json("output.value"))
            : rows;
    }

    /// <summary>The schema in the parameters of a call that asks for structured output.</summary>
    private static JsonElement? SchemaOf(JsonElement? parameters) =>
        parameters is { ValueKind: JsonValueKind.Object } given
            ? AttributeBag.Of(given).Json(
                "response_format.json_schema.schema", "text.format.schema", "response_schema")
            : null;
}
