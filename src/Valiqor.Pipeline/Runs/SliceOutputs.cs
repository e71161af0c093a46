using Valiqor.Analysis.Scans;
using Valiqor.Analysis.Taxonomy;
using Valiqor.Pipeline.Scans;
using Valiqor.Pipeline.Storage;
using Valiqor.Pipeline.Traces;

namespace Valiqor.Pipeline.Runs;

/// <summary>
/// Prepares the analysis of slices: the detectors and metrics of their run, and the scan that explains its failures.
/// </summary>
public sealed class SliceOutputs(RunDetectors detectors, RunScans scans)
{
    public FailureTaxonomy Taxonomy => detectors.Taxonomy;

    internal async Task<SliceOutput> OpenAsync(RunRow row, CancellationToken cancellationToken)
    {
        ScanExplainer? scan = await scans.LoadAsync(row, cancellationToken);
        double threshold = RunDetectors.QualityThresholdOf(row);
        return new SliceOutput(detectors.Taxonomy, row.Run, detectors.SelectFor(row), scan, threshold)
        {
            IsOfTrace = row.InputType == TraceRuns.InputType,
        };
    }
}
