using System.Collections.Immutable;
using Valiqor.Analysis.JsonSchema;
using Valiqor.Analysis.Judging;
using Valiqor.Analysis.Metrics;
using Valiqor.Analysis.Taxonomy;

namespace Valiqor.Analysis;

/// <summary>
/// Puts an item before the detectors and metrics of a selection. One that throws costs its own verdict, never the
/// item's.
/// </summary>
public static class DetectorEngine
{
    /// <summary>
    /// The most places a finding keeps: enough to act on, and it bounds what an item can cost to store.
    /// </summary>
    public const int EvidenceLimit = 10;

    /// <param name="schemas">Given to every item of a batch, it saves compiling their schemas again.</param>
    public static ItemReport Analyze(
        Item item,
        DetectorSelection selection,
        FeatureKind kind,
        CompiledSchemas? schemas = null)
    {
        var facts = new ItemFacts(item, schemas);
        var findings = ImmutableArray.CreateBuilder<Finding>(selection.Running.Length);
        var broken = ImmutableArray.CreateBuilder<BrokenDetector>();
        foreach (SelectedDetector selected in selection.Running)
        {
            Subcategory subcategory = selected.Subcategory;
            bool applies = subcategory.AppliesToKind(kind) && subcategory.RequiredInputs.All(item.Has);
            Signal signal = applies ? Inspect(selected.Rule, facts, broken) : Signal.NotApplicable;
            findings.Add(new Finding(subcategory, signal));
        }

        return new ItemReport(findings.MoveToImmutable())
        {
            Metrics =
            [
                .. selection.Metrics.Select(metric => new MetricReading(metric.Id, Measure(metric, facts, broken))),
            ],
            Broken = broken.DrainToImmutable(),
        };
    }

    private static Signal Inspect(IRule rule, ItemFacts facts, ImmutableArray<BrokenDetector>.Builder broken)
    {
        try
        {
            Signal signal = rule.Inspect(facts);
            return signal.Evidence.Length > EvidenceLimit
                ? signal with { Evidence = signal.Evidence[..EvidenceLimit] }
                : signal;
        }
        catch (Exception e)
        {
            broken.Add(BrokenDetector.Of(rule.Subcategory, e));
            return Signal.Unsure(0, $"The detector {rule.Subcategory} could not finish: {e.GetType().Name}.");
        }
    }

    private static Measurement Measure(
        IMetric metric,
        ItemFacts facts,
        ImmutableArray<BrokenDetector>.Builder broken)
    {
        try
        {
            return metric.Measure(facts);
        }
        catch (Exception e)
        {
            broken.Add(BrokenDetector.Of(metric.Id, e));
            return Measurement.None(NotMeasured.Broken);
        }
    }
}

/// <summary>What one detector says of one item.</summary>
public sealed record Finding(Subcategory Subcategory, Signal Signal)
{
    /// <summary>What the rule said, where <see cref="Signal"/> is what rule and judge come to together.</summary>
    public Signal? Rule { get; init; }

    /// <summary>What a judge said of it; null where none was wanted.</summary>
    public JudgeVerdict? Verdict { get; init; }

    /// <summary>True where it makes the item unsafe: a failure of the security bucket or a safety category.</summary>
    public bool IsUnsafe => Signal.Decision == Decision.Fail
        && (Subcategory.Bucket == DetectorSelection.SecurityBucket || SecurityCategory is not null);

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

/// <summary>What all selected detectors and metrics say of one item, in the taxonomy's order.</summary>
public sealed record ItemReport(ImmutableArray<Finding> Findings)
{
    public ImmutableArray<MetricReading> Metrics { get; init; } = [];

    /// <summary>How asking a judge went; null where none was to be asked.</summary>
    public ItemJudging? Judging { get; init; }

    /// <summary>What threw at this item: faults of ours, for whoever runs the service to hear of.</summary>
    public ImmutableArray<BrokenDetector> Broken { get; init; } = [];
}
