using Microsoft.AspNetCore.Http;
using Valiqor.Client;
using Valiqor.Pipeline.Runs;
using Valiqor.Pipeline.Storage;

namespace Valiqor.Pipeline.Http;

/// <summary>What can be asked of a run.</summary>
public sealed class RunsApi(RunStorage storage, RunReader reader)
{
    public async Task<IResult> GetAsync(ApiCall call)
    {
        RunRow row = await call.FindRunAsync(storage);
        return Results.Json(await reader.ResultAsync(row, call.Aborted), WireJson.Default.RunResult);
    }

    public async Task<IResult> GetInputsAsync(ApiCall call)
    {
        RunRow row = await call.FindRunAsync(storage);
        return new JsonArrayResult<RunInput>(reader.InputsAsync(row, call.Aborted), WireJson.Default.RunInput);
    }
}
