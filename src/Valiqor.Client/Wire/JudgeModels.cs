using System.Text.Json.Serialization;

namespace Valiqor.Client;

/// <summary>What the judge model of a run did and cost.</summary>
public sealed record RunJudging
{
    /// <summary>The model that was asked.</summary>
    public required string Model { get; init; }

    /// <summary>The version of the words that it was asked with.</summary>
    public required string PromptVersion { get; init; }

    /// <summary>Calls of the model that were answered, or that cost tokens though they were not.</summary>
    public required long Calls { get; init; }

    /// <summary>Questions whose answer was known from the same question before; they cost nothing.</summary>
    public required long KeptAnswers { get; init; }

    /// <summary>Tokens of the prompts.</summary>
    public required long PromptTokens { get; init; }

    /// <summary>The part of the prompts that the provider had cached.</summary>
    public required long CachedPromptTokens { get; init; }

    /// <summary>Tokens of the answers, reasoning included.</summary>
    public required long CompletionTokens { get; init; }

    /// <summary>In the currency of the configured prices; absent where none are configured.</summary>
    public decimal? EstimatedCost { get; init; }

    /// <summary>Items with a verdict or a metric of the judge, once the run has ended.</summary>
    public int? ItemsJudged { get; init; }

    /// <summary>Items that were to be judged and have neither, once the run has ended.</summary>
    public int? ItemsNotJudged { get; init; }

    /// <summary>What was amiss with answers, as often as it was, once the run has ended.</summary>
    public IReadOnlyDictionary<string, int> Faults
    {
        get;
        init => field = value ?? new Dictionary<string, int>();
    } = new Dictionary<string, int>();

    /// <summary>Prompts and answers together.</summary>
    [JsonIgnore]
    public long TokensUsed => PromptTokens + CompletionTokens;
}
