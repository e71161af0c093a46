using System.Buffers;
using System.Text.Json;
using Valiqor.Service.Traces.Items;

namespace Valiqor.Service.Traces;

/// <summary>The spans of a trace as a tree, for traces that bring none.</summary>
internal static class ExecutionTree
{
    /// <summary>
    /// Each level takes two of JSON's, of which readers allow 64. Deeper spans stand beside their parents.
    /// </summary>
    private const int Levels = 24;

    /// <summary>One node: the root, or one above several. Null where there are no spans.</summary>
    public static JsonElement? Of(TraceDocument trace)
    {
        SpanForest forest = SpanForest.Of(trace);
        if (forest.Steps.IsEmpty)
        {
            return null;
        }

        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            if (forest.Roots is [var root])
            {
                WriteNode(writer, root, 1);
            }
            else
            {
                writer.WriteStartObject();
                writer.WriteString("name", trace.TraceId);
                WriteChildren(writer, forest.Roots, 1);
                writer.WriteEndObject();
            }
        }

        return JsonElement.Parse(json.WrittenSpan);
    }

    private static void WriteNode(Utf8JsonWriter writer, TraceStep step, int level)
    {
        WriteMembers(writer, step);
        if (level < Levels)
        {
            WriteChildren(writer, step.Children, level);
        }

        writer.WriteEndObject();
    }

    private static void WriteChildren(Utf8JsonWriter writer, IEnumerable<TraceStep> children, int level)
    {
        writer.WriteStartArray("children");
        foreach (TraceStep child in children)
        {
            WriteNode(writer, child, level + 1);
            if (level + 1 == Levels)
            {
                foreach (TraceStep below in SpanForest.WithAllBelow(child).Where(below => below != child))
                {
                    WriteMembers(writer, below);
                    writer.WriteEndObject();
                }
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteMembers(Utf8JsonWriter writer, TraceStep step)
    {
        writer.WriteStartObject();
        writer.WriteString("span_id", step.Span.Id);
        writer.WriteString("name", step.Span.Name);
        writer.WriteString("kind", Analysis.Items.Wire.Name(step.Kind));
        writer.WriteString("status", step.Span.Error is null ? "ok" : "error");
        if (step.Span.DurationMs is { } duration)
        {
            writer.WriteNumber("duration_ms", duration);
        }
    }
}
