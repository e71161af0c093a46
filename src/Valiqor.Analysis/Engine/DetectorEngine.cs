using System.Collections.Immutable;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Rules;
using Valiqor.Analysis.Scoring.Metrics;
using Valiqor.Text.JsonSchema;

namespace Valiqor.Analysis.Engine;

/// <summary>
/// Puts an item before the detectors and metrics of a selection. One that throws costs its own verdict, never the
/// item's.
/// </summary>
public static class DetectorEngine
{
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
            return signal.Evidence.Length > Evidence.Limit
                ? signal with { Evidence = signal.Evidence[..Evidence.Limit] }
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
