using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Valiqor.Pipeline.Http;

namespace Valiqor.Functions.Http;

/// <summary>Binds the operations on all runs together.</summary>
public sealed class RunListHttp(Api api)
{
    [Function("ListRuns")]
    public Task<IResult> ListRunsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Runs)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("ListRuns", request, client);

    [Function("GetRunCount")]
    public Task<IResult> GetRunCountAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.RunCount)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetRunCount", request, client);

    [Function("GetProjects")]
    public Task<IResult> GetProjectsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Projects)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetProjects", request, client);
}
