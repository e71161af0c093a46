using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Valiqor.Service.Traces.Formats;

namespace Valiqor.Service.Traces;

/// <summary>
/// A trace, or the part of it that one body brought, in the one shape in which traces are kept: the documented one of
/// the public API, with spans by id. Members that nothing here reads are kept as they came.
/// </summary>
internal sealed class TraceDocument(string traceId)
{
    public const string IdMember = "trace_id";
    public const string SpansMember = "spans";
    public const string MetadataMember = "metadata";

    /// <summary>Letters stay letters: as escapes they would take twice the bytes, and the limits count bytes.</summary>
    public static JsonWriterOptions Writing { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string TraceId => traceId;

    /// <summary>Each an object, by its id, in the order in which they came.</summary>
    public OrderedDictionary<string, JsonElement> Spans { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<string, JsonElement> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Every other member of the trace: session, status, messages, retrievals, execution tree and so on.
    /// </summary>
    public OrderedDictionary<string, JsonElement> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes over a later part: its spans, metadata and members replace those of the same name.</summary>
    public void Merge(TraceDocument later)
    {
        Replace(Spans, later.Spans);
        Replace(Metadata, later.Metadata);
        Replace(Members, later.Members);
    }

    /// <summary>The same trace gives the same bytes.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, Writing))
        {
            writer.WriteStartObject();
            writer.WriteString(IdMember, traceId);
            WriteMembers(writer, Members);
            writer.WriteStartObject(MetadataMember);
            WriteMembers(writer, Metadata);
            writer.WriteEndObject();
            writer.WriteStartObject(SpansMember);
            WriteMembers(writer, Spans);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return json.WrittenMemory;
    }

    /// <summary>Reads back what <see cref="ToJson"/> wrote.</summary>
    public static TraceDocument OfJson(ReadOnlyMemory<byte> json) =>
        ValiqorTraceReader.Read(JsonElement.Parse(json.Span), []);

    private static void Replace(
        OrderedDictionary<string, JsonElement> earlier,
        OrderedDictionary<string, JsonElement> later)
    {
        foreach ((string name, JsonElement value) in later)
        {
            earlier[name] = value;
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, OrderedDictionary<string, JsonElement> members)
    {
        foreach ((string name, JsonElement value) in members)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }
}
