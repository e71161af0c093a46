namespace Valiqor.Client;

/// <summary>The judge model's tokens of the period are used up, or would be by this request (429).</summary>
public sealed class TokenQuotaExceededException(string message, Problem? problem = null, Exception? inner = null)
    : QuotaExceededException(message, problem, inner)
{
    /// <summary>Tokens used so far.</summary>
    public long? CurrentTokens => Problem?.CurrentTokens;

    /// <summary>Tokens that the request was expected to use.</summary>
    public long? PredictedTokens => Problem?.PredictedTokens;

    /// <summary>Tokens that may be used.</summary>
    public long? TokenLimit => Problem?.TokenLimit;
}
