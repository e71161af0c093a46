using System.Collections.Immutable;
using System.Globalization;

namespace Valiqor.Analysis.Scans;

/// <summary>Failures that settings of model calls invite. A setting is blamed where every call has it.</summary>
internal static class ModelCallRules
{
    /// <summary>Of scales that reach 2 or 1: from here on answers differ much from time to time.</summary>
    private const double HighTemperature = 0.8;

    // Tokenizers make 3 to 5 characters of English prose a token, and 2 to 3 of code and JSON.
    private const double FewestCharactersPerToken = 2;
    private const double MostCharactersPerToken = 5.5;

    private static readonly ImmutableHashSet<string> CutOff =
        ["unclosed_code_fence", "unclosed_json", "cut_off_sentence", "cut_off", "json_cut_off"];

    public static ImmutableArray<ScanRule> All { get; } =
    [
        new(
            "high_temperature",
            "make every call with a temperature of 0.8 or more",
            ["contradiction_with_context", "unsupported_factual_claim", "fabricated_information",
                "output_format_non_compliance"],
            HighTemperatures),
        new(
            "answer_limit_reached",
            "limit answers to about the length of this one, which breaks off",
            ["degenerate_output", "partial_task_completion", "output_format_non_compliance"],
            ReachedLimits),
        new(
            "call_without_response_format", "never ask the provider for JSON", ["output_format_non_compliance"],
            WithoutFormat),
    ];

    private static IEnumerable<ScanEvidence> HighTemperatures(ScanScene scene)
    {
        ImmutableArray<ScannedModelCall> calls = scene.Scan.CallsOf(scene.Item);
        return calls.Length > 0 && calls.All(call => call.Temperature >= HighTemperature)
            ? [Of(
                calls.MaxBy(call => call.Temperature)!,
                "high_temperature",
                call => string.Create(CultureInfo.InvariantCulture, $"is made with temperature {call.Temperature}"),
                "lower the temperature, to 0 where facts or formats matter",
                call => string.Create(CultureInfo.InvariantCulture, $"temperature: {call.Temperature}"),
                calls)]
            : [];
    }

    /// <summary>The answer breaks off, and is as long as the limit of a call lets answers become.</summary>
    private static IEnumerable<ScanEvidence> ReachedLimits(ScanScene scene)
    {
        if (!scene.Evidence.Any(place => CutOff.Contains(place.Rule)))
        {
            return [];
        }

        int length = scene.Item.Output.Length;
        ScannedModelCall? call = scene.Scan.CallsOf(scene.Item).FirstOrDefault(call =>
            call.MaxTokens is { } limit
            && length >= FewestCharactersPerToken * limit
            && length <= MostCharactersPerToken * limit);
        return call is null ? [] :
        [
            Of(
                call,
                "answer_limit_reached",
                found => $"lets answers have {found.MaxTokens} tokens, which is about as long as this one is",
                "raise the limit, or ask for shorter answers, and look at the reason for which the model stopped",
                found => $"max_tokens: {found.MaxTokens}",
                [call]),
        ];
    }

    /// <summary>JSON was wanted, and no call asks the provider for it.</summary>
    private static IEnumerable<ScanEvidence> WithoutFormat(ScanScene scene)
    {
        ImmutableArray<ScannedModelCall> calls = scene.Scan.CallsOf(scene.Item);
        bool json = scene.Item.OutputSchema is not null
            || scene.Evidence.Any(place => place.Rule.Contains("json", StringComparison.Ordinal));
        return json && calls.Length > 0 && calls.All(call => call is { ResponseFormat: null, Partial: false })
            ? [Of(
                calls[0],
                "call_without_response_format",
                _ => "does not ask the provider for JSON",
                "set the response format to the JSON schema of the answer",
                call => call.Function,
                calls)]
            : [];
    }

    private static ScanEvidence Of(
        ScannedModelCall call,
        string rule,
        Func<ScannedModelCall, string> what,
        string fix,
        Func<ScannedModelCall, string?> snippet,
        ImmutableArray<ScannedModelCall> calls)
    {
        string at = call.Place().IsKnown ? $" at {call.Place()}" : "";
        string model = call.Model is { Length: > 0 } name ? $" of {name}" : "";
        string which = calls.Length == 1 ? $"The call{model}{at}" : $"Like every call, the one{model}{at}";
        return new ScanEvidence(call.Place(), rule, $"{which} {what(call)}.", $"In the call{at}: {fix}.")
        {
            IsExact = calls.Length == 1,
            Snippet = snippet(call),
        };
    }
}
