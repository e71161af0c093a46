using System.Collections.Immutable;
using Valiqor.Service.Traces.Spans;

namespace Valiqor.Service.Traces.Items;

/// <summary>
/// Finds the turns of a conversation in the spans alone. A span that holds a question and an answer around the work in
/// between (an agent's, a chain's) is a turn; calls of a model that stand under no such span make turns by the
/// conversations that they were given.
/// </summary>
internal static class SpanTurns
{
    public static ImmutableArray<Turn> Find(SpanForest forest)
    {
        var turns = ImmutableArray.CreateBuilder<Turn>();
        var loose = new LooseTurns();
        foreach (TraceStep step in OutermostSteps(forest))
        {
            if (!IsExchange(step))
            {
                loose.Add(step);
                continue;
            }

            turns.AddRange(loose.End(out ImmutableArray<TraceStep> before));
            turns.Add(new Turn(step.Reading.InputText!, step.Reading.OutputText ?? "")
            {
                Asked = step,
                Steps = [.. before, .. SpanForest.WithAllBelow(step)],
            });
        }

        turns.AddRange(loose.End(out _));
        return turns.ToImmutable();
    }

    /// <summary>The exchanges, and the spans that are under none, in the order of time.</summary>
    private static IEnumerable<TraceStep> OutermostSteps(SpanForest forest)
    {
        var found = new List<TraceStep>();
        var open = new Stack<TraceStep>(forest.Roots);
        while (open.TryPop(out TraceStep? step))
        {
            found.Add(step);
            if (!IsExchange(step))
            {
                step.Children.ForEach(open.Push);
            }
        }

        return found.OrderBy(step => step.Order);
    }

    private static bool IsExchange(TraceStep step)
    {
        bool mayBe = step.Kind is SpanKind.Agent or SpanKind.Chain or SpanKind.Other && !step.IsInsideTool;
        bool isWhole = step.Parent is null || step.Kind == SpanKind.Agent;
        bool hasAnswer = !string.IsNullOrWhiteSpace(step.Reading.OutputText);
        return mayBe
            && !string.IsNullOrWhiteSpace(step.Reading.InputText)
            && (isWhole || step.HoldsModel)
            && (hasAnswer || (isWhole && step.Span.Error is not null));
    }
}
