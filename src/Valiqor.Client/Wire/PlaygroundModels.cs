using System.Text.Json;

namespace Valiqor.Client;

/// <summary>
/// One item to try: input up to 2,000 characters, output and context up to 5,000 each, up to 5 tool calls, and 4,000
/// tokens in all.
/// </summary>
public sealed record PlaygroundRequest
{
    public required string Input { get; init; }

    public required string Output { get; init; }

    /// <summary>A text or a list of texts.</summary>
    public JsonElement? Context { get; init; }

    public IReadOnlyList<JsonElement>? ToolCalls { get; init; }

    /// <summary>The tools that the model was offered.</summary>
    public IReadOnlyList<JsonElement>? Tools { get; init; }

    public string? SystemPrompt { get; init; }

    /// <summary>The reference answer.</summary>
    public string? Expected { get; init; }

    /// <summary>The JSON Schema that the output was to meet.</summary>
    public JsonElement? OutputSchema { get; init; }

    public string? FeatureKind { get; init; }

    /// <summary>The caller's own key for the judge model, used for this call alone.</summary>
    public string? OpenaiApiKey { get; init; }

    /// <summary>Without the item and the key, which must not reach a log.</summary>
    public override string ToString() =>
        $"{nameof(PlaygroundRequest)} {{ FeatureKind = {FeatureKind}, OpenaiApiKey = {Secret.Mask(OpenaiApiKey)} }}";
}

/// <summary>What was found in one item, at once (FAPlaygroundResult).</summary>
public sealed record PlaygroundResult
{
    public required string RunId { get; init; }

    public required RunSummary Summary { get; init; }

    public IReadOnlyList<FailureTag> FailureTags { get; init => field = value ?? []; } = [];

    /// <summary>The subcategories that were looked for and not found.</summary>
    public IReadOnlyList<string> ChecksPassed { get; init => field = value ?? []; } = [];

    public required int PlaygroundRunsToday { get; init; }

    public required int PlaygroundLimitPerDay { get; init; }
}
