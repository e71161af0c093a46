using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;

namespace Valiqor.Service.Traces.Formats;

/// <summary>
/// Reads the traces of a body, whichever format they are in: each value of the body tells by its members. Values may
/// stand alone, in an array, or one after another as in JSON Lines.
/// </summary>
internal static class TraceBody
{
    private const string KnownForms =
        "an object with `trace_id`, OTLP with `resourceSpans`, or lines with `record_type`";

    /// <summary>The traces, each with all that the body says of it, in the order of their first mention.</summary>
    /// <exception cref="TraceFormatException">Something in the body is none of them, or over a limit.</exception>
    public static IReadOnlyList<TraceDocument> Read(ReadOnlyMemory<byte> body)
    {
        var traces = new OrderedDictionary<string, TraceDocument>(StringComparer.Ordinal);
        var records = new DemoRecordReader();
        foreach ((JsonElement value, ImmutableArray<object> place) in BodyValues(body).SelectMany(Elements))
        {
            JsonTexts.Check(value, place);
            foreach (TraceDocument trace in TracesOf(value, place, records))
            {
                Add(traces, trace);
            }
        }

        foreach (TraceDocument trace in records.End())
        {
            Add(traces, trace);
        }

        return traces.Count > 0
            ? [.. traces.Values]
            : throw new TraceFormatException([], $"The body has no trace: give {KnownForms}.");
    }

    private static void Add(OrderedDictionary<string, TraceDocument> traces, TraceDocument trace)
    {
        if (traces.TryGetValue(trace.TraceId, out TraceDocument? earlier))
        {
            earlier.Merge(trace);
            return;
        }

        traces.Add(trace.TraceId, trace);
        if (traces.Count > TraceLimits.TracesPerBody)
        {
            throw new TraceFormatException(
                [], $"The body has more than {TraceLimits.TracesPerBody:N0} traces: send them in several.");
        }
    }

    private static IEnumerable<TraceDocument> TracesOf(
        JsonElement value,
        ImmutableArray<object> place,
        DemoRecordReader records)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new TraceFormatException(place, $"This is no trace: give {KnownForms}.");
        }

        if (OtlpReader.Holds(value))
        {
            return OtlpReader.Read(value, place);
        }

        if (value.TryGetProperty(DemoRecordReader.TypeMember, out _))
        {
            records.Add(value, place);
            return [];
        }

        return ValiqorTraceReader.Holds(value)
            ? [ValiqorTraceReader.Read(value, place)]
            : throw new TraceFormatException(place, $"This is no trace: give {KnownForms}.");
    }

    private static List<(JsonElement Value, ImmutableArray<object> Place)> BodyValues(ReadOnlyMemory<byte> body)
    {
        ReadOnlySpan<byte> text = body.Span;
        text = text is [0xEF, 0xBB, 0xBF, ..] ? text[3..] : text;
        if (!Utf8.IsValid(text))
        {
            throw new TraceFormatException([], "The body is not valid UTF-8: send it as UTF-8.");
        }

        var values = new List<(JsonElement, ImmutableArray<object>)>();
        var reader = new Utf8JsonReader(
            text, new JsonReaderOptions { MaxDepth = TraceLimits.Depth, AllowMultipleValues = true });
        long line = 1;
        int counted = 0;
        try
        {
            while (reader.Read())
            {
                int start = (int)reader.TokenStartIndex;
                line += text[counted..start].Count((byte)'\n');
                counted = start;
                values.Add((JsonElement.ParseValue(ref reader), [$"line {line}"]));
            }
        }
        catch (JsonException e)
        {
            throw new TraceFormatException(
                [$"line {e.LineNumber + 1}"],
                $"This is not valid JSON (at byte {e.BytePositionInLine + 1} of the line), or it has more than "
                + $"{TraceLimits.Depth} levels.");
        }

        // A body of one value has paths; only where it has several is the line what tells them apart.
        return values is [var (only, _)] ? [(only, [])] : values;
    }

    private static IEnumerable<(JsonElement Value, ImmutableArray<object> Place)> Elements(
        (JsonElement Value, ImmutableArray<object> Place) given)
    {
        (JsonElement list, ImmutableArray<object> place) = given;
        if (list.ValueKind == JsonValueKind.Object
            && list.TryGetProperty("traces", out JsonElement traces)
            && traces.ValueKind == JsonValueKind.Array)
        {
            (list, place) = (traces, place.Add("traces"));
        }

        return list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select((element, i) => (element, place.Add(i)))
            : [given];
    }
}
