using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Valiqor.Pipeline.Http;

namespace Valiqor.Functions;

/// <summary>Binds each of the <see cref="Operations"/> to its trigger. The key check is the operation's own.</summary>
public sealed class HttpTriggers(Api api)
{
    [Function("StartRun")]
    public Task<IResult> StartRunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Analyze)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(api.Operations.StartRun, request, client);

    [Function("UploadDataset")]
    public Task<IResult> UploadDatasetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Dataset)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(api.Operations.UploadDataset, request, client);

    [Function("GetRun")]
    public Task<IResult> GetRunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Run)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(api.Operations.GetRun, request, client);

    [Function("GetRunStatus")]
    public Task<IResult> GetRunStatusAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.RunStatus)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(api.Operations.GetRunStatus, request, client);

    [Function("CancelRun")]
    public Task<IResult> CancelRunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.RunCancel)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(api.Operations.CancelRun, request, client);

    [Function("GetRunInputs")]
    public Task<IResult> GetRunInputsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.RunInputs)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(api.Operations.GetRunInputs, request, client);

    [Function("GetRunTags")]
    public Task<IResult> GetRunTagsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.RunTags)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(api.Operations.GetRunTags, request, client);

    [Function("GetTaxonomy")]
    public Task<IResult> GetTaxonomyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Taxonomy)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(api.Operations.GetTaxonomy, request, client);

    [Function("GetBucket")]
    public Task<IResult> GetBucketAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.TaxonomyBucket)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(api.Operations.GetBucket, request, client);

    [Function("GetSubcategories")]
    public Task<IResult> GetSubcategoriesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Subcategories)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(api.Operations.GetSubcategories, request, client);

    [Function("CreateApiKey")]
    public Task<IResult> CreateApiKeyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.CreateApiKey)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(api.Operations.CreateApiKey, request, client);

    [Function("Healthz")]
    public Task<IResult> HealthzAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Healthz)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(api.Operations.Healthz, request, client);

    [Function("Readyz")]
    public Task<IResult> ReadyzAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Readyz)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(api.Operations.Readyz, request, client);

    private Task<IResult> ServeAsync(Operation operation, HttpRequest request, DurableTaskClient client) =>
        api.ServeAsync(operation, request, new DurableLauncher(client));
}
