using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Scoring.Metrics;

/// <summary>A number from 0 to 1 that says how good an item's output is: pure and total, the same every time.</summary>
public interface IMetric
{
    /// <summary>The id of the metric in taxonomy.json.</summary>
    string Id { get; }

    /// <summary>True where a run takes it only when <c>mandatory_eval_metrics</c> names it.</summary>
    bool OnlyWhenNamed { get; }

    Measurement Measure(ItemFacts facts);
}
