using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Service.Traces.Spans;

namespace Valiqor.Service.Traces.Items;

/// <summary>Makes an item of a turn.</summary>
internal static class TurnAssembler
{
    /// <summary>A passage must be this long, in characters, to tell that a prompt was filled with it.</summary>
    private const int TellingPassage = 20;

    public static TraceItem Assemble(Turn turn, string id, ImmutableArray<TracePassage> recorded)
    {
        ImmutableArray<TraceStep> steps = [.. turn.Steps.Where(step => !step.IsInsideTool)];
        ImmutableArray<TracePassage> context = Context(turn.Steps, recorded);
        TraceStep? answered = turn.Answered ?? AnsweringStep(turn, steps);
        TraceStep[] models = [.. steps.Where(step => step.Kind == SpanKind.Llm)];
        return new TraceItem(id, Question(turn, context), turn.Output)
        {
            Context = context,
            Calls = Calls(turn, steps),
            Tools = [.. LastNonEmpty(models.Select(step => step.Reading.Tools)).Select(Tool)],
            SystemPrompt = turn.SystemPrompt
                ?? answered?.Reading.SystemPrompt
                ?? models.Select(step => step.Reading.SystemPrompt).FirstOrDefault(prompt => prompt is not null),
            OutputSchema = answered?.Reading.OutputSchema,
            Asked = turn.Asked ?? models.FirstOrDefault(),
            Answered = answered ?? turn.Asked,
        };
    }

    private static ImmutableArray<JsonElement> LastNonEmpty(IEnumerable<ImmutableArray<JsonElement>> lists) =>
        lists.LastOrDefault(list => !list.IsEmpty, []);

    private static ImmutableArray<TurnCall> Calls(Turn turn, ImmutableArray<TraceStep> steps)
    {
        var ledger = new CallLedger();
        ledger.Replay(turn.Messages);
        foreach (TraceStep step in steps)
        {
            if (step.Kind == SpanKind.Llm)
            {
                ledger.Replay(AfterLastUser(step.Reading.Input));
                foreach (RequestedCall call in step.Reading.Output.SelectMany(message => message.Calls))
                {
                    ledger.Ask(call, step);
                }
            }
            else if (step.Reading.Tool is { } use)
            {
                ledger.Run(use, step);
            }
        }

        return ledger.Calls;
    }

    private static IEnumerable<TraceMessage> AfterLastUser(ImmutableArray<TraceMessage> messages)
    {
        int last = messages.Length - 1;
        while (last >= 0 && messages[last].Role != Roles.User)
        {
            last--;
        }

        return messages.Skip(last + 1);
    }

    /// <summary>
    /// The passages in their order, each once. A reranker's choice takes the place of what it chose from.
    /// </summary>
    private static ImmutableArray<TracePassage> Context(
        ImmutableArray<TraceStep> steps,
        ImmutableArray<TracePassage> recorded)
    {
        var passages = new OrderedDictionary<string, TraceStep?>(StringComparer.Ordinal);
        foreach (TraceStep step in steps)
        {
            ImmutableArray<string> found = step.Reading.Passages;
            if (step.Kind == SpanKind.Reranker && !found.IsEmpty)
            {
                passages.Clear();
            }

            foreach (string passage in found)
            {
                passages.TryAdd(passage, step);
            }
        }

        foreach (TracePassage passage in recorded)
        {
            passages.TryAdd(passage.Text, passage.Step);
        }

        return [.. passages.Select(passage => new TracePassage(passage.Key, passage.Value))];
    }

    /// <summary>
    /// What the user asked. A prompt that was filled with the passages is not his: then it is what was searched for.
    /// </summary>
    private static string Question(Turn turn, ImmutableArray<TracePassage> context)
    {
        bool isFilled = context.Any(passage => passage.Text.Length >= TellingPassage
            && turn.Input.Contains(passage.Text, StringComparison.Ordinal));
        string? query = isFilled
            ? turn.Steps.Select(step => step.Reading.Query).FirstOrDefault(query => !string.IsNullOrWhiteSpace(query)
                && turn.Input.Contains(query, StringComparison.OrdinalIgnoreCase))
            : null;
        return query ?? turn.Input;
    }

    /// <summary>The last call of a model that says the answer; else the last that says anything.</summary>
    private static TraceStep? AnsweringStep(Turn turn, ImmutableArray<TraceStep> steps)
    {
        TraceStep? speaking = null;
        foreach (TraceStep step in steps.Where(step => step.Kind == SpanKind.Llm).Reverse())
        {
            if (step.Reading.OutputText is not { } text)
            {
                continue;
            }

            if (text.AsSpan().Trim().SequenceEqual(turn.Output.AsSpan().Trim()))
            {
                return step;
            }

            speaking ??= step;
        }

        return speaking;
    }

    /// <summary>Some record only the names of the tools.</summary>
    private static JsonElement Tool(JsonElement recorded) => recorded.ValueKind switch
    {
        JsonValueKind.Object => recorded,
        _ => JsonSerializer.SerializeToElement(
            new SortedDictionary<string, string> { ["name"] = EmbeddedJson.TextOf(recorded) ?? "" },
            TraceJson.Default.SortedDictionaryStringString),
    };
}
