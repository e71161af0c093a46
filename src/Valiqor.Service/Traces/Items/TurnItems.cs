using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Valiqor.Service.Traces.Spans;

namespace Valiqor.Service.Traces.Items;

/// <summary>Makes the items of a trace: one a turn, in their order.</summary>
internal static class TurnItems
{
    /// <summary>Labels are for telling slices of many items apart; longer ones are texts.</summary>
    private const int LabelCharacters = 200;

    private const int MostLabels = 32;

    /// <summary>None where nobody asks anything in the trace, or nobody answers.</summary>
    public static ImmutableArray<TraceItem> Of(TraceDocument trace)
    {
        SpanForest forest = SpanForest.Of(trace);
        ImmutableArray<TraceMessage> messages = MessageReader.Read(Member(trace, "messages"), Roles.User);
        ImmutableArray<Turn> turns = MessageTurns.Find(messages, forest);
        turns = turns.IsEmpty ? SpanTurns.Find(forest) : turns;
        var retrievals = new RecordedRetrievals(Member(trace, "retrievals"), turns);
        ImmutableSortedDictionary<string, string> labels = Labels(trace);
        return
        [
            .. from i in Enumerable.Range(0, turns.Length)
               let id = string.Create(CultureInfo.InvariantCulture, $"{trace.TraceId}#{i + 1}")
               let item = TurnAssembler.Assemble(turns[i], id, retrievals.Of(i))
               select item with { Metadata = labels.SetItems(OwnLabels(item)) },
        ];
    }

    private static ImmutableSortedDictionary<string, string> Labels(TraceDocument trace)
    {
        IEnumerable<KeyValuePair<string, string>> told =
            from entry in trace.Metadata
            where entry.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)
            let text = EmbeddedJson.TextOf(entry.Value)
            where text is { Length: > 0 and <= LabelCharacters }
            select KeyValuePair.Create(entry.Key, text);
        return ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
            .SetItems(told.Take(MostLabels))
            .SetItem("trace_id", trace.TraceId);
    }

    private static IEnumerable<KeyValuePair<string, string>> OwnLabels(TraceItem item)
    {
        if (item.Answered is { } answered)
        {
            yield return KeyValuePair.Create("span_id", answered.Span.Id);
            if (answered.Reading.Model is { } model)
            {
                yield return KeyValuePair.Create("model", model);
            }
        }
    }

    private static JsonElement? Member(TraceDocument trace, string name) =>
        trace.Members.TryGetValue(name, out JsonElement value) ? value : null;
}
