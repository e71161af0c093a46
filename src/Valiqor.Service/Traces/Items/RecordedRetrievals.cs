using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Valiqor.Service.Traces.Dialects;
using Valiqor.Service.Traces.Spans;

namespace Valiqor.Service.Traces.Items;

/// <summary>
/// The retrievals that the documented trace lists beside its spans, each with the turn it belongs to.
/// </summary>
internal sealed class RecordedRetrievals
{
    private static readonly string[] Documents =
        ["documents", "results", "chunks", "passages", "contexts", "context", "retrieved_documents"];

    private readonly ImmutableArray<Turn> _turns;
    private readonly Dictionary<string, (int Turn, TraceStep Step)> _steps = new(StringComparer.Ordinal);
    private readonly ILookup<int, TracePassage> _passages;

    public RecordedRetrievals(JsonElement? listed, ImmutableArray<Turn> turns)
    {
        _turns = turns;
        foreach ((int i, Turn turn) in turns.Index())
        {
            foreach (TraceStep step in turn.Steps)
            {
                _steps.TryAdd(step.Span.Id, (i, step));
            }
        }

        IEnumerable<JsonElement> rows = listed is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object)
            : [];
        _passages = (
            from retrieval in rows.Select(Read)
            let turn = TurnOf(retrieval)
            let step = StepOf(retrieval)
            from passage in retrieval.Passages
            select (turn, new TracePassage(passage, step))).ToLookup(row => row.turn, row => row.Item2);
    }

    /// <summary>The passages of a turn, in the order of the list.</summary>
    public ImmutableArray<TracePassage> Of(int turn) => [.. _passages[turn]];

    private TraceStep? StepOf(Retrieval retrieval) =>
        retrieval.SpanId is { } id && _steps.TryGetValue(id, out (int Turn, TraceStep Step) known) ? known.Step : null;

    /// <summary>By its span, by its words, by its time. One that tells nothing belongs to the last turn.</summary>
    private int TurnOf(Retrieval retrieval)
    {
        if (retrieval.SpanId is { } id && _steps.TryGetValue(id, out (int Turn, TraceStep Step) known))
        {
            return known.Turn;
        }

        Turn[] turns = ImmutableCollectionsMarshal.AsArray(_turns)!;
        int asked = retrieval.Query is { Length: > 0 } query
            ? Array.FindIndex(turns, turn => turn.Input.Contains(query, StringComparison.OrdinalIgnoreCase))
            : -1;
        int before = Array.FindLastIndex(turns, turn => turn.At <= retrieval.At);
        return asked >= 0 ? asked : before >= 0 ? before : _turns.Length - 1;
    }

    private static Retrieval Read(JsonElement row)
    {
        AttributeBag bag = AttributeBag.Of(row);
        ImmutableArray<string> passages = Documents
            .Select(name => PassageReader.Read(bag.Json(name)))
            .FirstOrDefault(list => !list.IsEmpty, []);
        DateTimeOffset? at = row.TryGetProperty("timestamp", out JsonElement time) ? TraceTimes.Read(time) : null;

        // A row without a list of documents is itself one.
        return new Retrieval(
            bag.Text("span_id"),
            bag.Text("query"),
            at,
            passages.IsEmpty ? PassageReader.Read(row) : passages);
    }

    private sealed record Retrieval(string? SpanId, string? Query, DateTimeOffset? At, ImmutableArray<string> Passages);
}
