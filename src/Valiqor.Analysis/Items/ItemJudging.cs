using System.Collections.Immutable;

namespace Valiqor.Analysis.Items;

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
