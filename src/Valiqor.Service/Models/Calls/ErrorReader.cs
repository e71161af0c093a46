using System.Globalization;

namespace Valiqor.Service.Models.Calls;

/// <summary>Reads what a provider answers instead of a success, and finds words that are safe to show.</summary>
internal static class ErrorReader
{
    private static readonly string[] TooLongWords =
    [
        "context_length", "context length", "context window", "maximum context", "string_above_max_length",
        "prompt is too long",
    ];

    private static readonly string[] QuotaWords = ["insufficient_quota", "billing_hard_limit", "billing_not_active"];

    public static TryOutcome Read(Exchange exchange, TimeProvider clock)
    {
        ErrorBody error = ErrorBody.Read(exchange.Reply.Body);
        int status = exchange.Reply.Status;
        if (status is 400 or 403 && (error.Says("content_filter") || error.Says("content management policy")))
        {
            return TryOutcome.Answered(
                new ModelAnswer(
                    "",
                    "The provider's content filter held the question back.",
                    FinishReason.ContentFilter,
                    TokenUse.None,
                    exchange.Endpoint.Model,
                    exchange.Dialect.Format),
                exchange.Reply);
        }

        ModelFailure reason = ReasonOf(status, error);
        bool isRefusal = reason is ModelFailure.RequestRefused or ModelFailure.NotFound;
        return TryOutcome.Failed(
            new ModelFault(reason, Sentence(reason, status, ProviderSentence.Of(exchange, error, reason)))
            {
                MayPass = reason == ModelFailure.RateLimited || MayPass(status),
                RetryAfter = exchange.Reply.RetryAfter(clock),
                Refused = isRefusal ? RefusedParameter.Of(status, error) : null,
            },
            exchange.Reply);
    }

    private static ModelFailure ReasonOf(int status, ErrorBody error) => status switch
    {
        401 or 403 or 407 => ModelFailure.Unauthorized,
        402 => ModelFailure.QuotaExhausted,
        404 or 410 => ModelFailure.NotFound,
        408 => ModelFailure.TimedOut,
        413 => ModelFailure.RequestTooLong,
        429 when QuotaWords.Any(word => error.Code.Contains(word, StringComparison.OrdinalIgnoreCase)) =>
            ModelFailure.QuotaExhausted,
        429 => ModelFailure.RateLimited,
        >= 500 or 409 or 425 => ModelFailure.ServerError,
        < 400 => ModelFailure.NotFound, // a redirect, which a key must not follow
        _ when TooLongWords.Any(error.Says) => ModelFailure.RequestTooLong,
        _ => ModelFailure.RequestRefused,
    };

    private static bool MayPass(int status) =>
        status is 408 or 409 or 425 or >= 500 and not (501 or 505 or 511);

    private static string Sentence(ModelFailure reason, int status, string provider)
    {
        string what = reason switch
        {
            ModelFailure.Unauthorized => "The model's provider refuses the key, or the key is not good for this model",
            ModelFailure.QuotaExhausted => "The account at the model's provider is used up",
            ModelFailure.NotFound => "There is no such model at this address",
            ModelFailure.TimedOut => "The model's provider did not answer in time",
            ModelFailure.RequestTooLong => "The question is longer than the model can read",
            ModelFailure.RateLimited => "The model's provider has a limit, and it is reached",
            ModelFailure.ServerError => "The model's provider has a failure of its own",
            _ => "The model's provider does not take the request",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{what} (HTTP {status}).{provider}");
    }
}
