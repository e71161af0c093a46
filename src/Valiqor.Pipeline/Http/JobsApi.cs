using Microsoft.AspNetCore.Http;
using Valiqor.Client;
using Valiqor.Pipeline.Runs;
using Valiqor.Pipeline.Storage;

namespace Valiqor.Pipeline.Http;

/// <summary>A run as a job that goes on: how far it is, and to stop it.</summary>
public sealed class JobsApi(RunStorage storage, RunProgressReader progress, RunLedger ledger)
{
    public async Task<IResult> GetStatusAsync(ApiCall call) =>
        await StatusAsync(await call.FindRunAsync(storage), call);

    public async Task<IResult> CancelAsync(ApiCall call)
    {
        RunRow row = await call.FindRunAsync(storage);
        return await ledger.RequestCancelAsync(row, call.Aborted)
            ? await StatusAsync(row, call)
            : throw ProblemException.RunHasEnded(row.Status);
    }

    private async Task<IResult> StatusAsync(RunRow row, ApiCall call) =>
        Results.Json(await progress.StatusAsync(row, call.Aborted), WireJson.Default.JobStatus);
}
