using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Valiqor.Service.Traces.Formats;

/// <summary>
/// Turns OTLP in Protocol Buffers into OTLP in JSON, so that there is one reader of it. Only the fields that are read
/// are named (opentelemetry-proto 1.x, trace/v1 and common/v1); others are passed over, as the encoding means it.
/// </summary>
internal static class OtlpProtobuf
{
    private static readonly FrozenDictionary<string, ImmutableArray<Field>> Messages =
        new Dictionary<string, ImmutableArray<Field>>
        {
            ["Request"] = [List(1, "resourceSpans", "ResourceSpans")],
            ["ResourceSpans"] = [One(1, "resource", "Resource"), List(2, "scopeSpans", "ScopeSpans")],
            ["Resource"] = [List(1, "attributes", "KeyValue")],
            ["ScopeSpans"] = [One(1, "scope", "Scope"), List(2, "spans", "Span")],
            ["Scope"] = [new(1, "name", Kind.Text)],
            ["Span"] =
            [
                new(1, "traceId", Kind.Hexadecimal),
                new(2, "spanId", Kind.Hexadecimal),
                new(4, "parentSpanId", Kind.Hexadecimal),
                new(5, "name", Kind.Text),
                new(7, "startTimeUnixNano", Kind.Time),
                new(8, "endTimeUnixNano", Kind.Time),
                List(9, "attributes", "KeyValue"),
                List(11, "events", "Event"),
                One(15, "status", "Status"),
            ],
            ["Event"] =
            [
                new(1, "timeUnixNano", Kind.Time), new(2, "name", Kind.Text), List(3, "attributes", "KeyValue"),
            ],
            ["Status"] = [new(2, "message", Kind.Text), new(3, "code", Kind.Whole)],
            ["KeyValue"] = [new(1, "key", Kind.Text), One(2, "value", "AnyValue")],
            ["AnyValue"] =
            [
                new(1, "stringValue", Kind.Text),
                new(2, "boolValue", Kind.Flag),
                new(3, "intValue", Kind.Whole),
                new(4, "doubleValue", Kind.Double),
                One(5, "arrayValue", "ArrayValue"),
                One(6, "kvlistValue", "KeyValueList"),
                new(7, "bytesValue", Kind.Base64),
            ],
            ["ArrayValue"] = [List(1, "values", "AnyValue")],
            ["KeyValueList"] = [List(1, "values", "KeyValue")],
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private enum Kind
    {
        Text,
        Flag,
        Whole,
        Double,
        Base64,
        Hexadecimal,
        Time,
        Message,
    }

    /// <exception cref="TraceFormatException">The bytes are no such message, or nested too deeply.</exception>
    public static ReadOnlyMemory<byte> ToJson(ReadOnlySpan<byte> request)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            Write(writer, "Request", request);
        }

        return json.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, string message, ReadOnlySpan<byte> bytes)
    {
        if (writer.CurrentDepth >= TraceLimits.Depth)
        {
            throw new TraceFormatException([], $"The body has more than {TraceLimits.Depth} levels.");
        }

        writer.WriteStartObject();
        foreach (Field field in Messages[message])
        {
            WriteField(writer, field, bytes);
        }

        writer.WriteEndObject();
    }

    /// <summary>The rows of a list may lie apart in the bytes; in JSON they stand together.</summary>
    private static void WriteField(Utf8JsonWriter writer, Field field, ReadOnlySpan<byte> bytes)
    {
        bool isFound = false;
        var last = default(ProtobufReader);
        for (var reader = new ProtobufReader(bytes); reader.Read();)
        {
            if (reader.Field != field.Number)
            {
                continue;
            }

            if (field.IsList && !isFound)
            {
                writer.WriteStartArray(field.Name);
            }

            if (field.IsList)
            {
                Write(writer, field.Message, reader.Content);
            }

            isFound = true;
            last = reader;
        }

        if (isFound && field.IsList)
        {
            writer.WriteEndArray();
        }
        else if (isFound)
        {
            writer.WritePropertyName(field.Name);
            WriteValue(writer, field, last);
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, Field field, ProtobufReader value)
    {
        switch (field.Kind)
        {
            case Kind.Text:
                writer.WriteStringValue(Encoding.UTF8.GetString(value.Content));
                break;
            case Kind.Flag:
                writer.WriteBooleanValue(value.Number != 0);
                break;
            case Kind.Whole:
                writer.WriteNumberValue((long)value.Number);
                break;
            case Kind.Double:
                WriteDouble(writer, BitConverter.UInt64BitsToDouble(value.Number));
                break;
            case Kind.Base64:
                writer.WriteBase64StringValue(value.Content);
                break;
            case Kind.Hexadecimal:
                writer.WriteStringValue(Convert.ToHexStringLower(value.Content));
                break;
            case Kind.Time:
                writer.WriteStringValue(value.Number.ToString(CultureInfo.InvariantCulture));
                break;
            default:
                Write(writer, field.Message, value.Content);
                break;
        }
    }

    private static void WriteDouble(Utf8JsonWriter writer, double number)
    {
        if (double.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static Field One(int number, string name, string message) =>
        new(number, name, Kind.Message) { Message = message };

    private static Field List(int number, string name, string message) =>
        new(number, name, Kind.Message) { Message = message, IsList = true };

    private sealed record Field(int Number, string Name, Kind Kind)
    {
        /// <summary>The nested message's name; empty for a plain value.</summary>
        public string Message { get; init; } = "";

        public bool IsList { get; init; }
    }
}
