using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Valiqor.Pipeline.Http;

namespace Valiqor.Functions.Http;

/// <summary>Binds the operations on the security side of runs.</summary>
public sealed class SecurityHttp(Api api)
{
    [Function("GetAuditBatches")]
    public Task<IResult> GetAuditBatchesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.AuditBatches)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetAuditBatches", request, client);

    [Function("GetAuditBatch")]
    public Task<IResult> GetAuditBatchAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.AuditBatch)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetAuditBatch", request, client);

    [Function("GetAuditItems")]
    public Task<IResult> GetAuditItemsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.AuditItems)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetAuditItems", request, client);
}
