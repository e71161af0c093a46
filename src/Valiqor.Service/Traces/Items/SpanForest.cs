using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Service.Traces.Dialects;
using Valiqor.Service.Traces.Spans;

namespace Valiqor.Service.Traces.Items;

/// <summary>The spans of a trace in the order of time, each below the span that it belongs to.</summary>
/// <remarks>
/// Parents that did not come make roots of their children, and so do parents that are their own descendants. Nothing
/// here recurses: a chain may be as long as a trace has spans.
/// </remarks>
internal sealed class SpanForest
{
    private SpanForest(ImmutableArray<TraceStep> steps, ImmutableArray<TraceStep> roots)
    {
        (Steps, Roots) = (steps, roots);
    }

    public ImmutableArray<TraceStep> Steps { get; }

    public ImmutableArray<TraceStep> Roots { get; }

    public static SpanForest Of(TraceDocument trace)
    {
        List<TraceSpan> spans = [];
        foreach ((string id, JsonElement json) in trace.Spans)
        {
            spans.Add(TraceSpan.Read(id, json));
        }

        // Where a span lacks its time, the order in which the spans were recorded is the best there is.
        IEnumerable<TraceSpan> ordered = spans.TrueForAll(span => span.StartedAt is not null)
            ? spans.OrderBy(span => span.StartedAt)
            : spans;
        ImmutableArray<TraceStep> steps =
            [.. ordered.Select((span, i) => new TraceStep(i, span, SpanReader.Read(span)))];
        return new SpanForest(steps, Join(steps));
    }

    /// <summary>A span and all below it, in the order of time.</summary>
    public static ImmutableArray<TraceStep> WithAllBelow(TraceStep top)
    {
        var found = new List<TraceStep>();
        var open = new Stack<TraceStep>([top]);
        while (open.TryPop(out TraceStep? step))
        {
            found.Add(step);
            step.Children.ForEach(open.Push);
        }

        return [.. found.OrderBy(step => step.Order)];
    }

    private static ImmutableArray<TraceStep> Join(ImmutableArray<TraceStep> steps)
    {
        var byId = new Dictionary<string, TraceStep>(StringComparer.Ordinal);
        foreach (TraceStep step in steps)
        {
            byId.TryAdd(step.Span.Id, step);
        }

        foreach (TraceStep step in steps)
        {
            if (step.Span.ParentId is { } id && byId.TryGetValue(id, out TraceStep? parent) && parent != step)
            {
                step.Parent = parent;
                parent.Children.Add(step);
            }
        }

        var roots = new List<TraceStep>();
        var reached = new HashSet<TraceStep>();
        foreach (TraceStep step in steps.Where(step => step.Parent is null).Concat(steps))
        {
            if (reached.Contains(step))
            {
                continue;
            }

            // What no root leads to is a ring: it is cut where it begins.
            step.Parent?.Children.Remove(step);
            step.Parent = null;
            roots.Add(step);
            Reach(step, reached);
        }

        return [.. roots.OrderBy(step => step.Order)];
    }

    /// <summary>Passes downwards what happens inside tools, and upwards where models are called.</summary>
    private static void Reach(TraceStep root, HashSet<TraceStep> reached)
    {
        var downwards = new List<TraceStep>();
        var open = new Stack<TraceStep>([root]);
        while (open.TryPop(out TraceStep? step))
        {
            reached.Add(step);
            downwards.Add(step);
            step.IsInsideTool = step.Parent is { } parent && (parent.IsInsideTool || parent.Kind == SpanKind.Tool);
            step.Children.ForEach(open.Push);
        }

        for (int i = downwards.Count - 1; i >= 0; i--)
        {
            TraceStep step = downwards[i];
            step.HoldsModel |= step.Kind == SpanKind.Llm;
            if (step.Parent is { } parent)
            {
                parent.HoldsModel |= step.HoldsModel;
            }
        }
    }
}
