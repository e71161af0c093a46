using Valiqor.Service.Traces.Spans;

namespace Valiqor.Service.Traces.Items;

/// <summary>A span in its place among the others.</summary>
/// <param name="order">Its place in the order of time, from 0.</param>
internal sealed class TraceStep(int order, TraceSpan span, SpanReading reading)
{
    public int Order => order;

    public TraceSpan Span => span;

    public SpanReading Reading => reading;

    public SpanKind Kind => reading.Kind;

    public TraceStep? Parent { get; set; }

    /// <summary>In the order of time.</summary>
    public List<TraceStep> Children { get; } = [];

    /// <summary>It, or a span below it, is a call of a model.</summary>
    public bool HoldsModel { get; set; }

    /// <summary>It happened inside a tool: what it did is that tool's matter.</summary>
    public bool IsInsideTool { get; set; }
}
