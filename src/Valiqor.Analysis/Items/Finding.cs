using Valiqor.Analysis.Items.Taxonomy;

namespace Valiqor.Analysis.Items;

/// <summary>What one detector says of one item.</summary>
public sealed record Finding(Subcategory Subcategory, Signal Signal)
{
    /// <summary>What the rule said, where <see cref="Signal"/> is what rule and judge come to together.</summary>
    public Signal? Rule { get; init; }

    /// <summary>What a judge said of it; null where none was wanted.</summary>
    public JudgeVerdict? Verdict { get; init; }

    /// <summary>True where it makes the item unsafe: a failure of the security bucket or a safety category.</summary>
    public bool IsUnsafe => Signal.Decision == Decision.Fail
        && (Subcategory.Bucket == FailureTaxonomy.SecurityBucket || SecurityCategory is not null);

    /// <summary>
    /// The safety category ("S9") of a failure: as the detector says, or the only one that its subcategory has.
    /// </summary>
    public string? SecurityCategory => Signal.Decision != Decision.Fail ? null
        : Signal.SecurityCategory
            ?? (Subcategory.RelatedSecurityCategories is [var only] ? only : null);

    /// <summary>True where it makes the item's input unsafe: what it found stands there.</summary>
    public bool IsUnsafeInput =>
        IsUnsafe && Signal.Evidence.Any(evidence => evidence.Source == EvidenceSource.Input);
}
