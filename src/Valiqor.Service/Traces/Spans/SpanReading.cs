using System.Collections.Immutable;
using System.Text.Json;

namespace Valiqor.Service.Traces.Spans;

/// <summary>What kind of work a span is.</summary>
internal enum SpanKind
{
    Other,
    Llm,
    Tool,
    Retriever,
    Reranker,
    Embedding,
    Agent,
    Chain,
}

/// <summary>What a span tells of an application's work, read by one convention or several.</summary>
internal sealed record SpanReading
{
    public SpanKind Kind { get; init; }

    /// <summary>On a model's call, the conversation that it was given.</summary>
    public ImmutableArray<TraceMessage> Input { get; init; } = [];

    /// <summary>On a model's call, what it said and which calls it asks for.</summary>
    public ImmutableArray<TraceMessage> Output { get; init; } = [];

    /// <summary>What the step was asked, in words.</summary>
    public string? InputText { get; init; }

    /// <summary>What the step answered, in words.</summary>
    public string? OutputText { get; init; }

    public string? SystemPrompt { get; init; }

    /// <summary>The definitions of the tools that the model was offered, as recorded.</summary>
    public ImmutableArray<JsonElement> Tools { get; init; } = [];

    public ToolUse? Tool { get; init; }

    /// <summary>The passages that were retrieved, in their order.</summary>
    public ImmutableArray<string> Passages { get; init; } = [];

    /// <summary>What was searched for.</summary>
    public string? Query { get; init; }

    public string? Model { get; init; }

    public string? SessionId { get; init; }

    /// <summary>In US dollars.</summary>
    public double? Cost { get; init; }

    /// <summary>The JSON Schema that the model's output was to meet.</summary>
    public JsonElement? OutputSchema { get; init; }

    /// <summary>What this one lacks is taken from the other.</summary>
    public SpanReading Or(SpanReading other) => new()
    {
        Kind = Kind == SpanKind.Other ? other.Kind : Kind,
        Input = Input.IsEmpty ? other.Input : Input,
        Output = Output.IsEmpty ? other.Output : Output,
        InputText = InputText ?? other.InputText,
        OutputText = OutputText ?? other.OutputText,
        SystemPrompt = SystemPrompt ?? other.SystemPrompt,
        Tools = Tools.IsEmpty ? other.Tools : Tools,
        Tool = Tool?.Or(other.Tool) ?? other.Tool,
        Passages = Passages.IsEmpty ? other.Passages : Passages,
        Query = Query ?? other.Query,
        Model = Model ?? other.Model,
        SessionId = SessionId ?? other.SessionId,
        Cost = Cost ?? other.Cost,
        OutputSchema = OutputSchema ?? other.OutputSchema,
    };
}

/// <summary>A tool's execution.</summary>
internal sealed record ToolUse(string? Name)
{
    public string? CallId { get; init; }

    public string? Arguments { get; init; }

    public string? Output { get; init; }

    public ToolUse Or(ToolUse? other) => other is null ? this : new ToolUse(Name ?? other.Name)
    {
        CallId = CallId ?? other.CallId,
        Arguments = Arguments ?? other.Arguments,
        Output = Output ?? other.Output,
    };
}
