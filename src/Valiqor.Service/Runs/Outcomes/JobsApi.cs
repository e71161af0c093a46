using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Valiqor.Client;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs.Records;

namespace Valiqor.Service.Runs.Outcomes;

/// <summary>A run as a job that goes on: how far it is, and to stop it.</summary>
internal sealed class JobsApi(RunStorage storage, RunProgressReader progress, RunLifecycle ledger) : IOperationGroup
{
    public ImmutableArray<Operation> Operations =>
    [
        new("GetRunStatus", "GET", Routes.RunStatus, "Returns the progress of a run.", GetStatusAsync)
        {
            Aliases =
            [
                new("GetShortRunStatus", "GET", Routes.ShortRunStatus),
                new("GetJobStatus", "GET", Routes.JobStatus),
            ],
            CountsAgainstLimits = false,
            Answer = BodyShape.Json(WireJson.Default.JobStatus),
        },
        new("CancelRun", "POST", Routes.RunCancel, "Stops a run; what it found stays.", CancelAsync)
        {
            Aliases =
            [
                new("CancelShortRun", "POST", Routes.ShortRunCancel),
                new("DeleteRun", "DELETE", Routes.Run),
            ],
            Answer = BodyShape.Json(WireJson.Default.JobStatus),
        },
    ];

    private async Task<IResult> GetStatusAsync(ApiCall call) =>
        await StatusAsync(await call.FindRunAsync(storage), call);

    private async Task<IResult> CancelAsync(ApiCall call)
    {
        RunRow found = await call.FindRunAsync(storage);
        RunRow row = await ledger.RequestCancelAsync(found.Run, call.Aborted);
        return RunStatus.IsFinal(row.Status)
            ? throw ProblemException.RunHasEnded(row.Status)
            : await StatusAsync(row, call);
    }

    private async Task<IResult> StatusAsync(RunRow row, ApiCall call) =>
        Results.Json(await progress.StatusAsync(row, call.Aborted), WireJson.Default.JobStatus);
}
