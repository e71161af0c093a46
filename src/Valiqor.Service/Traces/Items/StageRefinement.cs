using System.Collections.Immutable;
using Valiqor.Analysis.Items;

namespace Valiqor.Service.Traces.Items;

/// <summary>Tells the stage at which a failure arose by the spans that its evidence lies in.</summary>
internal static class StageRefinement
{
    /// <param name="usual">The stage that the detector or the taxonomy names.</param>
    /// <param name="places">Null for an item that comes from no trace.</param>
    public static PipelineStage Of(PipelineStage usual, ImmutableArray<Evidence> evidence, TracePlaces? places)
    {
        // What was searched for, and whether to search at all, no evidence in a result can tell better.
        if (places is null || usual is PipelineStage.Retrieval or PipelineStage.Routing)
        {
            return usual;
        }

        PlaceSpan[] spans =
        [
            .. from place in evidence
               where place.Source is not (EvidenceSource.Input or EvidenceSource.SystemPrompt)
               let span = places.SpanOf(place)
               where span is not null
               select span,
        ];
        if (spans.Length == 0 || spans.Any(span => StageOf(span) == usual))
        {
            return usual;
        }

        // A call of a model that puts results together is a call of a model still.
        PlaceSpan first = spans[0];
        bool isOnlyWider = usual == PipelineStage.LlmCall && StageOf(first) == PipelineStage.Synthesis && !first.IsTold;
        return isOnlyWider ? usual : StageOf(first);
    }

    private static PipelineStage StageOf(PlaceSpan span) =>
        Wire.TryParse(span.Stage, out PipelineStage stage) ? stage : PipelineStage.Unknown;
}
