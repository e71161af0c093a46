using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Service.Traces.Spans;

namespace Valiqor.Service.Traces.Dialects;

/// <summary>The attributes of OpenLLMetry: numbered prompts and completions, and entities around them.</summary>
internal static class TraceloopDialect
{
    private const string EntityKind = "traceloop.span.kind";

    public static SpanReading Read(TraceSpan span)
    {
        AttributeBag bag = span.Attributes;
        SpanKind kind = KindOf(bag);
        return new SpanReading
        {
            Kind = kind,
            Input = Messages(bag.Rows("gen_ai.prompt"), Roles.User),
            Output = Messages(bag.Rows("gen_ai.completion"), Roles.Assistant),
            InputText = ExchangeText.OfInput(bag.Text("traceloop.entity.input")),
            OutputText = ExchangeText.OfOutput(bag.Text("traceloop.entity.output")),
            Tools = [.. bag.Rows("llm.request.functions").Select(ToolDefinition).OfType<JsonElement>()],
            Tool = kind == SpanKind.Tool
                ? new ToolUse(bag.Text("traceloop.entity.name"))
                {
                    Arguments = ArgumentsOf(bag.Text("traceloop.entity.input")),
                    Output = bag.Text("traceloop.entity.output"),
                }
                : null,
            Passages = PassagesOf(span),
            SessionId = bag.Text("traceloop.association.properties.session_id"),
        };
    }

    private static SpanKind KindOf(AttributeBag bag) => bag.Text(EntityKind) switch
    {
        "workflow" or "task" => SpanKind.Chain,
        "agent" => SpanKind.Agent,
        "tool" => SpanKind.Tool,
        _ => bag.Text("llm.request.type") is "chat" or "completion" ? SpanKind.Llm
            : bag.Text("llm.request.type") == "embedding" ? SpanKind.Embedding
            : bag.Text("db.operation", "db.operation.name") is "query" or "search" ? SpanKind.Retriever
            : SpanKind.Other,
    };

    private static ImmutableArray<TraceMessage> Messages(ImmutableArray<AttributeBag> rows, string otherwise) =>
        [.. from row in rows let message = Message(row, otherwise) where message is not null select message];

    private static TraceMessage? Message(AttributeBag row, string otherwise)
    {
        string role = Roles.Of(row.Text("role"), otherwise);
        string text = row.Json("content") is { ValueKind: JsonValueKind.Array } parts
            && MessageReader.TextOf(parts) is { Length: > 0 } words
                ? words
                : row.Text("content") ?? "";
        ImmutableArray<RequestedCall> calls =
        [
            .. from call in row.Rows("tool_calls")
               where call.Has("name")
               select new RequestedCall(
                   call.Text("id"), call.Text("name")!, call.Text("arguments") ?? CallReader.NoArguments),
        ];
        return text.Length == 0 && calls.IsEmpty
            ? null
            : new TraceMessage(role, text)
            {
                Calls = calls,
                CallId = row.Text("tool_call_id"),
                Name = row.Text("name"),
            };
    }

    private static JsonElement? ToolDefinition(AttributeBag row)
    {
        if (row.Text("name") is not { } name)
        {
            return null;
        }

        var definition = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal)
        {
            ["name"] = JsonSerializer.SerializeToElement(name, TraceJson.Default.String),
        };
        if (row.Text("description") is { } description)
        {
            definition["description"] = JsonSerializer.SerializeToElement(description, TraceJson.Default.String);
        }

        if (row.Json("parameters") is { } parameters)
        {
            definition["parameters"] = parameters;
        }

        return JsonSerializer.SerializeToElement(definition, TraceJson.Default.SortedDictionaryStringJsonElement);
    }

    /// <summary>An entity's input holds the arguments of the function beside what the tracer adds.</summary>
    private static string? ArgumentsOf(string? input) =>
        EmbeddedJson.Parse(input) is { ValueKind: JsonValueKind.Object } json
            ? AttributeBag.Of(json).Text("inputs", "kwargs", "input_str") ?? input
            : input;

    /// <summary>Vector stores note each row that they find as an event.</summary>
    private static ImmutableArray<string> PassagesOf(TraceSpan span) =>
    [
        .. span.Events
            .Where(row => row.Name == "db.query.result")
            .Select(row => row.Attributes.Text("db.query.result.document"))
            .OfType<string>(),
    ];
}
