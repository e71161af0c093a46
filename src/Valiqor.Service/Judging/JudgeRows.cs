using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;
using Valiqor.Service.Models;

namespace Valiqor.Service.Judging;

/// <summary>What judging a run has cost so far: partition the organization, row the run.</summary>
internal sealed class JudgeSpendingRow : ITableEntity
{
    private const decimal CostUnits = 1_000_000_000;

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public long PromptTokens { get; set; }

    public long CachedPromptTokens { get; set; }

    public long CompletionTokens { get; set; }

    /// <summary>Calls of the model that were answered, or that cost tokens though they were not.</summary>
    public long Calls { get; set; }

    /// <summary>Answers that were kept from the same question before, and cost nothing.</summary>
    public long KeptAnswers { get; set; }

    /// <summary>In thousand-millionths of the currency: tables hold no decimals.</summary>
    public long CostBillionths { get; set; }

    [IgnoreDataMember]
    public long Tokens => PromptTokens + CompletionTokens;

    /// <summary>In the currency of the prices.</summary>
    [IgnoreDataMember]
    public decimal Cost => CostBillionths / CostUnits;

    public void Add(TokenUse use, decimal cost, int calls, int kept)
    {
        PromptTokens += use.Prompt;
        CachedPromptTokens += use.CachedPrompt;
        CompletionTokens += use.Completion;
        Calls += calls;
        KeptAnswers += kept;
        CostBillionths += (long)decimal.Round(cost * CostUnits);
    }
}

/// <summary>A model's answer to one question: partition a part of the organization, row the question's hash.</summary>
internal sealed class KeptAnswerRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public DateTimeOffset KeptAt { get; set; }

    /// <summary>The answer's text, compressed (Brotli, UTF-8).</summary>
    public byte[] Answer { get; set; } = [];

    /// <summary>The model as its provider named it.</summary>
    public string Model { get; set; } = "";
}
