using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Valiqor.Pipeline.Http;

namespace Valiqor.Functions.Http;

/// <summary>Binds the operations on scans.</summary>
public sealed class ScanHttp(Api api)
{
    [Function("UploadScan")]
    public Task<IResult> UploadScanAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.ScanUpload)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("UploadScan", request, client);

    [Function("GetScanStatus")]
    public Task<IResult> GetScanStatusAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.ScanStatus)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetScanStatus", request, client);
}
