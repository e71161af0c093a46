using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Valiqor.Pipeline.Http;

namespace Valiqor.Functions.Http;

/// <summary>Binds the operations on the metrics of runs.</summary>
public sealed class EvaluationHttp(Api api)
{
    [Function("GetEvaluationRun")]
    public Task<IResult> GetEvaluationRunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.EvaluationRun)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetEvaluationRun", request, client);

    [Function("GetEvaluationItems")]
    public Task<IResult> GetEvaluationItemsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.EvaluationItems)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetEvaluationItems", request, client);

    [Function("CompareEvaluations")]
    public Task<IResult> CompareEvaluationsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.EvaluationCompare)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("CompareEvaluations", request, client);
}
