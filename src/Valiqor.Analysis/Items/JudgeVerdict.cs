using System.Collections.Immutable;

namespace Valiqor.Analysis.Items;

/// <summary>What a judge says of one criterion, as far as it can be believed.</summary>
/// <param name="Confidence">0–1: the judge's own, lowered where its quotes do not stand in the item.</param>
/// <param name="Rationale">One or two sentences.</param>
public sealed record JudgeVerdict(Decision Decision, double Confidence, string Rationale)
{
    /// <summary>The quotes that were found in the item.</summary>
    public ImmutableArray<Evidence> Evidence { get; init; } = [];

    public string? SuggestedFix { get; init; }

    /// <summary>Safety categories ("S9") of the verdict on unsafe content.</summary>
    public ImmutableArray<string> SafetyCategories { get; init; } = [];

    /// <summary>True where there is no verdict, only the reason for that.</summary>
    public bool IsMissing { get; private init; }

    /// <summary>True where the judge was not even asked, so that the rule's word stands as it is.</summary>
    public bool WasNotAsked { get; private init; }

    /// <summary>True where there was a verdict that is not believed; asking again would change nothing.</summary>
    public bool WasDoubted { get; private init; }

    /// <summary>A verdict that was given and is not believed.</summary>
    /// <param name="why">One sentence.</param>
    public static JudgeVerdict Doubted(string why) =>
        new(Decision.Unsure, 0, why) { IsMissing = true, WasDoubted = true };

    /// <summary>A verdict that was asked for and could not be had.</summary>
    /// <param name="why">One sentence.</param>
    public static JudgeVerdict None(string why) => new(Decision.Unsure, 0, why) { IsMissing = true };

    /// <summary>A verdict that was not asked for although it was wanted, as when a budget is used up.</summary>
    /// <param name="why">One sentence.</param>
    public static JudgeVerdict NotAsked(string why) =>
        new(Decision.Unsure, 0, why) { IsMissing = true, WasNotAsked = true };

    /// <summary>
    /// This verdict beside a second opinion on the same: two that agree are surer than one, two that do not are unsure.
    /// </summary>
    public JudgeVerdict Beside(JudgeVerdict second) =>
        second.IsMissing || second.Decision == Decision.Unsure ? this
        : IsMissing || Decision == Decision.Unsure ? second
        : Decision == second.Decision
            ? this with { Confidence = 1 - ((1 - Confidence) * (1 - second.Confidence)) }
        : this with
        {
            Decision = Decision.Unsure,
            Confidence = Math.Abs(Confidence - second.Confidence),
            Rationale = $"Two judgements disagree. One: {Rationale} The other: {second.Rationale}",
        };
}
