using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Valiqor.Pipeline.Http;

namespace Valiqor.Functions.Http;

/// <summary>Binds the operations on keys and their usage.</summary>
public sealed class KeyHttp(Api api)
{
    [Function("CreateApiKey")]
    public Task<IResult> CreateApiKeyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.CreateApiKey)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("CreateApiKey", request, client);

    [Function("ListApiKeys")]
    public Task<IResult> ListApiKeysAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Keys)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("ListApiKeys", request, client);

    [Function("RevokeApiKey")]
    public Task<IResult> RevokeApiKeyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Key)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("RevokeApiKey", request, client);

    [Function("PostRevokeApiKey")]
    public Task<IResult> PostRevokeApiKeyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.KeyRevoke)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("PostRevokeApiKey", request, client);

    [Function("GetUsage")]
    public Task<IResult> GetUsageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Usage)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetUsage", request, client);
}
