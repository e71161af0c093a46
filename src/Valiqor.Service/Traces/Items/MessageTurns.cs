using System.Collections.Immutable;
using Valiqor.Service.Traces.Spans;

namespace Valiqor.Service.Traces.Items;

/// <summary>Cuts a recorded conversation into turns, and finds the spans of each.</summary>
internal static class MessageTurns
{
    public static ImmutableArray<Turn> Find(ImmutableArray<TraceMessage> messages, SpanForest forest)
    {
        ImmutableArray<Turn> turns = Cut(messages);
        return turns.IsEmpty ? [] : WithSteps(turns, forest);
    }

    private static ImmutableArray<Turn> Cut(ImmutableArray<TraceMessage> messages)
    {
        var turns = ImmutableArray.CreateBuilder<Turn>();
        string? system = null;
        Turn? open = null;
        void Close()
        {
            if (open is { Output.Length: > 0 })
            {
                turns.Add(open);
            }

            open = null;
        }

        foreach (TraceMessage message in messages)
        {
            switch (message.Role)
            {
                case Roles.System:
                    system = message.Text;
                    break;
                case Roles.User when open is { Messages.IsEmpty: true }:
                    open = open with { Input = $"{open.Input}\n\n{message.Text}" };
                    break;
                case Roles.User:
                    Close();
                    open = new Turn(message.Text, "") { SystemPrompt = system, At = message.At };
                    break;
                default:
                    open = open is null ? null : open with
                    {
                        Messages = open.Messages.Add(message),
                        Output = message is { Role: Roles.Assistant, Text.Length: > 0 } ? message.Text : open.Output,
                    };
                    break;
            }
        }

        Close();
        return turns.ToImmutable();
    }

    private static ImmutableArray<Turn> WithSteps(ImmutableArray<Turn> turns, SpanForest forest)
    {
        ImmutableArray<TraceStep> steps = forest.Steps;
        if (turns.Length == 1)
        {
            return [turns[0] with { Steps = steps }];
        }

        return ByAnswers(turns, steps) ?? ByTimes(turns, steps) ?? ByRoots(turns, forest) ?? turns;
    }

    /// <summary>A turn's spans end with the call of the model that says what the turn says.</summary>
    private static ImmutableArray<Turn>? ByAnswers(ImmutableArray<Turn> turns, ImmutableArray<TraceStep> steps)
    {
        var result = turns.ToBuilder();
        int from = 0;
        int last = -1;
        foreach ((int i, Turn turn) in turns.Index())
        {
            int end = from;
            while (end < steps.Length && !(steps[end].Kind == SpanKind.Llm && Says(steps[end], turn.Output)))
            {
                end++;
            }

            if (end < steps.Length)
            {
                result[i] = turn with { Steps = steps[from..(end + 1)], Answered = steps[end] };
                (from, last) = (end + 1, i);
            }
        }

        if (last < 0)
        {
            return null;
        }

        // What follows the last answer that was found belongs to it only where no other turn may claim it.
        if (last == turns.Length - 1)
        {
            result[last] = result[last] with { Steps = [.. result[last].Steps, .. steps[from..]] };
        }

        return result.ToImmutable();
    }

    private static ImmutableArray<Turn>? ByTimes(ImmutableArray<Turn> turns, ImmutableArray<TraceStep> steps)
    {
        if (turns.Any(turn => turn.At is null) || steps.Any(step => step.Span.StartedAt is null))
        {
            return null;
        }

        return
        [
            .. turns.Select((turn, i) => turn with
            {
                Steps =
                [
                    .. steps.Where(step => (i == 0 || step.Span.StartedAt >= turn.At)
                        && (i == turns.Length - 1 || step.Span.StartedAt < turns[i + 1].At)),
                ],
            }),
        ];
    }

    private static ImmutableArray<Turn>? ByRoots(ImmutableArray<Turn> turns, SpanForest forest) =>
        forest.Roots.Length == turns.Length
            ? [.. turns.Select((turn, i) => turn with { Steps = SpanForest.WithAllBelow(forest.Roots[i]) })]
            : null;

    private static bool Says(TraceStep step, string words) =>
        step.Reading.OutputText is { } text && text.AsSpan().Trim().SequenceEqual(words.AsSpan().Trim());
}
