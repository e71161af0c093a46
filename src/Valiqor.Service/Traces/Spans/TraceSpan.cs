using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Analysis.Items;

namespace Valiqor.Service.Traces.Spans;

/// <summary>A span as it is kept, with what every tracer says in one way or another.</summary>
internal sealed record TraceSpan(string Id, string Name)
{
    private static readonly string[] StartNames = ["start_time", "started_at", "startTime", "timestamp", "time"];
    private static readonly string[] EndNames = ["end_time", "ended_at", "endTime"];
    private static readonly string[] ParentNames = ["parent_span_id", "parent_id", "parentSpanId"];

    public string? ParentId { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public double? DurationMs { get; init; }

    /// <summary>What it failed with; null where it did not fail.</summary>
    public string? Error { get; init; }

    /// <summary>Where the tracer itself says at which stage of the application the span stands.</summary>
    public PipelineStage? Stage { get; init; }

    /// <summary>The attributes, and beside them the span's own members.</summary>
    public AttributeBag Attributes { get; init; } = AttributeBag.Empty;

    public ImmutableArray<SpanEvent> Events { get; init; } = [];

    public static TraceSpan Read(string id, JsonElement json)
    {
        JsonElement attributes = json.TryGetProperty("attributes", out JsonElement given)
            && given.ValueKind == JsonValueKind.Object
                ? given
                : default;
        AttributeBag own = AttributeBag.Of(json);
        ImmutableArray<SpanEvent> events = EventsOf(json);
        DateTimeOffset? start = Time(json, StartNames);
        DateTimeOffset? end = Time(json, EndNames);
        return new TraceSpan(id, own.Text("name") ?? "")
        {
            ParentId = own.Text(ParentNames),
            StartedAt = start,
            EndedAt = end,
            DurationMs = own.Number("duration_ms", "latency_ms") ?? (end - start)?.TotalMilliseconds,
            Error = SpanErrors.Read(json, own, events),
            Stage = SpanStages.Read(own.Text("stage", "rag_stage", "pipeline_stage")),
            Attributes = attributes.ValueKind == JsonValueKind.Object ? AttributeBag.Of(json, attributes) : own,
            Events = events,
        };
    }

    private static ImmutableArray<SpanEvent> EventsOf(JsonElement json) =>
        json.TryGetProperty("events", out JsonElement events) && events.ValueKind == JsonValueKind.Array
            ?
            [
                .. from row in events.EnumerateArray()
                   where row.ValueKind == JsonValueKind.Object
                   let bag = AttributeBag.Of(row)
                   select new SpanEvent(
                       bag.Text("name") ?? "",
                       bag.Json("attributes") is { ValueKind: JsonValueKind.Object } attributes
                           ? AttributeBag.Of(attributes)
                           : bag),
            ]
            : [];

    private static DateTimeOffset? Time(JsonElement json, string[] names) =>
        names
            .Select(name => json.TryGetProperty(name, out JsonElement value) ? TraceTimes.Read(value) : null)
            .FirstOrDefault(time => time is not null);
}

/// <summary>Something that a span notes on its way.</summary>
internal sealed record SpanEvent(string Name, AttributeBag Attributes);
