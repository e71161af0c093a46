using System.Collections.Immutable;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Scoring;

/// <summary>Counts the metrics of items.</summary>
/// <param name="threshold">0–1: from where on a value is good enough.</param>
internal sealed class MetricCounter(double threshold)
{
    private readonly int _enough = Measurement.UnitsOf(threshold);
    private readonly Dictionary<string, Count> _counts = new(StringComparer.Ordinal);

    public void Add(ImmutableArray<MetricReading> metrics)
    {
        foreach ((string id, Measurement measurement) in metrics)
        {
            if (!_counts.TryGetValue(id, out Count? count))
            {
                count = _counts[id] = new Count();
            }

            count.Add(measurement, _enough);
        }
    }

    public ImmutableSortedDictionary<string, MetricTally> ToTallies() =>
        _counts.ToImmutableSortedDictionary(
            row => row.Key, row => row.Value.ToTally(), StringComparer.Ordinal);

    private sealed class Count
    {
        private readonly SortedDictionary<string, int> _without = new(StringComparer.Ordinal);
        private long _sum;
        private int _items;
        private int _passed;

        public void Add(Measurement measurement, int enough)
        {
            if (measurement.Units is { } units)
            {
                _sum += units;
                _items++;
                _passed += units >= enough ? 1 : 0;
            }
            else
            {
                string why = Wire.Name(measurement.Why);
                _without[why] = _without.GetValueOrDefault(why) + 1;
            }
        }

        public MetricTally ToTally() => new()
        {
            Sum = _sum,
            Count = _items,
            Passed = _passed,
            NotMeasured = _without.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }
}
