using System.Collections.Immutable;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Scoring;

/// <summary>How asking a judge went, over many items.</summary>
/// <param name="ItemsJudged">Items with a verdict or a metric of the judge.</param>
/// <param name="ItemsNotJudged">Items that were to be judged, and have neither.</param>
public sealed record JudgeTally(int ItemsJudged, int ItemsNotJudged)
{
    public static JudgeTally Empty { get; } = new(0, 0);

    /// <summary>What was amiss with answers, by the wire's word for it, as often as it was.</summary>
    public ImmutableSortedDictionary<string, int> Faults { get; init; } =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    public JudgeTally Merge(JudgeTally other) =>
        new(ItemsJudged + other.ItemsJudged, ItemsNotJudged + other.ItemsNotJudged)
        {
            Faults = Tally.Sum(Faults, other.Faults),
        };

    internal JudgeTally Add(ItemJudging? item) => item is null
        ? this
        : Merge(new JudgeTally(item.IsJudged ? 1 : 0, item.IsJudged ? 0 : 1)
        {
            Faults = item.Faults.GroupBy(Wire.Name).ToImmutableSortedDictionary(
                group => group.Key, group => group.Count(), StringComparer.Ordinal),
        });
}
