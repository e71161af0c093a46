using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Analysis.Items;
using Valiqor.Service.Traces.Spans;

namespace Valiqor.Service.Traces.Items;

/// <summary>Writes the items of a trace as JSON Lines, as the rest of a run reads them.</summary>
internal static class TraceItemWriter
{
    public static ReadOnlyMemory<byte> Write(IEnumerable<TraceItem> items)
    {
        var lines = new ArrayBufferWriter<byte>();
        foreach (TraceItem item in items)
        {
            using (var writer = new Utf8JsonWriter(lines, TraceDocument.Writing))
            {
                Write(writer, item);
            }

            lines.Write("\n"u8);
        }

        return lines.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, TraceItem item)
    {
        writer.WriteStartObject();
        writer.WriteString("id", item.Id);
        writer.WriteString("input", item.Input);
        writer.WriteString("output", item.Output);
        WriteText(writer, "system_prompt", item.SystemPrompt);
        WriteList(writer, "context", item.Context, passage => writer.WriteStringValue(passage.Text));
        WriteList(writer, "tool_calls", item.Calls, call => WriteCall(writer, call));
        WriteList(writer, "tools", item.Tools, tool => tool.WriteTo(writer));
        if (item.OutputSchema is { ValueKind: JsonValueKind.Object } schema)
        {
            writer.WritePropertyName("output_schema");
            schema.WriteTo(writer);
        }

        writer.WriteStartObject("metadata");
        foreach ((string name, string value) in item.Metadata)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
        writer.WritePropertyName(TracePlaces.Member);
        JsonSerializer.Serialize(writer, PlacesOf(item), TraceJson.Default.TracePlaces);
        writer.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter writer, TurnCall call)
    {
        writer.WriteStartObject();
        WriteText(writer, "id", call.Id);
        writer.WriteString("name", call.Name);
        writer.WriteString("arguments", call.Arguments);
        WriteText(writer, "output", call.Output);
        WriteText(writer, "error", call.Error);
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void WriteList<T>(Utf8JsonWriter writer, string name, ImmutableArray<T> rows, Action<T> write)
    {
        if (rows.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (T row in rows)
        {
            write(row);
        }

        writer.WriteEndArray();
    }

    private static TracePlaces PlacesOf(TraceItem item)
    {
        var spans = new OrderedDictionary<string, PlaceSpan>(StringComparer.Ordinal);
        int Place(TraceStep? step, PipelineStage stage)
        {
            if (step is null)
            {
                return -1;
            }

            PipelineStage told = step.Span.Stage ?? stage;
            spans.TryAdd(
                step.Span.Id,
                new PlaceSpan(step.Span.Id, step.Span.Name, Wire.Name(told), step.Span.Stage is not null));
            return spans.IndexOf(step.Span.Id);
        }

        bool isPutTogether = !item.Context.IsEmpty || item.Calls.Any(call => call.Output is not null);
        ImmutableArray<int> context = [.. item.Context.Select(row => Place(row.Step, PipelineStage.Retrieval))];
        ImmutableArray<int> calls =
        [
            .. item.Calls.Select(call => Place(
                call.Running ?? call.Asking,
                call.Running is null ? PipelineStage.LlmCall : PipelineStage.ToolExecution)),
        ];
        int output = Place(item.Answered, isPutTogether ? PipelineStage.Synthesis : PipelineStage.LlmCall);
        int input = Place(item.Asked, AskedStage(item.Asked));
        return new TracePlaces([.. spans.Values], input, output, context, calls);
    }

    private static PipelineStage AskedStage(TraceStep? asked) =>
        asked?.Kind == SpanKind.Llm ? PipelineStage.LlmCall : PipelineStage.Unknown;
}
