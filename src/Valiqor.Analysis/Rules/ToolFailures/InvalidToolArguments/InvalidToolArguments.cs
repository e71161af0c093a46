using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Text.Json;
using Valiqor.Text.JsonSchema;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>
/// The arguments of a call are not a JSON object, break the schema of the tool called or a format that it describes,
/// or are made up. Whether the tool exists at all is for <c>wrong_tool_selected</c> to say.
/// </summary>
internal sealed class InvalidToolArguments : IRule
{
    private const double Confidence = 0.97;
    private const double FormatConfidence = 0.85;
    private const double MadeUpConfidence = 0.8;

    /// <summary>Among more tools than this a call is only looked up by its exact name.</summary>
    private const int MostRenamedTools = 128;

    public string Subcategory => "invalid_tool_arguments";

    public Signal Inspect(ItemFacts facts)
    {
        Item item = facts.Item;
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        string? cause = null;
        string? undecided = null;
        double confidence = FormatConfidence;
        var madeUp = new MadeUpArguments(item);
        foreach ((int i, ToolCall call) in item.ToolCalls.Index())
        {
            CallVerdict verdict = Judge(facts, i, call, madeUp);
            undecided ??= verdict.Undecided;
            cause ??= verdict.Cause;
            confidence = verdict.Cause is null ? confidence : Math.Max(confidence, verdict.Confidence);
            evidence.AddRange(verdict.Evidence);
        }

        if (cause is not null)
        {
            return Signal.Fail(
                confidence,
                cause,
                evidence[0].Rule is "made_up_argument" or "placeholder_argument"
                    ? "Tell the model to ask for values that it was not given, and check ids before the call runs."
                    : "Turn on strict tool schemas, or answer a bad call with the schema's complaint to correct it.",
                evidence.ToImmutable());
        }

        return item.ToolCalls.IsEmpty ? Signal.NotApplicable
            : undecided is not null ? Signal.Unsure(0.5, undecided)
            : Signal.Pass(Confidence);
    }

    private static CallVerdict Judge(ItemFacts facts, int index, ToolCall call, MadeUpArguments madeUp)
    {
        int length = call.Arguments.Length;
        Evidence At(int start, int end, string rule, string description) => Evidence.InToolCall(
            index,
            ToolCallField.Arguments,
            Math.Min(start, length),
            Math.Min(end, length),
            rule,
            description);

        string tool = call.Name.Length > 0 ? $"the call of {call.Name}" : $"tool call {index + 1}";
        if (call.Arguments.AsSpan().Trim().IsEmpty)
        {
            // What some clients record for a call without arguments.
            call = call with { Arguments = "{}" };
        }

        JsonText json = JsonText.Parse(call.Arguments);
        if (json.Value is not { } value)
        {
            JsonFault fault = json.Fault!;
            string cause = $"The arguments of {tool} are not JSON: the text {fault.Message}.";
            return new CallVerdict(cause, Confidence, [At(fault.Start, fault.End, fault.Rule, cause)]);
        }

        if (value.ValueKind == JsonValueKind.Null)
        {
            value = JsonDocument.Parse("{}").RootElement;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            string cause = $"The arguments of {tool} should be a JSON object, and are {Wording.Kind(value)}.";
            return new CallVerdict(cause, Confidence, [At(0, call.Arguments.Length, "arguments_not_object", cause)]);
        }

        ToolDefinition? definition = facts.Item.Tools.FirstOrDefault(tool => tool.Name == call.Name)
            ?? facts.Item.Tools.Take(MostRenamedTools).FirstOrDefault(tool => ToolNames.AreSame(tool.Name, call.Name));
        if (definition?.Parameters is not { ValueKind: JsonValueKind.Object } schema)
        {
            return CallVerdict.Fine;
        }

        CallVerdict verdict = JudgeBySchema(facts.Schemas, tool, schema, value, json, At);
        if (verdict.Cause is not null || !value.EnumerateObject().Any())
        {
            return verdict;
        }

        return JudgeValues(index, tool, schema, value, json, At, madeUp) ?? verdict;
    }

    /// <summary>What a schema cannot say: described formats, and whether a value was ever told.</summary>
    private static CallVerdict? JudgeValues(
        int index,
        string tool,
        JsonElement schema,
        JsonElement value,
        JsonText json,
        Func<int, int, string, string, Evidence> at,
        MadeUpArguments madeUp)
    {
        foreach ((string pointer, string format) in DescribedFormats.Broken(schema, value))
        {
            string cause = $"{pointer} of {tool} is not of the format {format} that its description asks for.";
            (int start, int end) = json.Range(pointer);
            return new CallVerdict(cause, FormatConfidence, [at(start, end, "described_format", cause)]);
        }

        foreach ((string pointer, string rule, string why) in madeUp.In(index, value))
        {
            (int start, int end) = json.Range(pointer);
            return new CallVerdict($"In {tool}: {why}", MadeUpConfidence, [at(start, end, rule, why)]);
        }

        return null;
    }

    private static CallVerdict JudgeBySchema(
        CompiledSchemas schemas,
        string tool,
        JsonElement schema,
        JsonElement value,
        JsonText json,
        Func<int, int, string, string, Evidence> at)
    {
        (ImmutableArray<SchemaError> errors, string? undecided) =
            SchemaEvidence.Check(schemas, schema, value, LooseSchema.Normalize);
        if (undecided is not null)
        {
            return CallVerdict.Fine with { Undecided = $"The arguments of {tool} cannot be judged: {undecided}." };
        }

        if (errors.IsEmpty)
        {
            return CallVerdict.Fine;
        }

        bool isFormat = errors.All(error => error.Keyword == "format");
        return new CallVerdict(
            $"The arguments of {tool} break its schema: {errors[0]}.",
            isFormat ? FormatConfidence : Confidence,
            [.. SchemaEvidence.Places(errors.Take(Evidence.Limit), json, at)]);
    }

    /// <param name="Cause">What is wrong with the call; null when nothing is.</param>
    private sealed record CallVerdict(string? Cause, double Confidence, ImmutableArray<Evidence> Evidence)
    {
        public static CallVerdict Fine => new(null, 0, []);

        public string? Undecided { get; init; }
    }
}
