namespace Valiqor.Client;

/// <summary>Too many calls of the key in a short time (429). Waiting helps.</summary>
public sealed class RateLimitException(string message, Problem? problem = null, Exception? inner = null)
    : ValiqorException(message, problem, inner)
{
    /// <summary>How long the service asks to wait before the next call; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
