namespace Valiqor.StandInModel;

/// <summary>What kinds of server refuse, in words of the wire.</summary>
public static class Dialects
{
    /// <summary>Takes everything.</summary>
    public const string OpenAI = "openai";

    /// <summary>Knows JSON, but no schemas.</summary>
    public const string NoJsonSchema = "no-json-schema";

    /// <summary>Knows no <c>response_format</c>.</summary>
    public const string NoFormat = "no-response-format";

    /// <summary>A reasoning model: its own temperature alone, and the new name for the limit of tokens.</summary>
    public const string Reasoning = "reasoning";

    /// <summary>An earlier server: the old name for the limit of tokens, no seed, no reasoning.</summary>
    public const string Early = "early";

    public const string JsonSchema = "json_schema";
    public const string JsonObject = "json_object";
    public const string Temperature = "temperature";
    public const string Seed = "seed";
    public const string MaxTokens = "max_tokens";
    public const string MaxCompletionTokens = "max_completion_tokens";
    public const string ReasoningEffort = "reasoning_effort";

    public static IReadOnlyList<string> RefusedBy(StandInControl control) =>
    [
        .. control.Dialect switch
        {
            OpenAI => [],
            NoJsonSchema => (string[])[JsonSchema],
            NoFormat => [JsonSchema, JsonObject],
            Reasoning => [Temperature, MaxTokens],
            Early => [MaxCompletionTokens, Seed, ReasoningEffort],
            _ => throw new ArgumentException($"There is no dialect '{control.Dialect}'."),
        },
        .. control.Refuses,
    ];
}
