using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Scans;
using Valiqor.Client;
using Valiqor.Service.Judging;
using Valiqor.Service.Judging.Keys;
using Valiqor.Service.Runs.Scope;

namespace Valiqor.Service.Runs.Slices;

/// <summary>
/// Prepares the analysis of slices: the detectors and metrics of their run, and the scan that explains its failures.
/// </summary>
internal sealed class SliceSetup(RunDetectors detectors, ScanOfRun scans, Judges judges, DetectorFaults faults)
{
    public FailureTaxonomy Taxonomy => detectors.Taxonomy;

    /// <inheritdoc cref="Judges.ModelFor"/>
    public string? JudgeModelFor(AnalyzeOptions options, bool hasOwnKey) => judges.ModelFor(options, hasOwnKey);

    /// <param name="ownKey">
    /// The caller's key for the judge, where it comes with the request and not with the run.
    /// </param>
    internal async Task<SliceOutput> OpenAsync(
        RunRow row,
        JudgeKey? ownKey,
        CancellationToken cancellationToken)
    {
        ScanExplainer? scan = await scans.LoadAsync(row, cancellationToken);
        double threshold = RunDetectors.QualityThresholdOf(row);
        JudgedRun judged = detectors.Judged(row);
        return new SliceOutput(
            detectors.Taxonomy, row.Run, judged.Detectors, scan, threshold, judges.LabelOf(judged))
        {
            IsOfTrace = row.InputType == InputTypes.Trace,
            Faults = faults,
            Judge = await judges.OpenAsync(judged, ownKey, cancellationToken),
        };
    }
}
