using Valiqor.Pipeline.Runs;
using Valiqor.Pipeline.Traces;

namespace Valiqor.Pipeline.Http;

/// <summary>What a run can be started over, and which runs have been.</summary>
public sealed class RunSources(DatasetIntake datasets, TraceRuns traces, RunClaims claims)
{
    public DatasetIntake Datasets => datasets;

    public TraceRuns Traces => traces;

    public RunClaims Claims => claims;
}
