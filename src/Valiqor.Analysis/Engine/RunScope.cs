using System.Collections.Immutable;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;

namespace Valiqor.Analysis.Engine;

/// <summary>What a run was asked to look for: its options, as far as they choose detectors and metrics.</summary>
public sealed record RunScope
{
    /// <summary>What a run looks for that was asked for nothing in particular.</summary>
    public static RunScope Everything { get; } = new();

    /// <summary>Only these subcategories, when not empty; together with <see cref="Buckets"/> a union.</summary>
    public ImmutableHashSet<string> Subcategories { get; init; } = [];

    public ImmutableHashSet<string> Buckets { get; init; } = [];

    public bool RunSecurity { get; init; } = true;

    public bool RunEval { get; init; } = true;

    /// <summary>Safety categories ("S9") whose detectors run whatever the other options say.</summary>
    public ImmutableHashSet<string> MandatoryCategories { get; init; } = [];

    /// <summary>Metrics that are taken whatever the other options say.</summary>
    public ImmutableHashSet<string> MandatoryMetrics { get; init; } = [];

    /// <summary>Why a subcategory is not looked for; null where it is.</summary>
    internal string? WhyNot(Subcategory row, FeatureKind kind)
    {
        bool mandatory = row.RelatedSecurityCategories.Any(MandatoryCategories.Contains);
        return !mandatory && !IsAsked(row) ? "not asked for in this run"
            : !mandatory && !RunSecurity && row.Bucket == FailureTaxonomy.SecurityBucket ? "run_security is off"
            : !row.AppliesToKind(kind) ? $"does not apply to {Wire.Name(kind)}"
            : null;
    }

    /// <summary>
    /// Why a metric is not taken; null where it is. One that belongs to subcategories is left out with the last of
    /// them; one that belongs to none is a question to the whole item.
    /// </summary>
    internal string? WhyNot(EvalMetric metric, FailureTaxonomy taxonomy, FeatureKind kind)
    {
        if (MandatoryMetrics.Contains(metric.Id))
        {
            return null;
        }

        if (!RunEval)
        {
            return "run_eval is off";
        }

        string?[] reasons =
        [
            .. from row in taxonomy.Subcategories
               where row.RelatedEvalMetrics.Contains(metric.Id)
               select WhyNot(row, kind),
        ];
        return reasons.Contains(null) ? null : reasons.FirstOrDefault();
    }

    private bool IsAsked(Subcategory row) =>
        (Subcategories.IsEmpty && Buckets.IsEmpty) || Subcategories.Contains(row.Id) || Buckets.Contains(row.Bucket);
}
