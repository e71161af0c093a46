using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Valiqor.Pipeline.Http;

namespace Valiqor.Functions.Http;

/// <summary>Binds the operations on digests.</summary>
public sealed class DigestHttp(Api api)
{
    [Function("GetDigest")]
    public Task<IResult> GetDigestAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Digest)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetDigest", request, client);
}
