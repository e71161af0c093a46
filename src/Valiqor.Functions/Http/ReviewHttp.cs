using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Valiqor.Pipeline.Http;

namespace Valiqor.Functions.Http;

/// <summary>Binds the operations on a tag.</summary>
public sealed class ReviewHttp(Api api)
{
    [Function("UpdateTag")]
    public Task<IResult> UpdateTagAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Routes.Tag)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("UpdateTag", request, client);

    [Function("PutTag")]
    public Task<IResult> PutTagAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Tag)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("PutTag", request, client);

    [Function("PostTag")]
    public Task<IResult> PostTagAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Tag)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("PostTag", request, client);
}
