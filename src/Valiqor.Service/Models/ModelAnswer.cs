namespace Valiqor.Service.Models;

/// <summary>Why a model stopped.</summary>
internal enum FinishReason
{
    Stop,

    /// <summary>The answer is cut off: it met its limit of tokens.</summary>
    Length,

    /// <summary>The provider's filter held back the answer, or the question itself.</summary>
    ContentFilter,

    Other,
}

/// <summary>What a model answered. All that is known of it is that it is an answer: it may be no JSON at all.</summary>
/// <param name="Text">Without a code fence or a reasoning preface around it; empty where the model refused.</param>
/// <param name="Refusal">The model's own words for not answering, or a sentence of ours for a filter.</param>
/// <param name="Use">Of all tries of the question that reported any.</param>
/// <param name="Model">As the provider names it, often with a version; else as it was asked for.</param>
internal sealed record ModelAnswer(
    string Text,
    string? Refusal,
    FinishReason FinishReason,
    TokenUse Use,
    string Model,
    AnswerFormat Format);
