using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Valiqor.Service.Door;

namespace Valiqor.Functions;

/// <summary>
/// A trigger a wing of the API, each for all paths below its prefix and the prefix itself, and <c>Web</c> for all other
/// paths. Which operation a request asks for is no question here: all of them ask the one lookup.
/// </summary>
/// <remarks>
/// The host tries routes in the order of the functions' names and takes the first that fits; the worker takes the most
/// precise one, and answers 500 where that is another. So no prefix may begin another wing's, and the name of the one
/// that fits everything sorts last. A trigger needs no key of the host's: the operations check their own.
/// </remarks>
public sealed class HttpTriggers(Api api)
{
    private const AuthorizationLevel Open = AuthorizationLevel.Anonymous;

    // It matches no segment as well: "runs/{*rest}" fits "runs".
    private const string Rest = "/{*rest}";

    [Function("Analyze")]
    public Task<IResult> AnalyzeAsync(
        [HttpTrigger(Open, "get", "head", "post", "put", "patch", "delete", "options", Route = Routes.Analyze + Rest)]
        HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(request, client);

    [Function("Datasets")]
    public Task<IResult> DatasetsAsync(
        [HttpTrigger(Open, "get", "head", "post", "put", "patch", "delete", "options", Route = Routes.Datasets + Rest)]
        HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(request, client);

    [Function("Digests")]
    public Task<IResult> DigestsAsync(
        [HttpTrigger(Open, "get", "head", "post", "put", "patch", "delete", "options", Route = Routes.Digests + Rest)]
        HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(request, client);

    [Function("Evaluations")]
    public Task<IResult> EvaluationsAsync(
        [HttpTrigger(Open, "get", "head", "post", "put", "patch", "delete", "options", Route = Routes.Evaluate + Rest)]
        HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(request, client);

    [Function("Insights")]
    public Task<IResult> InsightsAsync(
        [HttpTrigger(Open, "get", "head", "post", "put", "patch", "delete", "options", Route = Routes.Insights + Rest)]
        HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(request, client);

    [Function("Keys")]
    public Task<IResult> KeysAsync(
        [HttpTrigger(Open, "get", "head", "post", "put", "patch", "delete", "options", Route = Routes.Auth + Rest)]
        HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(request, client);

    [Function("Runs")]
    public Task<IResult> RunsAsync(
        [HttpTrigger(Open, "get", "head", "post", "put", "patch", "delete", "options", Route = Routes.Runs + Rest)]
        HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(request, client);

    [Function("Scans")]
    public Task<IResult> ScansAsync(
        [HttpTrigger(Open, "get", "head", "post", "put", "patch", "delete", "options", Route = Routes.Scans + Rest)]
        HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(request, client);

    [Function("Security")]
    public Task<IResult> SecurityAsync(
        [HttpTrigger(Open, "get", "head", "post", "put", "patch", "delete", "options", Route = Routes.Security + Rest)]
        HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(request, client);

    [Function("Tags")]
    public Task<IResult> TagsAsync(
        [HttpTrigger(Open, "get", "head", "post", "put", "patch", "delete", "options", Route = Routes.Tags + Rest)]
        HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(request, client);

    [Function("Taxonomy")]
    public Task<IResult> TaxonomyAsync(
        [HttpTrigger(Open, "get", "head", "post", "put", "patch", "delete", "options", Route = Routes.Taxonomy + Rest)]
        HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(request, client);

    [Function("Traces")]
    public Task<IResult> TracesAsync(
        [HttpTrigger(Open, "get", "head", "post", "put", "patch", "delete", "options", Route = Routes.Traces + Rest)]
        HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(request, client);

    [Function("Web")]
    public Task<IResult> WebAsync(
        [HttpTrigger(Open, "get", "head", "post", "put", "patch", "delete", "options", Route = "{*rest}")]
        HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        ServeAsync(request, client);

    private Task<IResult> ServeAsync(HttpRequest request, DurableTaskClient client) =>
        api.ServeAsync(request, new DurableLauncher(client));
}
