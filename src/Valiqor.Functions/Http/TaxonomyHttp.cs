using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Valiqor.Pipeline.Http;

namespace Valiqor.Functions.Http;

/// <summary>Binds the operations on the taxonomy.</summary>
public sealed class TaxonomyHttp(Api api)
{
    [Function("GetTaxonomy")]
    public Task<IResult> GetTaxonomyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Taxonomy)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetTaxonomy", request, client);

    [Function("GetBucket")]
    public Task<IResult> GetBucketAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.TaxonomyBucket)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetBucket", request, client);

    [Function("GetSubcategories")]
    public Task<IResult> GetSubcategoriesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Subcategories)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetSubcategories", request, client);

    [Function("GetTaxonomySubcategories")]
    public Task<IResult> GetTaxonomySubcategoriesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.TaxonomySubcategories)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetTaxonomySubcategories", request, client);
}
