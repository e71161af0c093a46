using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Valiqor.Service.Traces.Formats;

/// <summary>
/// Reads the flat records of the public demo tracer: a <c>metadata</c> record begins a trace, <c>span</c> records
/// follow, a <c>summary</c> record ends it.
/// </summary>
/// <remarks>A record that does not name its run belongs to the one before it.</remarks>
internal sealed class DemoRecordReader
{
    public const string TypeMember = "record_type";

    private static readonly string[] RunNames = ["run_id", TraceDocument.IdMember];

    private readonly OrderedDictionary<string, TraceDocument> _traces = new(StringComparer.Ordinal);
    private TraceDocument? _current;

    /// <exception cref="TraceFormatException">The record is of no known type, or of no run.</exception>
    public void Add(JsonElement record, ImmutableArray<object> place)
    {
        TraceDocument trace = TraceOf(record, place);
        string type = record.GetProperty(TypeMember) is { ValueKind: JsonValueKind.String } name
            ? name.GetString()!
            : "";
        switch (type)
        {
            case "metadata":
                Take(record, trace.Metadata);
                break;
            case "span":
                trace.Spans[ValiqorTraceReader.SpanIdOf(record, trace.Spans.Count)] = Without(record, TypeMember);
                break;
            case "summary":
                Take(record, trace.Metadata);
                break;
            default:
                throw new TraceFormatException(
                    place.Add(TypeMember), "`record_type` should be metadata, span or summary.");
        }
    }

    /// <summary>The traces of all records, once the last one has come.</summary>
    public IEnumerable<TraceDocument> End() => _traces.Values;

    private TraceDocument TraceOf(JsonElement record, ImmutableArray<object> place)
    {
        foreach (string name in RunNames)
        {
            if (record.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String)
            {
                string id = value.GetString()!;
                if (!TraceIds.IsId(id))
                {
                    throw new TraceFormatException(place.Add(name), $"A trace's id has {TraceIds.Rule}.");
                }

                if (!_traces.TryGetValue(id, out _current))
                {
                    _traces.Add(id, _current = new TraceDocument(id));
                }

                return _current;
            }
        }

        return _current ?? throw new TraceFormatException(
            place.Add(RunNames[0]), "`run_id` is missing, and no record before it names its run.");
    }

    private static void Take(JsonElement record, OrderedDictionary<string, JsonElement> members)
    {
        foreach (JsonProperty member in record.EnumerateObject())
        {
            if (member.Name != TypeMember && !RunNames.Contains(member.Name))
            {
                members.TryAdd(member.Name, member.Value);
            }
        }
    }

    private static JsonElement Without(JsonElement record, string name)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (JsonProperty member in record.EnumerateObject().Where(member => member.Name != name))
            {
                member.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(json.WrittenSpan);
    }
}
