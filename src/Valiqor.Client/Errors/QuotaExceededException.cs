namespace Valiqor.Client;

/// <summary>
/// The organization has used up what it may in a period (429 or 403). Waiting a little does not help.
/// </summary>
public class QuotaExceededException(string message, Problem? problem = null, Exception? inner = null)
    : ValiqorException(message, problem, inner)
{
    /// <summary>What was used so far, in the units of <see cref="Service"/>.</summary>
    public long? CurrentUsage => Problem?.CurrentUsage;

    /// <summary>What may be used.</summary>
    public long? QuotaLimit => Problem?.QuotaLimit;

    /// <summary>Which limit was met.</summary>
    public string? Service => Problem?.Service;

    /// <summary>When the period ends, from now; null where the service does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
