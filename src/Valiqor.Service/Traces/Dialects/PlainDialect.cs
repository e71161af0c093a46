using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Service.Traces.Spans;

namespace Valiqor.Service.Traces.Dialects;

/// <summary>
/// Spans that follow no published convention: those of the documented trace and of the demo tracer, whose members have
/// the names that come to mind.
/// </summary>
internal static class PlainDialect
{
    private static readonly string[] KindNames = ["kind", "span_kind", "span_type", "type", "stage", "rag_stage"];
    private static readonly string[] Asked = ["question", "input", "prompt", "query", "user_input", "inputs"];
    private static readonly string[] Answered =
        ["output", "response", "completion", "answer", "result", "generated_text", "outputs"];

    private static readonly string[] Arguments =
        ["arguments", "args", "tool_args", "tool_input", "parameters", "input", "inputs"];

    private static readonly string[] Found =
    [
        "documents", "retrieved_documents", "results", "chunks", "passages", "contexts", "context",
        "retrieved_contexts", "docs", "output",
    ];

    public static SpanReading Read(TraceSpan span)
    {
        AttributeBag bag = span.Attributes;
        SpanKind kind = KindOf(span);
        bool isModel = kind == SpanKind.Llm;
        bool isSearch = kind is SpanKind.Retriever or SpanKind.Reranker;
        return new SpanReading
        {
            Kind = kind,
            Input = isModel ? MessageReader.Read(MessagesIn(bag), Roles.User) : [],
            Output = isModel ? OutputOf(bag) : [],
            InputText = Asked.Select(name => Worded(bag, name, ExchangeText.OfInput)).FirstOrDefault(Says),
            OutputText = Answered.Select(name => Worded(bag, name, ExchangeText.OfOutput)).FirstOrDefault(Says),
            SystemPrompt = isModel ? bag.Text("system_prompt", "system", "instructions") : null,
            Tools = isModel && bag.Json("tools", "available_tools") is { ValueKind: JsonValueKind.Array } tools
                ? [.. tools.EnumerateArray()]
                : [],
            Tool = kind == SpanKind.Tool ? ToolOf(span) : null,
            Passages = isSearch
                ? Found.Select(name => PassageReader.Read(bag.Json(name))).FirstOrDefault(list => !list.IsEmpty, [])
                : [],
            Query = isSearch ? bag.Text("query", "question", "input") : null,
            Model = bag.Text("model", "model_name", "llm_model"),
            SessionId = bag.Text("session_id"),
            Cost = bag.Number("cost_usd", "total_cost", "cost"),
            OutputSchema = isModel ? bag.Json("output_schema", "response_schema") : null,
        };
    }

    private static SpanKind KindOf(TraceSpan span)
    {
        foreach (string name in KindNames)
        {
            if (KindOf(span.Attributes.Text(name)) is { } said)
            {
                return said;
            }
        }

        // The demo tracer says the kind in the name: llm.call, rag.retrieval, tool.search.
        string[] words = span.Name.ToLowerInvariant().Split('.', ':', '/');
        return words.Length > 1
            ? words.Select(KindOf).FirstOrDefault(kind => kind is not null) ?? SpanKind.Other
            : SpanKind.Other;
    }

    private static SpanKind? KindOf(string? word) => word?.ToLowerInvariant() switch
    {
        "llm" or "llm_call" or "synthesis" or "generation" or "chat" or "completion" => SpanKind.Llm,
        "tool" or "tool_call" or "tool_execution" or "function" or "function_call" => SpanKind.Tool,
        "retrieval" or "retriever" or "vector_search" => SpanKind.Retriever,
        "rerank" or "reranker" or "reranking" => SpanKind.Reranker,
        "embedding" or "embeddings" => SpanKind.Embedding,
        "agent" => SpanKind.Agent,
        "chain" or "workflow" or "orchestration" => SpanKind.Chain,
        _ => null,
    };

    private static JsonElement? MessagesIn(AttributeBag bag) =>
        bag.Json("messages", "input_messages", "input", "prompt") is { } json && LooksLikeMessages(json) ? json : null;

    private static bool LooksLikeMessages(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array
        && json.EnumerateArray().Any(row => row.ValueKind == JsonValueKind.Object
            && (row.TryGetProperty("role", out _) || row.TryGetProperty("content", out _)));

    /// <summary>Words alone are found as the output's text; here are messages, for the calls in them.</summary>
    private static ImmutableArray<TraceMessage> OutputOf(AttributeBag bag)
    {
        JsonElement? messages = bag.Json("output_messages", "output", "response");
        bool hasRole = messages is { ValueKind: JsonValueKind.Object } one && one.TryGetProperty("role", out _);
        if (messages is { } json && (hasRole || LooksLikeMessages(json)))
        {
            return MessageReader.Read(json, Roles.Assistant);
        }

        ImmutableArray<RequestedCall> calls = CallReader.List(bag.Json("tool_calls"));
        return calls.IsEmpty ? [] : [new TraceMessage(Roles.Assistant, "") { Calls = calls }];
    }

    private static ToolUse ToolOf(TraceSpan span)
    {
        AttributeBag bag = span.Attributes;
        string last = span.Name.Split('.', ':', '/')[^1];
        return new ToolUse(bag.Text("tool_name", "tool", "function_name") ?? last)
        {
            CallId = bag.Text("tool_call_id", "call_id"),
            Arguments = bag.Text(Arguments),
            Output = bag.Text("result", "output", "tool_output", "response", "outputs"),
        };
    }

    /// <summary>A text as it stands, a structured value by its words.</summary>
    private static string? Worded(AttributeBag bag, string name, Func<string?, string?> find) =>
        bag.Json(name) is { } json ? find(json.GetRawText()) : bag.Text(name);

    private static bool Says(string? text) => !string.IsNullOrWhiteSpace(text);
}
