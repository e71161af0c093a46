using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Valiqor.Service.Traces.Formats;

/// <summary>
/// Reads OTLP in its JSON encoding (opentelemetry-proto, ExportTraceServiceRequest). Spans come out in the shape of the
/// documented trace, their attributes as one flat object of plain values.
/// </summary>
internal static class OtlpReader
{
    private static readonly string[] ResourceSpans = ["resourceSpans", "resource_spans"];
    private static readonly string[] ScopeSpans =
        ["scopeSpans", "scope_spans", "instrumentationLibrarySpans", "instrumentation_library_spans"];

    public static bool Holds(JsonElement value) => OtlpValues.First(value, ResourceSpans, out _) is not null;

    /// <exception cref="TraceFormatException">A list is none, or a span does not say which it is.</exception>
    public static IEnumerable<TraceDocument> Read(JsonElement request, ImmutableArray<object> place)
    {
        var traces = new OrderedDictionary<string, TraceDocument>(StringComparer.Ordinal);
        foreach ((JsonElement resource, ImmutableArray<object> at) in Rows(request, place, ResourceSpans))
        {
            foreach ((JsonElement scope, ImmutableArray<object> inScope) in Rows(resource, at, ScopeSpans))
            {
                foreach ((JsonElement span, ImmutableArray<object> here) in Rows(scope, inScope, ["spans"]))
                {
                    string traceId = IdOf(span, here, OtlpIds.TraceIdNames, OtlpIds.TraceIdBytes);
                    if (!traces.TryGetValue(traceId, out TraceDocument? trace))
                    {
                        traces.Add(traceId, trace = new TraceDocument(traceId));
                    }

                    AddResource(trace, resource, at);
                    string spanId = IdOf(span, here, OtlpIds.SpanIdNames, OtlpIds.SpanIdBytes);
                    trace.Spans[spanId] = SpanOf(spanId, span, scope, here);
                }
            }
        }

        return traces.Values;
    }

    private static void AddResource(TraceDocument trace, JsonElement resource, ImmutableArray<object> place)
    {
        if (OtlpValues.First(resource, ["resource"], out string name) is { ValueKind: JsonValueKind.Object } described)
        {
            foreach ((string key, JsonElement value) in OtlpValues.Attributes(described, place.Add(name)))
            {
                trace.Metadata[key] = OtlpValues.Plain(value);
            }
        }
    }

    private static JsonElement SpanOf(
        string spanId,
        JsonElement span,
        JsonElement scope,
        ImmutableArray<object> place)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, TraceDocument.Writing))
        {
            writer.WriteStartObject();
            writer.WriteString("span_id", spanId);
            if (OtlpIds.ParentOf(span) is { } parent)
            {
                writer.WriteString("parent_span_id", parent);
            }

            writer.WriteString("name", OtlpValues.Text(span, ["name"]) ?? "");
            OtlpValues.WriteTimes(writer, span);
            OtlpValues.WriteStatus(writer, span);
            if (OtlpValues.First(scope, ["scope", "instrumentationLibrary"], out _) is { } library
                && OtlpValues.Text(library, ["name"]) is { Length: > 0 } scopeName)
            {
                writer.WriteString("scope", scopeName);
            }

            OtlpValues.WriteAttributes(writer, span, place);
            WriteEvents(writer, span, place);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(json.WrittenSpan);
    }

    private static void WriteEvents(Utf8JsonWriter writer, JsonElement span, ImmutableArray<object> place)
    {
        writer.WriteStartArray("events");
        foreach ((JsonElement row, ImmutableArray<object> at) in Rows(span, place, ["events"]))
        {
            writer.WriteStartObject();
            writer.WriteString("name", OtlpValues.Text(row, ["name"]) ?? "");
            if (OtlpValues.Time(row, ["timeUnixNano", "time_unix_nano"]) is { } time)
            {
                writer.WriteString("time", time.UtcDateTime);
            }

            OtlpValues.WriteAttributes(writer, row, at);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string IdOf(JsonElement span, ImmutableArray<object> place, string[] names, int bytes) =>
        OtlpIds.Read(OtlpValues.Text(span, names), bytes) ?? throw new TraceFormatException(
            place.Add(names[0]),
            $"`{names[0]}` should be {2 * bytes} hexadecimal digits, or base64 of {bytes} bytes, and not all zero.");

    /// <summary>The objects of a list; none where there is no list.</summary>
    private static IEnumerable<(JsonElement Row, ImmutableArray<object> Place)> Rows(
        JsonElement owner,
        ImmutableArray<object> place,
        string[] names)
    {
        if (OtlpValues.First(owner, names, out string name) is not { } list || list.ValueKind == JsonValueKind.Null)
        {
            yield break;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            throw new TraceFormatException(place.Add(name), $"`{name}` should be a list of objects.");
        }

        foreach ((int i, JsonElement row) in list.EnumerateArray().Index())
        {
            yield return row.ValueKind == JsonValueKind.Object
                ? (row, [.. place, name, i])
                : throw new TraceFormatException([.. place, name, i], $"`{name}` should be a list of objects.");
        }
    }
}
