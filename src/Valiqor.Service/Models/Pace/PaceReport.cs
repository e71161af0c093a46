namespace Valiqor.Service.Models.Pace;

internal enum PaceOutcome
{
    Answered,

    /// <summary>The provider wants fewer requests.</summary>
    Throttled,

    /// <summary>Anything else, which says nothing about the pace.</summary>
    Failed,
}

/// <summary>What a request's end says about the pace.</summary>
/// <param name="Tokens">What it used; null where that stays unknown.</param>
internal sealed record PaceReport(PaceOutcome Outcome, long? Tokens = null)
{
    public TimeSpan? RetryAfter { get; init; }

    public Allowance? Requests { get; init; }

    public Allowance? TokenAllowance { get; init; }

    public static PaceReport Lost { get; } = new(PaceOutcome.Failed);
}

/// <summary>What a provider says is left until its count is full again.</summary>
/// <param name="Limit">The full count; 0 where it is not told.</param>
internal sealed record Allowance(long Remaining, long Limit, TimeSpan Reset);
