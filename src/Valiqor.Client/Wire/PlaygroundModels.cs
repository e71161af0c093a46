using System.Text.Json;

namespace Valiqor.Client;

/// <summary>
/// One item to try: input up to 2,000 characters, output and context up to 5,000 each, up to 5 tool calls, and 4,000
/// tokens in all.
/// </summary>
public sealed record PlaygroundRequest
{
    /// <summary>What was asked.</summary>
    public required string Input { get; init; }

    /// <summary>What was answered.</summary>
    public required string Output { get; init; }

    /// <summary>A text or a list of texts.</summary>
    public JsonElement? Context { get; init; }

    /// <summary>Objects with <c>name</c>, <c>arguments</c>, and <c>output</c> or <c>error</c>.</summary>
    public IReadOnlyList<JsonElement>? ToolCalls { get; init; }

    /// <summary>The tools that the model was offered.</summary>
    public IReadOnlyList<JsonElement>? Tools { get; init; }

    /// <summary>The instructions that the application gave the model.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>The reference answer.</summary>
    public string? Expected { get; init; }

    /// <summary>The JSON Schema that the output was to meet.</summary>
    public JsonElement? OutputSchema { get; init; }

    /// <summary><c>rag</c>, <c>agent</c>, <c>agentic_rag</c> or <c>generic_llm</c>; absent: inferred.</summary>
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
    /// <summary>An id for this answer; nothing is stored under it.</summary>
    public required string RunId { get; init; }

    /// <summary>The totals of the one item.</summary>
    public required RunSummary Summary { get; init; }

    /// <summary>The tags that fail or are unsure.</summary>
    public IReadOnlyList<FailureTag> FailureTags { get; init => field = value ?? []; } = [];

    /// <summary>The subcategories that were looked for and not found.</summary>
    public IReadOnlyList<string> ChecksPassed { get; init => field = value ?? []; } = [];

    /// <summary>Tries of the key today, UTC, this one included.</summary>
    public required int PlaygroundRunsToday { get; init; }

    /// <summary>Tries that a key has in a day; 0: no limit.</summary>
    public required int PlaygroundLimitPerDay { get; init; }
}
