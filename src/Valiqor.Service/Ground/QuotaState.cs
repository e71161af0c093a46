namespace Valiqor.Service.Ground;

/// <summary>A quota that is used up.</summary>
/// <param name="Service">Of what: <c>api</c> or <c>playground</c>.</param>
internal sealed record QuotaState(string Service, long CurrentUsage, long QuotaLimit);

/// <summary>A quota of the judge model's tokens that does not suffice.</summary>
/// <param name="PredictedTokens">What the call would have needed, as far as that is known beforehand.</param>
internal sealed record TokenState(long CurrentTokens, long PredictedTokens, long TokenLimit);
