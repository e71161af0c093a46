using System.Collections.Immutable;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Scoring;

/// <summary>Counts scored items into a tally.</summary>
/// <param name="qualityThreshold">0–1: from where on a metric's value is good enough.</param>
public sealed class TallyCounter(double qualityThreshold = Thresholds.DefaultQuality)
{
    private readonly MetricCounter _metrics = new(qualityThreshold);
    private readonly Dictionary<string, SubcategoryTally> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _security = new(StringComparer.Ordinal);
    private int _items;
    private int _failed;
    private int _allPassed;
    private int _unsafe;
    private int _unsafeInputs;
    private JudgeTally _judging = JudgeTally.Empty;

    /// <param name="judging">How asking a judge about the item went; null where none was asked.</param>
    public void Add(
        ImmutableArray<ScoredFinding> findings,
        ImmutableArray<MetricReading> metrics,
        ItemJudging? judging = null)
    {
        bool failed = false;
        bool unsure = false;
        foreach ((Finding finding, Score score) in findings)
        {
            Decision decision = finding.Signal.Decision;
            string id = finding.Subcategory.Id;
            _rows[id] = _rows.GetValueOrDefault(id).Merge(SubcategoryTally.Of(decision, score));
            failed |= decision == Decision.Fail;
            unsure |= decision == Decision.Unsure;
        }

        _metrics.Add(metrics);
        CountSecurity(findings);
        _judging = _judging.Add(judging);
        _items++;
        _failed += failed ? 1 : 0;
        _allPassed += failed || unsure ? 0 : 1;
    }

    public Tally ToTally() => new()
    {
        Items = _items,
        ItemsWithFailures = _failed,
        ItemsAllPassed = _allPassed,
        Subcategories = _rows.ToImmutableSortedDictionary(StringComparer.Ordinal),
        UnsafeItems = _unsafe,
        UnsafeInputs = _unsafeInputs,
        SecurityFailures = _security.ToImmutableSortedDictionary(StringComparer.Ordinal),
        Metrics = _metrics.ToTallies(),
        Judging = _judging,
    };

    private void CountSecurity(ImmutableArray<ScoredFinding> findings)
    {
        _unsafe += findings.Any(scored => scored.Finding.IsUnsafe) ? 1 : 0;
        _unsafeInputs += findings.Any(scored => scored.Finding.IsUnsafeInput) ? 1 : 0;
        IEnumerable<string> categories =
            from scored in findings
            let category = scored.Finding.SecurityCategory
            where category is not null
            select category;
        foreach (string category in categories.Distinct(StringComparer.Ordinal))
        {
            _security[category] = _security.GetValueOrDefault(category) + 1;
        }
    }
}

/// <summary>A finding with its score at the item's own level, before the run's frequency weight.</summary>
public readonly record struct ScoredFinding(Finding Finding, Score Score);
