using System.Collections.Immutable;
using Valiqor.Analysis.Taxonomy;

namespace Valiqor.Analysis;

/// <summary>Which detectors a run uses, and why the others are left out. In the taxonomy's order.</summary>
public sealed record DetectorSelection(
    ImmutableArray<SelectedDetector> Running,
    ImmutableArray<SkippedDetector> Skipped)
{
    public const string SecurityBucket = "security_safety";

    /// <param name="subcategories">
    /// Only these, when not empty; together with <paramref name="buckets"/> a union.
    /// </param>
    public static DetectorSelection Choose(
        FailureTaxonomy taxonomy,
        ImmutableArray<IDetector> detectors,
        FeatureKind kind,
        IReadOnlyCollection<string> subcategories,
        IReadOnlyCollection<string> buckets,
        bool runSecurity)
    {
        var rules = detectors.OfType<IRule>().ToDictionary(rule => rule.Subcategory, StringComparer.Ordinal);
        var running = ImmutableArray.CreateBuilder<SelectedDetector>();
        var skipped = ImmutableArray.CreateBuilder<SkippedDetector>();
        foreach (Subcategory row in taxonomy.Subcategories)
        {
            bool asked = (subcategories.Count == 0 && buckets.Count == 0)
                || subcategories.Contains(row.Id)
                || buckets.Contains(row.Bucket);
            string? reason =
                !asked ? "not asked for in this run"
                : row.Bucket == SecurityBucket && !runSecurity ? "run_security is off"
                : !row.AppliesToKind(kind) ? $"does not apply to {Wire.Name(kind)}"
                : !rules.ContainsKey(row.Id) ? "no detector yet"
                : null;
            if (reason is null)
            {
                running.Add(new SelectedDetector(row, rules[row.Id]));
            }
            else
            {
                skipped.Add(new SkippedDetector(row.Id, reason));
            }
        }

        return new DetectorSelection(running.ToImmutable(), skipped.ToImmutable());
    }
}

public sealed record SelectedDetector(Subcategory Subcategory, IRule Rule);

public sealed record SkippedDetector(string SubcategoryId, string Reason);
