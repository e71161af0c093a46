using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Valiqor.Pipeline.Http;

namespace Valiqor.Functions.Http;

/// <summary>Binds the operations on traces.</summary>
public sealed class TraceHttp(Api api)
{
    [Function("PostTraces")]
    public Task<IResult> PostTracesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Traces)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("PostTraces", request, client);

    [Function("ExportTraces")]
    public Task<IResult> ExportTracesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.OtlpTraces)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("ExportTraces", request, client);

    [Function("GetTrace")]
    public Task<IResult> GetTraceAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Trace)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetTrace", request, client);

    [Function("GetTraceSpans")]
    public Task<IResult> GetTraceSpansAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.TraceSpans)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetTraceSpans", request, client);
}
