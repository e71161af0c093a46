using System.Text.Json;
using Valiqor.Service.Traces.Items;
using Valiqor.Service.Traces.Spans;

namespace Valiqor.Service.Traces;

/// <summary>What is told of a trace as a whole: what it says itself, and what follows from its spans.</summary>
internal sealed record TraceSummary
{
    private static readonly string[] ProjectNames =
        ["project_name", "project", "valiqor.project", "openinference.project.name", "app_name", "app", "service.name"];

    /// <summary>What SDKs of OpenTelemetry call a service that nobody named.</summary>
    private const string NoService = "unknown_service";

    public string? SessionId { get; private init; }

    public required string Status { get; init; }

    public double? DurationMs { get; private init; }

    /// <summary>In US dollars.</summary>
    public double? TotalCost { get; private init; }

    public int LlmCalls { get; private init; }

    public int ToolCalls { get; private init; }

    public int Spans { get; private init; }

    /// <summary>When the traced work began; null where nothing tells.</summary>
    public DateTimeOffset? StartedAt { get; private init; }

    /// <summary>The project that the trace names; it may be no name that a project can have.</summary>
    public string? Project { get; private init; }

    public static TraceSummary Of(TraceDocument trace)
    {
        SpanForest forest = SpanForest.Of(trace);
        AttributeBag told = Told(trace);
        SpanTimes times = SpanTimes.Of(forest);
        bool hasFailed = forest.Roots.Any(root => root.Span.Error is not null);
        return new TraceSummary
        {
            SessionId = told.Text("session_id", "session.id")
                ?? forest.Steps.Select(step => step.Reading.SessionId).FirstOrDefault(id => id is not null),
            Status = told.Text("status") ?? (hasFailed ? "error" : "completed"),
            DurationMs = told.Number("duration_ms") ?? times.DurationMs,
            TotalCost = told.Number("total_cost", "cost_usd") ?? CostOf(forest),
            LlmCalls = Count(told.Number("llm_calls")) ?? forest.Steps.Count(step => step.Kind == SpanKind.Llm),
            ToolCalls = Count(told.Number("tool_calls")) ?? forest.Steps.Count(step => step.Kind == SpanKind.Tool),
            Spans = forest.Steps.Length,
            StartedAt = ToldTime(trace) ?? times.StartedAt,
            Project = told.Text(ProjectNames) is { } project && !project.StartsWith(NoService, StringComparison.Ordinal)
                ? project
                : null,
        };
    }

    private static AttributeBag Told(TraceDocument trace)
    {
        var told = new Dictionary<string, JsonElement>(trace.Metadata, StringComparer.Ordinal);
        foreach ((string name, JsonElement value) in trace.Members)
        {
            told[name] = value;
        }

        return new AttributeBag(told);
    }

    private static DateTimeOffset? ToldTime(TraceDocument trace) =>
        (from name in (string[])["created_at", "start_time", "timestamp"]
         from members in (OrderedDictionary<string, JsonElement>[])[trace.Members, trace.Metadata]
         where members.ContainsKey(name)
         select TraceTimes.Read(members[name])).FirstOrDefault(time => time is not null);

    private static double? CostOf(SpanForest forest)
    {
        double[] costs =
        [
            .. from step in forest.Steps
               let cost = step.Kind == SpanKind.Llm ? step.Reading.Cost : null
               where cost is not null
               select cost ?? 0,
        ];
        return costs.Length > 0 ? costs.Sum() : null;
    }

    private static int? Count(double? told) => told is >= 0 and <= int.MaxValue ? (int)told : null;

    /// <summary>From the first start to the last end.</summary>
    private readonly record struct SpanTimes(DateTimeOffset? StartedAt, double? DurationMs)
    {
        public static SpanTimes Of(SpanForest forest)
        {
            DateTimeOffset? start = forest.Steps.Min(step => step.Span.StartedAt);
            DateTimeOffset? end = forest.Steps.Max(step => step.Span.EndedAt ?? EndBy(step.Span));
            return new(start, (end - start)?.TotalMilliseconds);
        }

        private static DateTimeOffset? EndBy(TraceSpan span) =>
            span.DurationMs is >= 0 and < MostMilliseconds
                ? span.StartedAt?.AddMilliseconds(span.DurationMs.Value)
                : null;

        // A hundred years: longer is no duration, and would leave the calendar.
        private const double MostMilliseconds = 3.2e12;
    }
}
