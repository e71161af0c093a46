using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Valiqor.Service.Traces.Formats;

/// <summary>Reads the documented trace of the public API; its spans by id or as a list.</summary>
internal static class ValiqorTraceReader
{
    private static readonly string[] IdNames = [TraceDocument.IdMember, "traceId"];
    private static readonly string[] SpanIdNames = ["span_id", "id", "spanId"];
    private static readonly string[] Lists = ["messages", "retrievals"];

    public static bool Holds(JsonElement value) => IdNames.Any(name => value.TryGetProperty(name, out _));

    /// <exception cref="TraceFormatException">A member has the wrong type, or the id is none.</exception>
    public static TraceDocument Read(JsonElement value, ImmutableArray<object> place)
    {
        var trace = new TraceDocument(IdOf(value, place));
        foreach (JsonProperty member in value.EnumerateObject())
        {
            ImmutableArray<object> at = place.Add(member.Name);
            bool isNull = member.Value.ValueKind == JsonValueKind.Null;
            if (isNull || IdNames.Contains(member.Name))
            {
                continue;
            }

            switch (member.Name)
            {
                case TraceDocument.SpansMember:
                    ReadSpans(trace, member.Value, at);
                    break;
                case TraceDocument.MetadataMember:
                    ReadMetadata(trace, member.Value, at);
                    break;
                default:
                    CheckList(member, at);
                    trace.Members[member.Name] = member.Value;
                    break;
            }
        }

        return trace;
    }

    /// <summary>The id of a span, or one made from its position.</summary>
    public static string SpanIdOf(JsonElement span, int position)
    {
        foreach (string name in SpanIdNames)
        {
            if (span.TryGetProperty(name, out JsonElement id) && TextOf(id) is { Length: > 0 } text)
            {
                return text;
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"span-{position + 1}");
    }

    private static string IdOf(JsonElement value, ImmutableArray<object> place)
    {
        string name = IdNames.First(name => value.TryGetProperty(name, out _));
        string? id = TextOf(value.GetProperty(name));
        return id is not null && TraceIds.IsId(id)
            ? id
            : throw new TraceFormatException(place.Add(name), $"A trace's id has {TraceIds.Rule}.");
    }

    private static void ReadSpans(TraceDocument trace, JsonElement spans, ImmutableArray<object> place)
    {
        if (spans.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty span in spans.EnumerateObject())
            {
                AddSpan(trace, span.Name, span.Value, place.Add(span.Name));
            }
        }
        else if (spans.ValueKind == JsonValueKind.Array)
        {
            foreach ((int i, JsonElement span) in spans.EnumerateArray().Index())
            {
                string id = span.ValueKind == JsonValueKind.Object ? SpanIdOf(span, i) : "";
                AddSpan(trace, id, span, place.Add(i));
            }
        }
        else
        {
            throw new TraceFormatException(
                place, "`spans` should be an object of spans by their id, or a list of spans.");
        }
    }

    private static void AddSpan(TraceDocument trace, string id, JsonElement span, ImmutableArray<object> place) =>
        trace.Spans[id] = span.ValueKind == JsonValueKind.Object
            ? span
            : throw new TraceFormatException(place, "A span should be an object.");

    private static void ReadMetadata(TraceDocument trace, JsonElement metadata, ImmutableArray<object> place)
    {
        if (metadata.ValueKind != JsonValueKind.Object)
        {
            throw new TraceFormatException(place, "`metadata` should be an object.");
        }

        foreach (JsonProperty entry in metadata.EnumerateObject())
        {
            trace.Metadata[entry.Name] = entry.Value;
        }
    }

    private static void CheckList(JsonProperty member, ImmutableArray<object> place)
    {
        if (!Lists.Contains(member.Name))
        {
            return;
        }

        if (member.Value.ValueKind != JsonValueKind.Array)
        {
            throw new TraceFormatException(place, $"`{member.Name}` should be a list of objects.");
        }

        if (member.Value.GetArrayLength() > TraceLimits.RowsPerList)
        {
            throw new TraceFormatException(
                place, $"`{member.Name}` has more than {TraceLimits.RowsPerList:N0} rows: split the trace.");
        }

        foreach ((int i, JsonElement row) in member.Value.EnumerateArray().Index())
        {
            if (row.ValueKind != JsonValueKind.Object)
            {
                throw new TraceFormatException(place.Add(i), $"`{member.Name}` should be a list of objects.");
            }
        }
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
