using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Valiqor.Pipeline.Http;

namespace Valiqor.Functions.Http;

/// <summary>Binds the operations that bring datasets in.</summary>
public sealed class DatasetHttp(Api api)
{
    [Function("StartRun")]
    public Task<IResult> StartRunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Analyze)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("StartRun", request, client);

    [Function("EstimateRun")]
    public Task<IResult> EstimateRunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Estimate)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("EstimateRun", request, client);

    [Function("Playground")]
    public Task<IResult> PlaygroundAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Playground)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("Playground", request, client);

    [Function("UploadDataset")]
    public Task<IResult> UploadDatasetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Dataset)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("UploadDataset", request, client);
}
