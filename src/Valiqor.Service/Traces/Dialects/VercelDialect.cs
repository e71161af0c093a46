using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Service.Traces.Spans;

namespace Valiqor.Service.Traces.Dialects;

/// <summary>The attributes of Vercel's AI SDK: a span around the whole call, one for each step and each tool.</summary>
internal static class VercelDialect
{
    private const string Operation = "ai.operationId";

    public static SpanReading Read(TraceSpan span)
    {
        AttributeBag bag = span.Attributes;
        if (bag.Text(Operation) is not { } operation)
        {
            return new SpanReading();
        }

        SpanKind kind = KindOf(operation);
        string? text = bag.Text("ai.response.text", "ai.response.object");
        ImmutableArray<RequestedCall> calls = CallReader.List(bag.Json("ai.response.toolCalls"));
        return new SpanReading
        {
            Kind = kind,
            Input = MessageReader.Read(bag.Json("ai.prompt.messages"), Roles.User),
            Output = text is null && calls.IsEmpty
                ? []
                : [new TraceMessage(Roles.Assistant, text ?? "") { Calls = calls }],
            InputText = ExchangeText.OfInput(bag.Text("ai.prompt")),
            OutputText = text,
            Tools = bag.Json("ai.prompt.tools") is { ValueKind: JsonValueKind.Array } tools
                ? [.. tools.EnumerateArray().Select(tool => EmbeddedJson.Of(tool) ?? tool)]
                : [],
            Tool = kind == SpanKind.Tool
                ? new ToolUse(bag.Text("ai.toolCall.name"))
                {
                    CallId = bag.Text("ai.toolCall.id"),
                    Arguments = bag.Text("ai.toolCall.args", "ai.toolCall.input"),
                    Output = bag.Text("ai.toolCall.result", "ai.toolCall.output"),
                }
                : null,
            Model = bag.Text("ai.response.model", "ai.model.id"),
            SessionId = bag.Text("ai.telemetry.metadata.sessionId"),
        };
    }

    private static SpanKind KindOf(string operation) =>
        operation == "ai.toolCall" ? SpanKind.Tool
        : operation.StartsWith("ai.embed", StringComparison.Ordinal) ? SpanKind.Embedding
        : operation.EndsWith(".doGenerate", StringComparison.Ordinal)
            || operation.EndsWith(".doStream", StringComparison.Ordinal) ? SpanKind.Llm
        : SpanKind.Chain;
}
