using System.Text.Json;

namespace Valiqor.Client;

/// <summary>A recorded trace.</summary>
public sealed record Trace
{
    public required string TraceId { get; init; }

    public string? SessionId { get; init; }

    public required string Status { get; init; }

    public double? DurationMs { get; init; }

    /// <summary>In US dollars.</summary>
    public double? TotalCost { get; init; }

    public int? LlmCalls { get; init; }

    public int? ToolCalls { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The spans of a trace.</summary>
public sealed record TraceSpans
{
    public required string TraceId { get; init; }

    /// <summary>By span id.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Spans { get; init; }

    public JsonElement? ExecutionTree { get; init; }
}

/// <summary>The traces of a body that were kept.</summary>
public sealed record TracesAccepted
{
    public required IReadOnlyList<Trace> Traces { get; init; }

    public required string Message { get; init; }
}
