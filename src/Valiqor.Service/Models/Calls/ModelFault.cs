namespace Valiqor.Service.Models.Calls;

/// <summary>Why one try gave no answer.</summary>
/// <param name="Sentence">Safe to show.</param>
internal sealed record ModelFault(ModelFailure Reason, string Sentence)
{
    /// <summary>True if the same request may be answered later.</summary>
    public bool MayPass { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The parameter without which the provider may answer.</summary>
    public Parameter? Refused { get; init; }

    /// <summary>What the try cost all the same.</summary>
    public TokenUse Use { get; init; }

    public ModelUnavailableException ToException(TokenUse spent, int tries) => new(Reason, Sentence)
    {
        MayPass = MayPass,
        RetryAfter = RetryAfter,
        Spent = spent,
        Tries = tries,
    };
}
