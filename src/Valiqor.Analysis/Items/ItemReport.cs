using System.Collections.Immutable;

namespace Valiqor.Analysis.Items;

/// <summary>What all selected detectors and metrics say of one item, in the taxonomy's order.</summary>
public sealed record ItemReport(ImmutableArray<Finding> Findings)
{
    public ImmutableArray<MetricReading> Metrics { get; init; } = [];

    /// <summary>How asking a judge went; null where none was to be asked.</summary>
    public ItemJudging? Judging { get; init; }

    /// <summary>What threw at this item: faults of ours, for whoever runs the service to hear of.</summary>
    public ImmutableArray<BrokenDetector> Broken { get; init; } = [];
}
