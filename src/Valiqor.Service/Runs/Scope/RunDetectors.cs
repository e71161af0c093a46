using System.Text.Json;
using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Scoring;
using Valiqor.Analysis.Scoring.Metrics;
using Valiqor.Client;
using Valiqor.Service.Judging;

namespace Valiqor.Service.Runs.Scope;

/// <summary>Which detectors and metrics a run uses.</summary>
internal sealed class RunDetectors(FailureTaxonomy taxonomy)
{
    public FailureTaxonomy Taxonomy => taxonomy;

    public DetectorSelection SelectFor(RunRow row) => SelectFor(OptionsOf(row), KindOf(row));

    public DetectorSelection SelectFor(AnalyzeOptions options, FeatureKind kind) =>
        DetectorSelection.Choose(taxonomy, DetectorCatalog.All, MetricCatalog.All, kind, ScopeOf(options));

    /// <summary>The run as its judge knows it.</summary>
    internal JudgedRun Judged(RunRow row)
    {
        AnalyzeOptions options = OptionsOf(row);
        FeatureKind kind = KindOf(row);
        return new JudgedRun(row.Run, kind, SelectFor(options, kind), ScopeOf(options), row.JudgeModel)
        {
            PromptVersion = row.JudgePromptVersion,
            WantsJudge = options.RunJudge,
            HasOwnKey = row.HasOwnKey,
        };
    }

    public static AnalyzeOptions OptionsOf(RunRow row) =>
        JsonSerializer.Deserialize(row.Options, RunJson.Default.AnalyzeOptions)!;

    /// <summary>Known once the run is planned; before that the least that any run is.</summary>
    public static FeatureKind KindOf(RunRow row) =>
        row.FeatureKind is { } name && Wire.TryParse(name, out FeatureKind kind) ? kind : FeatureKind.GenericLlm;

    /// <summary>0–1, as it was when the run was planned: a setting that changes since does not split the run.</summary>
    public static double QualityThresholdOf(RunRow row) => row.QualityThreshold ?? Thresholds.DefaultQuality;

    internal static RunScope ScopeOf(AnalyzeOptions options) => new()
    {
        Subcategories = [.. options.Subcategories],
        Buckets = [.. options.Buckets],
        RunSecurity = options.RunSecurity,
        RunEval = options.RunEval,
        MandatoryCategories = [.. options.MandatorySecurityCategories],
        MandatoryMetrics = [.. options.MandatoryEvalMetrics],
    };
}
