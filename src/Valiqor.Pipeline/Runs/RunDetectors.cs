using System.Text.Json;
using Valiqor.Analysis;
using Valiqor.Analysis.Taxonomy;
using Valiqor.Client;
using Valiqor.Pipeline.Storage;

namespace Valiqor.Pipeline.Runs;

/// <summary>Which detectors a run uses.</summary>
public sealed class RunDetectors(FailureTaxonomy taxonomy)
{
    public FailureTaxonomy Taxonomy => taxonomy;

    public DetectorSelection SelectFor(RunRow row)
    {
        AnalyzeOptions options = OptionsOf(row);
        return DetectorSelection.Choose(
            taxonomy,
            DetectorCatalog.All,
            KindOf(row),
            options.Subcategories.ToHashSet(StringComparer.Ordinal),
            options.Buckets.ToHashSet(StringComparer.Ordinal),
            options.RunSecurity);
    }

    public static AnalyzeOptions OptionsOf(RunRow row) =>
        JsonSerializer.Deserialize(row.Options, PipelineJson.Default.AnalyzeOptions)!;

    /// <summary>Known once the run is planned; before that the least that any run is.</summary>
    public static FeatureKind KindOf(RunRow row) =>
        row.FeatureKind is { } name && Wire.TryParse(name, out FeatureKind kind) ? kind : FeatureKind.GenericLlm;
}
