using Valiqor.Pipeline.Traces;

namespace Valiqor.Pipeline.Http;

/// <summary>What a run can be started over, and what the requests bring along.</summary>
public sealed class RunSources(DatasetIntake datasets, TraceRuns traces, RunRequests requests)
{
    public DatasetIntake Datasets => datasets;

    public TraceRuns Traces => traces;

    public RunRequests Requests => requests;
}
