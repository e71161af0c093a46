using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Valiqor.Pipeline.Http;

namespace Valiqor.Functions.Http;

/// <summary>Binds the operations that describe the API.</summary>
public sealed class ReferenceHttp(Api api)
{
    [Function("GetOpenApi")]
    public Task<IResult> GetOpenApiAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.OpenApi)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetOpenApi", request, client);

    [Function("GetReference")]
    public Task<IResult> GetReferenceAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Reference)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetReference", request, client);

    [Function("GetReferenceScript")]
    public Task<IResult> GetReferenceScriptAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.ReferenceScript)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetReferenceScript", request, client);
}
