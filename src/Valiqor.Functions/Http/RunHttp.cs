using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Valiqor.Pipeline.Http;

namespace Valiqor.Functions.Http;

/// <summary>Binds the operations on a run.</summary>
public sealed class RunHttp(Api api)
{
    [Function("GetRun")]
    public Task<IResult> GetRunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Run)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetRun", request, client);

    [Function("GetRunResult")]
    public Task<IResult> GetRunResultAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.RunResult)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetRunResult", request, client);

    [Function("GetShortRun")]
    public Task<IResult> GetShortRunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.ShortRun)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetShortRun", request, client);

    [Function("GetShortRunResult")]
    public Task<IResult> GetShortRunResultAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.ShortRunResult)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetShortRunResult", request, client);

    [Function("GetRunInputs")]
    public Task<IResult> GetRunInputsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.RunInputs)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetRunInputs", request, client);

    [Function("GetShortRunInputs")]
    public Task<IResult> GetShortRunInputsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.ShortRunInputs)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetShortRunInputs", request, client);

    [Function("GetRunStatus")]
    public Task<IResult> GetRunStatusAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.RunStatus)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetRunStatus", request, client);

    [Function("GetShortRunStatus")]
    public Task<IResult> GetShortRunStatusAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.ShortRunStatus)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetShortRunStatus", request, client);

    [Function("GetJobStatus")]
    public Task<IResult> GetJobStatusAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.JobStatus)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetJobStatus", request, client);

    [Function("CancelRun")]
    public Task<IResult> CancelRunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.RunCancel)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("CancelRun", request, client);

    [Function("CancelShortRun")]
    public Task<IResult> CancelShortRunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.ShortRunCancel)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("CancelShortRun", request, client);

    [Function("DeleteRun")]
    public Task<IResult> DeleteRunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Run)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("DeleteRun", request, client);

    [Function("GetRunTags")]
    public Task<IResult> GetRunTagsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.RunTags)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetRunTags", request, client);

    [Function("GetShortRunTags")]
    public Task<IResult> GetShortRunTagsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.ShortRunTags)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetShortRunTags", request, client);
}
