using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Analysis.Items;

namespace Valiqor.Service.Traces.Items;

/// <summary>
/// Which span each part of an item comes from: a member of the item's own JSON, in runs of traces only.
/// </summary>
/// <param name="Spans">Those that the item's parts come from, each once.</param>
/// <param name="Input">A position in <paramref name="Spans"/>, or -1 where no span is known; as the next ones.</param>
internal sealed record TracePlaces(
    ImmutableArray<PlaceSpan> Spans,
    int Input,
    int Output,
    ImmutableArray<int> Context,
    ImmutableArray<int> ToolCalls)
{
    public const string Member = "trace";

    /// <summary>Reads the places of an item that this service wrote; null where the item has none.</summary>
    public static TracePlaces? Read(JsonElement item) =>
        item.TryGetProperty(Member, out JsonElement places)
            ? places.Deserialize(TraceJson.Default.TracePlaces)
            : null;

    /// <summary>The span that the evidence's text comes from.</summary>
    public PlaceSpan? SpanOf(Evidence evidence)
    {
        int at = evidence.Source switch
        {
            EvidenceSource.Input => Input,
            EvidenceSource.Output or EvidenceSource.SystemPrompt => Output,
            EvidenceSource.Context => At(Context, evidence.Index),
            EvidenceSource.ToolCall => At(ToolCalls, evidence.Index),
            _ => -1,
        };
        return at >= 0 && at < Spans.Length ? Spans[at] : null;
    }

    private static int At(ImmutableArray<int> places, int index) => index < places.Length ? places[index] : -1;
}

/// <summary>A span as evidence names it.</summary>
/// <param name="Stage">The stage of the application at which it stands.</param>
/// <param name="IsTold">True where the tracer named the stage, false where it follows from the kind of work.</param>
internal sealed record PlaceSpan(string Id, string Name, string Stage, bool IsTold);
