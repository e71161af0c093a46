using Valiqor.Pipeline.Traces;

namespace Valiqor.Pipeline.Http;

/// <summary>What a run can be started over.</summary>
public sealed class RunSources(DatasetIntake datasets, TraceRuns traces)
{
    public DatasetIntake Datasets => datasets;

    public TraceRuns Traces => traces;
}
