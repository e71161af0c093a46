using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Valiqor.Pipeline.Http;

namespace Valiqor.Functions.Http;

/// <summary>Binds the operations on the service itself.</summary>
public sealed class ServiceHttp(Api api)
{
    [Function("Healthz")]
    public Task<IResult> HealthzAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Healthz)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("Healthz", request, client);

    [Function("Readyz")]
    public Task<IResult> ReadyzAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Readyz)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("Readyz", request, client);
}
