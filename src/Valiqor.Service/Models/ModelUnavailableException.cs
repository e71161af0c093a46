namespace Valiqor.Service.Models;

/// <summary>
/// A question stays without an answer. The message may be shown to anyone: it holds no key, no prompt and of the
/// provider's words at most a short sentence.
/// </summary>
internal sealed class ModelUnavailableException : Exception
{
    internal ModelUnavailableException(ModelFailure reason, string message)
        : base(message)
    {
        Reason = reason;
    }

    public ModelFailure Reason { get; }

    /// <summary>True if the same question may be answered later.</summary>
    public bool MayPass { get; internal init; }

    /// <summary>How long the provider wants to be left in peace, where it says so.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>Tokens that the tries cost all the same, as far as the provider told.</summary>
    public TokenUse Spent { get; internal init; }

    public int Tries { get; internal init; }
}
