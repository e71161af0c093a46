using System.Text.Json.Serialization;

namespace Valiqor.Client;

/// <summary>What a run of some items would cost. Nothing was asked of a model, and nothing was stored.</summary>
public sealed record CostEstimate
{
    /// <summary>Items of the request.</summary>
    public required int Items { get; init; }

    /// <summary>What made the items: given, or inferred from them. It decides what is looked for.</summary>
    public required string FeatureKind { get; init; }

    /// <summary>The model that would be asked; absent where none would.</summary>
    public string? Model { get; init; }

    /// <summary>The version of the words that it would be asked with.</summary>
    public string? PromptVersion { get; init; }

    /// <summary>Items that the rules leave something to ask about.</summary>
    public int ItemsToJudge { get; init; }

    /// <summary>Questions that the model would be asked, without second opinions and repeated tries.</summary>
    public int Calls { get; init; }

    /// <summary>Questions whose answer is known already; they cost nothing.</summary>
    public int KeptAnswers { get; init; }

    /// <summary>Counted with the tokenizer o200k_base; other models' tokenizers differ.</summary>
    public long PromptTokens { get; init; }

    /// <summary>Expected of answers as current models write them, reasoning left out.</summary>
    public long CompletionTokens { get; init; }

    /// <summary>In the currency of the configured prices; absent where none are configured.</summary>
    public decimal? EstimatedCost { get; init; }

    /// <summary>What the budgets of a run and of the month have left, the smaller of both; absent: no limit.</summary>
    public long? TokensLeft { get; init; }

    /// <summary>What a run may cost; absent: no limit.</summary>
    public decimal? CostLeft { get; init; }

    /// <summary>False where the judge would stop on the way; <see cref="Reason"/> says why.</summary>
    [JsonPropertyName("within_budget")]
    public required bool IsWithinBudget { get; init; }

    /// <summary>Why no model would be asked, or not to the end: one sentence.</summary>
    public string? Reason { get; init; }
}
