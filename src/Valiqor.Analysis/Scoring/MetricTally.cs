using System.Collections.Immutable;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Scoring;

/// <summary>One metric's part of a tally, in whole numbers: it merges in any order.</summary>
public sealed record MetricTally
{
    public static MetricTally Empty { get; } = new();

    /// <summary>Of the values, in ten-thousandths.</summary>
    public long Sum { get; init; }

    /// <summary>Items that have a value.</summary>
    public int Count { get; init; }

    /// <summary>Items whose value reaches the quality threshold.</summary>
    public int Passed { get; init; }

    /// <summary>Items without a value, by the wire name of the reason.</summary>
    public ImmutableSortedDictionary<string, int> NotMeasured { get; init; } =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>0–1; null where no item has a value.</summary>
    public double? Mean() => Count == 0 ? null : Score.Round((double)Sum / Count / Measurement.Unit);

    public MetricTally Merge(MetricTally other) => new()
    {
        Sum = Sum + other.Sum,
        Count = Count + other.Count,
        Passed = Passed + other.Passed,
        NotMeasured = Tally.Sum(NotMeasured, other.NotMeasured),
    };
}
