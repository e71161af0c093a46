using Microsoft.AspNetCore.Http;
using Valiqor.Client;
using Valiqor.Service.Door;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Outcomes;

namespace Valiqor.Service.Intake;

/// <summary>
/// Answers for runs that were just started: the result where it comes soon, else where to ask for it.
/// </summary>
internal sealed class RunAnswers(RunReader reader, RunProgressReader progress, IIntakeSettings settings)
{
    public bool IsWaitedFor(int items) => items <= settings.InlineItems;

    public async Task<IResult> StartedAsync(ApiCall call, RunRow row, bool waits)
    {
        if (!waits)
        {
            return Accepted(call, row);
        }

        var patience = TimeSpan.FromSeconds(settings.InlineWaitSeconds);
        row = await progress.WaitAsync(row, patience, call.Aborted);
        return RunStatus.IsFinal(row.Status)
            ? Results.Json(await reader.ResultAsync(row, call.Aborted), WireJson.Default.RunResult)
            : Accepted(call, row);
    }

    private static IResult Accepted(ApiCall call, RunRow row)
    {
        string statusPath = "/" + Routes.RunStatus.Replace("{runId}", row.RowKey, StringComparison.Ordinal);
        call.Request.HttpContext.Response.Headers.Location = statusPath;
        var body = new JobAccepted
        {
            RunId = row.RowKey,
            JobId = row.RowKey,
            Status = row.Status,
            Message = "The run continues on its own: ask status_url how far it is.",
            StatusUrl = statusPath,
        };
        return Results.Json(body, WireJson.Default.JobAccepted, statusCode: StatusCodes.Status202Accepted);
    }
}
