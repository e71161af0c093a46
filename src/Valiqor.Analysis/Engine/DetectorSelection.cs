using System.Collections.Immutable;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Judging;
using Valiqor.Analysis.Rules;
using Valiqor.Analysis.Scoring.Metrics;

namespace Valiqor.Analysis.Engine;

/// <summary>
/// Which detectors and metrics a run uses, and why the others are left out. In the taxonomy's order.
/// </summary>
public sealed record DetectorSelection(
    ImmutableArray<SelectedDetector> Running,
    ImmutableArray<SkippedDetector> Skipped)
{
    /// <summary>Why a metric is left out that no rule can take.</summary>
    public const string WantsJudge = "a judge takes it";

    public ImmutableArray<IMetric> Metrics { get; private init; } = [];

    public ImmutableArray<SkippedMetric> SkippedMetrics { get; private init; } = [];

    /// <summary>
    /// Every safety category ("S9") that one of the detectors can find: of a subcategory with many, those of its rule.
    /// </summary>
    public ImmutableSortedSet<string> SecurityCategories =>
        Running.SelectMany(running => running.Rule is ISafetyCategories rule
            ? rule.SafetyCategories
            : running.Subcategory.RelatedSecurityCategories)
        .ToImmutableSortedSet(StringComparer.Ordinal);

    /// <summary>The same with a judge beside the rules, which knows all of them.</summary>
    public ImmutableSortedSet<string> RelatedSecurityCategories =>
        Running.SelectMany(running => running.Subcategory.RelatedSecurityCategories)
            .ToImmutableSortedSet(StringComparer.Ordinal);

    /// <summary>True where any detector of the security bucket runs.</summary>
    public bool LooksForSecurity =>
        Running.Any(running => running.Subcategory.Bucket == FailureTaxonomy.SecurityBucket);

    /// <summary>True where one of those detectors looks at what the user sent.</summary>
    public bool LooksAtAnyInput => Running.Any(running => LooksAtInputs(running.Subcategory));

    /// <summary>True for a subcategory of the security bucket that is looked for in what the user sent.</summary>
    public static bool LooksAtInputs(Subcategory row) =>
        row.Bucket == FailureTaxonomy.SecurityBucket && row.RequiredInputs.Contains(ItemPart.Input);

    /// <param name="detectors">Those that there are; one that is asked for and is not there is skipped.</param>
    /// <param name="metrics">Those that there are.</param>
    public static DetectorSelection Choose(
        FailureTaxonomy taxonomy,
        ImmutableArray<IDetector> detectors,
        ImmutableArray<IMetric> metrics,
        FeatureKind kind,
        RunScope scope)
    {
        var rules = detectors.OfType<IRule>().ToDictionary(rule => rule.Subcategory, StringComparer.Ordinal);
        var running = ImmutableArray.CreateBuilder<SelectedDetector>();
        var skipped = ImmutableArray.CreateBuilder<SkippedDetector>();
        foreach (Subcategory row in taxonomy.Subcategories)
        {
            string? reason = scope.WhyNot(row, kind) ?? (rules.ContainsKey(row.Id) ? null : "no detector yet");
            if (reason is null)
            {
                running.Add(new SelectedDetector(row, rules[row.Id]));
            }
            else
            {
                skipped.Add(new SkippedDetector(row.Id, reason));
            }
        }

        return new DetectorSelection(running.ToImmutable(), skipped.ToImmutable())
            .WithMetrics(taxonomy, metrics, kind, scope);
    }

    /// <summary>What the judge of a run may be asked about: it is asked beside rules, never alone.</summary>
    public JudgeSelection ForJudge(
        FailureTaxonomy taxonomy,
        JudgePrompts prompts,
        FeatureKind kind,
        RunScope scope,
        JudgeScope judge) => new(
        judge.Ask == AskJudge.Never
            ? []
            :
            [
                .. from running in Running
                   where prompts.HasCriterion(running.Subcategory.Id)
                   select running.Subcategory,
            ],
        [
            .. from row in taxonomy.Metrics
               where row.Kind == EvalMetricKind.Judge && prompts.HasMetric(row.Id)
               where scope.WhyNot(row, taxonomy, kind) is null
               select row,
        ],
        judge);

    private DetectorSelection WithMetrics(
        FailureTaxonomy taxonomy,
        ImmutableArray<IMetric> metrics,
        FeatureKind kind,
        RunScope scope)
    {
        var taken = ImmutableArray.CreateBuilder<IMetric>();
        var skipped = ImmutableArray.CreateBuilder<SkippedMetric>();
        foreach (EvalMetric row in taxonomy.Metrics)
        {
            IMetric? metric = metrics.FirstOrDefault(metric => metric.Id == row.Id);
            string? reason = scope.WhyNot(row, taxonomy, kind)
                ?? (metric is null ? WantsJudge
                    : metric.OnlyWhenNamed && !scope.MandatoryMetrics.Contains(row.Id)
                        ? "taken only when mandatory_eval_metrics names it"
                    : null);
            if (reason is null)
            {
                taken.Add(metric!);
            }
            else
            {
                skipped.Add(new SkippedMetric(row.Id, reason));
            }
        }

        return this with { Metrics = taken.ToImmutable(), SkippedMetrics = skipped.ToImmutable() };
    }
}

public sealed record SelectedDetector(Subcategory Subcategory, IRule Rule);

public sealed record SkippedDetector(string SubcategoryId, string Reason);

public sealed record SkippedMetric(string MetricId, string Reason);
