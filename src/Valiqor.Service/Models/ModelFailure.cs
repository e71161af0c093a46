namespace Valiqor.Service.Models;

/// <summary>Why a model gave no answer.</summary>
internal enum ModelFailure
{
    /// <summary>The key is missing, wrong or not good for this model.</summary>
    Unauthorized,

    /// <summary>The address or the model does not exist.</summary>
    NotFound,

    /// <summary>Too many requests or tokens for now.</summary>
    RateLimited,

    /// <summary>The account is used up; waiting does not help.</summary>
    QuotaExhausted,

    TimedOut,
    ServerError,

    /// <summary>No connection, or one that broke.</summary>
    Unreachable,

    /// <summary>The provider does not take this request.</summary>
    RequestRefused,

    /// <summary>The question is longer than the model can read.</summary>
    RequestTooLong,

    AnswerTooLarge,

    /// <summary>What came is no answer of this protocol, or an empty one.</summary>
    AnswerMalformed,
}

/// <summary>The words for <see cref="ModelFailure"/> on the wire.</summary>
internal static class ModelFailureNames
{
    public static string ToWire(this ModelFailure failure) => failure switch
    {
        ModelFailure.Unauthorized => "unauthorized",
        ModelFailure.NotFound => "not_found",
        ModelFailure.RateLimited => "rate_limited",
        ModelFailure.QuotaExhausted => "quota_exhausted",
        ModelFailure.TimedOut => "timed_out",
        ModelFailure.ServerError => "server_error",
        ModelFailure.Unreachable => "unreachable",
        ModelFailure.RequestRefused => "request_refused",
        ModelFailure.RequestTooLong => "request_too_long",
        ModelFailure.AnswerTooLarge => "answer_too_large",
        ModelFailure.AnswerMalformed => "answer_malformed",
        _ => throw new ArgumentOutOfRangeException(nameof(failure)),
    };
}
