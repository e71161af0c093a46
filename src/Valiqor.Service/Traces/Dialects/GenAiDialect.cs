using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Service.Traces.Spans;

namespace Valiqor.Service.Traces.Dialects;

/// <summary>
/// The semantic conventions of OpenTelemetry for generative AI: the attributes of today, and the events of before.
/// </summary>
internal static class GenAiDialect
{
    private const string InputMessages = "gen_ai.input.messages";
    private const string OutputMessages = "gen_ai.output.messages";
    private const string SystemInstructions = "gen_ai.system_instructions";
    private const string EventContent = "gen_ai.event.content";

    public static SpanReading Read(TraceSpan span)
    {
        AttributeBag bag = span.Attributes;
        SpanKind kind = KindOf(bag);
        SpanReading attributes = OfAttributes(bag);
        SpanReading events = span.Events
            .Where(row => row.Name == "gen_ai.client.inference.operation.details")
            .Select(row => OfAttributes(row.Attributes))
            .Aggregate(new SpanReading(), (sum, reading) => sum.Or(reading));
        return attributes.Or(events).Or(OfEvents(span)) with
        {
            Kind = kind,
            Tool = kind == SpanKind.Tool ? ToolOf(bag) : null,
        };
    }

    private static SpanKind KindOf(AttributeBag bag) => bag.Text("gen_ai.operation.name") switch
    {
        "chat" or "text_completion" or "generate_content" or "completion" => SpanKind.Llm,
        "execute_tool" => SpanKind.Tool,
        "embeddings" => SpanKind.Embedding,
        "retrieval" => SpanKind.Retriever,
        "invoke_agent" or "create_agent" or "invoke_workflow" => SpanKind.Agent,
        _ => bag.Has(OutputMessages) || bag.Has("gen_ai.response.finish_reasons") ? SpanKind.Llm : SpanKind.Other,
    };

    private static SpanReading OfAttributes(AttributeBag bag) => new()
    {
        Input = MessageReader.Read(bag.Json(InputMessages), Roles.User),
        Output = MessageReader.Read(bag.Json(OutputMessages), Roles.Assistant),
        SystemPrompt = bag.Json(SystemInstructions) is { } instructions
            ? Some(MessageReader.TextOf(instructions))
            : bag.Text(SystemInstructions),
        Tools = List(bag.Json("gen_ai.tool.definitions", "gen_ai.request.tools")),
        Passages = PassageReader.Read(bag.Json("gen_ai.retrieval.documents")),
        Query = bag.Text("gen_ai.retrieval.query.text", "gen_ai.retrieval.query"),
        Model = bag.Text("gen_ai.response.model", "gen_ai.request.model"),
        SessionId = bag.Text("gen_ai.conversation.id", "session.id"),
        Cost = bag.Number("gen_ai.usage.cost", "gen_ai.usage.total_cost"),
        OutputSchema = bag.Json("gen_ai.request.structured_output_schema"),
    };

    private static ToolUse ToolOf(AttributeBag bag) => new(bag.Text("gen_ai.tool.name"))
    {
        CallId = bag.Text("gen_ai.tool.call.id"),
        Arguments = bag.Text("gen_ai.tool.call.arguments", "gen_ai.tool.arguments"),
        Output = bag.Text("gen_ai.tool.call.result", "gen_ai.tool.result", "gen_ai.tool.output"),
    };

    /// <summary>Until version 1.36 each message was an event of the span.</summary>
    private static SpanReading OfEvents(TraceSpan span)
    {
        var input = ImmutableArray.CreateBuilder<TraceMessage>();
        var output = ImmutableArray.CreateBuilder<TraceMessage>();
        foreach ((string name, AttributeBag bag) in span.Events.Select(row => (row.Name, row.Attributes)))
        {
            switch (name)
            {
                case "gen_ai.system.message":
                    input.AddRange(MessageOf(bag, Roles.System));
                    break;
                case "gen_ai.user.message":
                    input.AddRange(MessageOf(bag, Roles.User));
                    break;
                case "gen_ai.assistant.message":
                    input.AddRange(MessageOf(bag, Roles.Assistant));
                    break;
                case "gen_ai.tool.message":
                    input.AddRange(MessageOf(bag, Roles.Tool));
                    break;
                case "gen_ai.choice":
                    output.AddRange(MessageOf(bag, Roles.Assistant));
                    break;
                case "gen_ai.content.prompt":
                    input.AddRange(ContentOf(bag, "gen_ai.prompt", Roles.User));
                    break;
                case "gen_ai.content.completion":
                    output.AddRange(ContentOf(bag, "gen_ai.completion", Roles.Assistant));
                    break;
                default:
                    break;
            }
        }

        return new SpanReading { Input = input.ToImmutable(), Output = output.ToImmutable() };
    }

    /// <summary>The body of the event as JSON in one attribute, or its members as attributes.</summary>
    private static ImmutableArray<TraceMessage> MessageOf(AttributeBag bag, string role)
    {
        if (bag.Json(EventContent) is { } body)
        {
            return MessageReader.Read(body, role) is { IsEmpty: false } read
                ? [.. read.Select(message => role == Roles.Tool ? message with { Role = role } : message)]
                : [];
        }

        string text = bag.Json("content", "message.content") is { ValueKind: JsonValueKind.Array } parts
            && MessageReader.TextOf(parts) is { Length: > 0 } words
                ? words
                : bag.Text("content", "message.content", EventContent) ?? "";
        ImmutableArray<RequestedCall> calls = CallReader.List(bag.Json("tool_calls", "message.tool_calls"));
        if (bag.Json("message") is { } message)
        {
            return MessageReader.Read(message, role);
        }

        return text.Length == 0 && calls.IsEmpty
            ? []
            : [new TraceMessage(role, text) { Calls = calls, CallId = bag.Text("id"), Name = bag.Text("name") }];
    }

    private static ImmutableArray<TraceMessage> ContentOf(AttributeBag bag, string name, string role) =>
        bag.Json(name) is { } json ? MessageReader.Read(json, role)
        : bag.Text(name) is { } text ? [new TraceMessage(role, text)]
        : [];

    private static ImmutableArray<JsonElement> List(JsonElement? list) =>
        list is { ValueKind: JsonValueKind.Array } rows ? [.. rows.EnumerateArray()] : [];

    private static string? Some(string text) => text.Length > 0 ? text : null;
}
