using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Text.Json;
using Valiqor.Text.JsonSchema;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>
/// The answer does not meet the JSON Schema it was to meet, or is not JSON where the prompt asks for JSON in words.
/// One code fence around the whole answer is tolerated, since clients strip it; prose around JSON is not.
/// </summary>
internal sealed class OutputFormatNonCompliance : IRule
{
    // A schema leaves nothing to interpretation but "format"; words do, so they are worth less.
    private const double SchemaConfidence = 0.97;
    private const double FormatConfidence = 0.85;
    private const double WordsConfidence = 0.85;

    /// <summary>The answer that was asked for stands in one of the first blocks.</summary>
    private const int MostBlocks = 20;

    private const string AskForJson =
        "Use the model API's structured-output mode, or retry when the answer does not parse as JSON.";

    public string Subcategory => "output_format_non_compliance";

    public Signal Inspect(ItemFacts facts)
    {
        Item item = facts.Item;
        if (item.OutputSchema is { } schema)
        {
            return InspectSchema(facts, schema);
        }

        return JsonRequest.Find(item) is { } request ? InspectRequest(facts, request)
            : InstructionSignal.Of(facts.Get<InstructionVerdicts>(), BreachKind.WrongFormat);
    }

    private static Signal InspectSchema(ItemFacts facts, JsonElement schema)
    {
        Item item = facts.Item;
        (int start, int end) = JsonInFences.Inside(facts.Output);
        JsonText json = JsonText.Parse(item.Output, start, end);
        if (json.Value is not { } value)
        {
            return NotJson(item.Output, json.Fault!, SchemaConfidence);
        }

        (ImmutableArray<SchemaError> errors, string? undecided) = SchemaEvidence.Check(facts.Schemas, schema, value);
        if (undecided is not null)
        {
            return Signal.Unsure(0.5, $"The output is JSON, but {undecided}.");
        }

        if (errors.IsEmpty)
        {
            return Signal.Pass(SchemaConfidence);
        }

        string more = errors.Length > 1 ? $" ({errors.Length} faults in all)" : "";
        return Signal.Fail(
            errors.All(error => error.Keyword == "format") ? FormatConfidence : SchemaConfidence,
            $"The output is JSON, but breaks its schema: {errors[0]}{more}.",
            "Pass the schema to the model as structured output, or show an example in the prompt.",
            [.. SchemaEvidence.Places(errors.Take(Evidence.Limit), json, Evidence.InOutput)]);
    }

    private static Signal InspectRequest(ItemFacts facts, JsonRequest request)
    {
        Item item = facts.Item;
        (int start, int end) = JsonInFences.Inside(facts.Output);
        JsonText json = JsonText.Parse(item.Output, start, end);
        if (json.Value is null && !request.IsStrict)
        {
            // "Write a config in JSON" may come with a sentence around it; the block is what was asked for.
            json = JsonInFences.Blocks(facts.Output)
                .Take(MostBlocks)
                .Select(block => JsonText.Parse(item.Output, block.Start, block.End))
                .FirstOrDefault(block => block.Value is not null) ?? json;
        }

        if (json.Value is not { } value)
        {
            return NotJson(item.Output, json.Fault!, WordsConfidence) with
            {
                RootCause = $"The prompt asks for JSON (\"{request.Words}\"), but "
                    + $"{NotJsonReason(item.Output, json.Fault!)}.",
            };
        }

        return request.FaultOf(value) is { } fault
            ? Signal.Fail(
                WordsConfidence,
                $"The prompt asks for \"{request.Words}\", but the output {fault.Message}.",
                "Give the model a JSON Schema of the answer, or an example of it in the prompt.",
                Point(json, fault))
            : Signal.Pass(WordsConfidence);
    }

    private static Evidence Point(JsonText json, (string Rule, string Message) fault)
    {
        (int start, int end) = json.Range("");
        return Evidence.InOutput(start, end, fault.Rule, $"The output {fault.Message}.");
    }

    private static Signal NotJson(string output, JsonFault fault, double confidence)
    {
        string reason = NotJsonReason(output, fault);
        (int start, int end) = IsProse(output) ? (0, ProseEnd(output)) : (fault.Start, fault.End);
        string rule = IsProse(output) ? "prose_around_json" : fault.Rule;
        return Signal.Fail(
            confidence,
            $"The output should be JSON, but {reason}.",
            AskForJson,
            Evidence.InOutput(start, end, rule, $"Here {reason}."));
    }

    private static string NotJsonReason(string output, JsonFault fault) =>
        !IsProse(output) ? $"the output {fault.Message}"
        : ProseEnd(output) < output.Length ? "the output has text before the JSON"
        : "the output is plain text";

    /// <summary>Whether the answer begins with words, and not with anything that JSON could begin with.</summary>
    private static bool IsProse(string output)
    {
        ReadOnlySpan<char> start = output.AsSpan().TrimStart();
        return start.Length > 0
            && start[0] is not ('{' or '[' or '"' or '`' or '-' or '\'')
            && !char.IsAsciiDigit(start[0])
            && !start.StartsWith("true")
            && !start.StartsWith("false")
            && !start.StartsWith("null");
    }

    private static int ProseEnd(string output)
    {
        int end = output.AsSpan().IndexOfAny('{', '[');
        int fence = output.IndexOf("```", StringComparison.Ordinal);
        end = fence >= 0 && (end < 0 || fence < end) ? fence : end;
        return end < 0 ? output.Length : end;
    }
}
