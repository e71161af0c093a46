using System.Text.Json;

namespace Valiqor.Client;

/// <summary>A recorded trace.</summary>
public sealed record Trace
{
    /// <summary>The id of the trace, as it was sent.</summary>
    public required string TraceId { get; init; }

    /// <summary>The conversation that the trace belongs to, where it names one.</summary>
    public string? SessionId { get; init; }

    /// <summary>As the trace says; else <c>error</c> where a span failed, or <c>completed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>From the first start to the last end, in milliseconds.</summary>
    public double? DurationMs { get; init; }

    /// <summary>In US dollars.</summary>
    public double? TotalCost { get; init; }

    /// <summary>Calls of models.</summary>
    public int? LlmCalls { get; init; }

    /// <summary>Calls of tools.</summary>
    public int? ToolCalls { get; init; }

    /// <summary>When the trace began, else when it was first received, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The spans of a trace.</summary>
public sealed record TraceSpans
{
    /// <summary>The id of the trace.</summary>
    public required string TraceId { get; init; }

    /// <summary>By span id.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Spans { get; init; }

    /// <summary>The spans as a tree, each below its parent; as it was sent, else made from the spans.</summary>
    public JsonElement? ExecutionTree { get; init; }
}

/// <summary>The traces of a body that were kept.</summary>
public sealed record TracesAccepted
{
    /// <summary>Each trace as a whole, with the parts that came before.</summary>
    public required IReadOnlyList<Trace> Traces { get; init; }

    /// <summary>A sentence for people.</summary>
    public required string Message { get; init; }
}
