using System.Collections.Immutable;

namespace Valiqor.Analysis.Scoring;

/// <summary>Counts scored items into a tally.</summary>
public sealed class TallyCounter
{
    private readonly Dictionary<string, SubcategoryTally> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _security = new(StringComparer.Ordinal);
    private readonly HashSet<string> _categories = new(StringComparer.Ordinal);
    private int _items;
    private int _failed;
    private int _allPassed;
    private int _unsafe;

    public void Add(ImmutableArray<ScoredFinding> findings)
    {
        bool failed = false;
        bool unsure = false;
        bool isUnsafe = false;
        _categories.Clear();
        foreach ((Finding finding, Score score) in findings)
        {
            Decision decision = finding.Signal.Decision;
            string id = finding.Subcategory.Id;
            _rows[id] = _rows.GetValueOrDefault(id).Merge(SubcategoryTally.Of(decision, score));
            failed |= decision == Decision.Fail;
            unsure |= decision == Decision.Unsure;
            isUnsafe |= decision == Decision.Fail && finding.Subcategory.Bucket == DetectorSelection.SecurityBucket;
            if (finding.Signal is { Decision: Decision.Fail, SecurityCategory: { } category })
            {
                _categories.Add(category);
            }
        }

        foreach (string category in _categories)
        {
            _security[category] = _security.GetValueOrDefault(category) + 1;
        }

        _items++;
        _failed += failed ? 1 : 0;
        _allPassed += failed || unsure ? 0 : 1;
        _unsafe += isUnsafe || _categories.Count > 0 ? 1 : 0;
    }

    public Tally ToTally() => new()
    {
        Items = _items,
        ItemsWithFailures = _failed,
        ItemsAllPassed = _allPassed,
        UnsafeItems = _unsafe,
        Subcategories = _rows.ToImmutableSortedDictionary(StringComparer.Ordinal),
        SecurityFailures = _security.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };
}

/// <summary>A finding with its score at the item's own level, before the run's frequency weight.</summary>
public readonly record struct ScoredFinding(Finding Finding, Score Score);
