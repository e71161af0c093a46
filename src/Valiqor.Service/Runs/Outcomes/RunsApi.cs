using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Valiqor.Client;
using Valiqor.Service.Door;

namespace Valiqor.Service.Runs.Outcomes;

/// <summary>What can be asked of a run.</summary>
internal sealed class RunsApi(RunStorage storage, RunReader reader) : IOperationGroup
{
    public ImmutableArray<Operation> Operations =>
    [
        new("GetRun", "GET", Routes.Run, "Returns everything known about a run.", GetAsync)
        {
            Aliases =
            [
                new("GetRunResult", "GET", Routes.RunResult),
                new("GetShortRun", "GET", Routes.ShortRun),
                new("GetShortRunResult", "GET", Routes.ShortRunResult),
            ],
            Answer = BodyShape.Json(WireJson.Default.RunResult),
        },
        new("GetRunInputs", "GET", Routes.RunInputs, "Lists the items of a run with their failures.", GetInputsAsync)
        {
            Aliases = [new("GetShortRunInputs", "GET", Routes.ShortRunInputs)],
            Answer = BodyShape.Json(WireJson.Default.IReadOnlyListRunInput),
        },
    ];

    private async Task<IResult> GetAsync(ApiCall call)
    {
        RunRow row = await call.FindRunAsync(storage);
        return Results.Json(await reader.ResultAsync(row, call.Aborted), WireJson.Default.RunResult);
    }

    private async Task<IResult> GetInputsAsync(ApiCall call)
    {
        RunRow row = await call.FindRunAsync(storage);
        return new JsonArrayResult<RunInput>(reader.InputsAsync(row, call.Aborted), WireJson.Default.RunInput);
    }
}
