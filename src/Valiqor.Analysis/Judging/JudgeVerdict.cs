using System.Collections.Immutable;

namespace Valiqor.Analysis.Judging;

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

/// <summary>What a judge's answer comes to.</summary>
public sealed record JudgeReading
{
    public static JudgeReading Empty { get; } = new();

    /// <summary>A verdict for every criterion asked, by id; missing ones say why.</summary>
    public ImmutableDictionary<string, JudgeVerdict> Verdicts { get; init; } =
        ImmutableDictionary.Create<string, JudgeVerdict>(StringComparer.Ordinal);

    /// <summary>0–1, by id of the metric; those that the judge could not take are left out.</summary>
    public ImmutableDictionary<string, double> Metrics { get; init; } =
        ImmutableDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>What was amiss with the answer, as often as it was.</summary>
    public ImmutableArray<JudgeFault> Faults { get; init; } = [];

    /// <summary>How asking went; null where there was nothing to ask.</summary>
    public ItemJudging? Summary => Verdicts.IsEmpty && Metrics.IsEmpty && Faults.IsEmpty
        ? null
        : new ItemJudging(Metrics.Count > 0 || Verdicts.Values.Any(verdict => !verdict.IsMissing), Faults);

    /// <summary>
    /// True where the answer was whole and every criterion asked was given a verdict: such an answer is worth keeping.
    /// A question of metrics alone has no verdict that could be missing.
    /// </summary>
    public bool IsComplete => Verdicts.Values.All(verdict => !verdict.IsMissing || verdict.WasDoubted)
        && !Faults.Any(fault => fault is JudgeFault.NotJson or JudgeFault.EmptyAnswer or JudgeFault.WrongItemCode
            or JudgeFault.Truncated);

    /// <summary>An answer that never came, or came as nothing that can be read.</summary>
    /// <param name="why">One sentence.</param>
    public static JudgeReading None(JudgeQuestion question, JudgeFault fault, string why) =>
        Of(question, fault, JudgeVerdict.None(why));

    /// <summary>What the judge was not asked at all.</summary>
    /// <param name="why">One sentence.</param>
    public static JudgeReading NotAsked(JudgeQuestion question, JudgeFault fault, string why) =>
        Of(question, fault, JudgeVerdict.NotAsked(why));

    /// <summary>The readings of the parts of a question that was split.</summary>
    public JudgeReading With(JudgeReading other) => new()
    {
        Verdicts = Verdicts.SetItems(other.Verdicts),
        Metrics = Metrics.SetItems(other.Metrics),
        Faults = Faults.AddRange(other.Faults),
    };

    private static JudgeReading Of(JudgeQuestion question, JudgeFault fault, JudgeVerdict verdict) => new()
    {
        Verdicts = question.Criteria.ToImmutableDictionary(id => id, _ => verdict, StringComparer.Ordinal),
        Faults = [fault],
    };
}

/// <summary>How asking a judge about an item went.</summary>
/// <param name="IsJudged">True where any verdict or metric came of it.</param>
/// <param name="Faults">What was amiss, as often as it was.</param>
public sealed record ItemJudging(bool IsJudged, ImmutableArray<JudgeFault> Faults);

/// <summary>What can be amiss with an answer of a model. A run counts each.</summary>
public enum JudgeFault
{
    /// <summary>The text has no JSON object.</summary>
    NotJson,

    /// <summary>The JSON ends too early; what stood before its end was used.</summary>
    Truncated,

    /// <summary>The model declined to judge.</summary>
    Refused,

    EmptyAnswer,

    AnswerTooLarge,

    /// <summary>The answer does not repeat the item's code, as one copied from the item would not.</summary>
    WrongItemCode,

    MissingVerdict,

    /// <summary>A verdict without a decision of those that there are, or of another shape.</summary>
    MalformedVerdict,

    /// <summary>A verdict on a criterion that was not asked; it was ignored.</summary>
    NotAsked,

    /// <summary>A member that the schema does not have; it was ignored.</summary>
    UnknownMember,

    /// <summary>A member that stands twice; a model that does this was talked into it, or is broken.</summary>
    RepeatedMember,

    /// <summary>A confidence or a metric outside of 0–1, or no number.</summary>
    NumberOutOfRange,

    /// <summary>A quote that does not stand in the item.</summary>
    QuoteNotFound,

    /// <summary>The item speaks to its judge; a pass is not believed then.</summary>
    ItemAddressesJudge,

    /// <summary>The model could not be reached, or answered with errors to the last try.</summary>
    Unavailable,

    /// <summary>A budget of tokens or money was used up.</summary>
    BudgetReached,
}
