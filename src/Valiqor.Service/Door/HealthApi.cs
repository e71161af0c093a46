using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Valiqor.Client;
using Valiqor.Service.Door.Keys;

namespace Valiqor.Service.Door;

/// <summary>Whether the service lives and can work.</summary>
internal sealed class HealthApi(KeyStorage storage) : IOperationGroup
{
    public ImmutableArray<Operation> Operations =>
    [
        new("Healthz", "GET", Routes.Healthz, "Reports that the process is alive.", HealthAsync)
        {
            Access = Access.Open,
            Answer = BodyShape.Json(WireJson.Default.ServiceHealth),
        },
        new("Readyz", "GET", Routes.Readyz, "Reports that storage is reachable.", ReadyAsync)
        {
            Access = Access.Open,
            Answer = BodyShape.Json(WireJson.Default.ServiceHealth),
        },
    ];

    private static Task<IResult> HealthAsync(ApiCall call) =>
        Task.FromResult(Results.Json(new ServiceHealth("ok"), WireJson.Default.ServiceHealth));

    private async Task<IResult> ReadyAsync(ApiCall call)
    {
        await storage.PingAsync(call.Aborted);
        return Results.Json(new ServiceHealth("ready"), WireJson.Default.ServiceHealth);
    }
}
