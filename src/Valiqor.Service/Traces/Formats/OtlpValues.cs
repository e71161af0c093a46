using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Valiqor.Service.Traces.Formats;

/// <summary>The values of OTLP as plain JSON.</summary>
internal static class OtlpValues
{
    private const int FailedStatus = 2;
    private const long NanosecondsPerTick = 100;

    /// <summary>The first member of these names, with the name that it has.</summary>
    public static JsonElement? First(JsonElement owner, string[] names, out string name)
    {
        foreach (string candidate in names)
        {
            if (owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(candidate, out JsonElement value))
            {
                name = candidate;
                return value;
            }
        }

        name = names[0];
        return null;
    }

    public static string? Text(JsonElement owner, string[] names) =>
        First(owner, names, out _) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A time in nanoseconds since 1970, as a text or a number; null where it is none, or zero.</summary>
    public static DateTimeOffset? Time(JsonElement owner, string[] names)
    {
        string? digits = First(owner, names, out _) switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            _ => null,
        };
        return ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ulong nanos) && nanos > 0
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(nanos / NanosecondsPerTick))
            : null;
    }

    public static void WriteTimes(Utf8JsonWriter writer, JsonElement span)
    {
        DateTimeOffset? start = Time(span, ["startTimeUnixNano", "start_time_unix_nano"]);
        DateTimeOffset? end = Time(span, ["endTimeUnixNano", "end_time_unix_nano"]);
        if (start is { } from)
        {
            writer.WriteString("start_time", from.UtcDateTime);
        }

        if (end is { } to)
        {
            writer.WriteString("end_time", to.UtcDateTime);
        }

        if (end - start is { } duration && duration >= TimeSpan.Zero)
        {
            writer.WriteNumber("duration_ms", duration.TotalMilliseconds);
        }
    }

    public static void WriteStatus(Utf8JsonWriter writer, JsonElement span)
    {
        JsonElement? status = First(span, ["status"], out _);
        bool hasFailed = status is { } given && First(given, ["code"], out _) is { } code
            && (code.ValueKind == JsonValueKind.Number
                ? code.TryGetInt32(out int number) && number == FailedStatus
                : code.ValueKind == JsonValueKind.String && code.GetString() is "STATUS_CODE_ERROR" or "ERROR" or "2");
        writer.WriteString("status", hasFailed ? "error" : "ok");
        if (status is { } described && Text(described, ["message"]) is { Length: > 0 } message)
        {
            writer.WriteString("status_message", message);
        }
    }

    public static void WriteAttributes(Utf8JsonWriter writer, JsonElement owner, ImmutableArray<object> place)
    {
        writer.WriteStartObject("attributes");
        foreach ((string key, JsonElement value) in Attributes(owner, place))
        {
            writer.WritePropertyName(key);
            WritePlain(writer, value);
        }

        writer.WriteEndObject();
    }

    /// <summary>The attributes of a span, event or resource; of those with the same key the last.</summary>
    /// <exception cref="TraceFormatException">They are no list.</exception>
    public static IEnumerable<KeyValuePair<string, JsonElement>> Attributes(
        JsonElement owner,
        ImmutableArray<object> place)
    {
        if (First(owner, ["attributes"], out _) is not { } list || list.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        return list.ValueKind == JsonValueKind.Array
            ? KeyValues(list)
            : throw new TraceFormatException(
                place.Add("attributes"), "`attributes` should be a list of objects with `key` and `value`.");
    }

    public static JsonElement Plain(JsonElement value)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            WritePlain(writer, value);
        }

        return JsonElement.Parse(json.WrittenSpan);
    }

    private static OrderedDictionary<string, JsonElement> KeyValues(JsonElement list)
    {
        var attributes = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JsonElement row in list.EnumerateArray())
        {
            if (Text(row, ["key"]) is { } key)
            {
                attributes[key] = First(row, ["value"], out _) ?? default;
            }
        }

        return attributes;
    }

    private static void WritePlain(Utf8JsonWriter writer, JsonElement value)
    {
        // An AnyValue has one member, which names its type; one of no known type is no value.
        JsonProperty? typed = value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().Cast<JsonProperty?>().FirstOrDefault()
            : null;
        if (typed is not { } member)
        {
            writer.WriteNullValue();
            return;
        }

        switch (member.Name, member.Value.ValueKind)
        {
            case ("intValue" or "int_value", JsonValueKind.String)
                when long.TryParse(member.Value.GetString(), CultureInfo.InvariantCulture, out long whole):
                writer.WriteNumberValue(whole);
                break;
            case ("arrayValue" or "array_value", JsonValueKind.Object):
                WriteList(writer, member.Value);
                break;
            case ("kvlistValue" or "kvlist_value", JsonValueKind.Object):
                WriteObject(writer, member.Value);
                break;
            case (_, JsonValueKind.Undefined or JsonValueKind.Object or JsonValueKind.Array):
                writer.WriteNullValue();
                break;
            default:
                member.Value.WriteTo(writer);
                break;
        }
    }

    private static void WriteList(Utf8JsonWriter writer, JsonElement list)
    {
        writer.WriteStartArray();
        if (First(list, ["values"], out _) is { ValueKind: JsonValueKind.Array } values)
        {
            foreach (JsonElement value in values.EnumerateArray())
            {
                WritePlain(writer, value);
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonElement list)
    {
        writer.WriteStartObject();
        if (First(list, ["values"], out _) is { ValueKind: JsonValueKind.Array } values)
        {
            foreach ((string key, JsonElement value) in KeyValues(values))
            {
                writer.WritePropertyName(key);
                WritePlain(writer, value);
            }
        }

        writer.WriteEndObject();
    }
}
