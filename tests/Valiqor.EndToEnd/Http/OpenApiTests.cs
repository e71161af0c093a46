using System.IO.Compression;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Valiqor.Service.Door;
using Valiqor.Testing;

namespace Valiqor.EndToEnd.Http;

/// <summary>The API as it describes itself.</summary>
public sealed class OpenApiTests(DeploymentFixture deployment)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_is_valid_OpenAPI()
    {
        ReadResult read = await ReadAsync();

        read.Diagnostic!.Errors.ShouldBeEmpty();
        read.Diagnostic.Warnings.ShouldBeEmpty();
        read.Diagnostic.SpecificationVersion.ShouldBe(OpenApiSpecVersion.OpenApi3_1);
    }

    [Fact]
    public async Task The_document_has_every_operation_and_alias_with_its_parameters()
    {
        OpenApiDocument document = (await ReadAsync()).Document!;
        IEnumerable<string> described =
            from path in document.Paths
            from operation in path.Value.Operations!
            let parameters = (operation.Value.Parameters ?? []).Select(parameter => $"{parameter.In}:{parameter.Name}")
            select $"{operation.Value.OperationId}: {operation.Key} {path.Key} {string.Join(' ', parameters)}";
        using var table = new OperationTable();
        IEnumerable<string> operations =
            from way in table.Ways
            let parameters =
                OperationTable.RouteParametersOf(way.Way.Route).Select(name => $"Path:{name}")
                    .Concat(way.Operation.Query.Select(parameter => $"Query:{parameter.Name}"))
                    .Concat(way.Operation.Headers.Select(parameter => $"Header:{parameter.Name}"))
            select $"{way.Way.Name}: {way.Way.Method} /{way.Way.Route} {string.Join(' ', parameters)}";

        described.ShouldBe(operations, ignoreOrder: true);
    }

    [Fact]
    public async Task The_document_tells_of_limits_where_calls_are_counted()
    {
        OpenApiDocument document = (await ReadAsync()).Document!;
        IEnumerable<string> told =
            from path in document.Paths
            from operation in path.Value.Operations!
            where operation.Value.Responses!.TryGetValue("429", out IOpenApiResponse? refusal)
                && refusal.Headers!.ContainsKey("Retry-After")
                && operation.Value.Responses["200"].Headers!.ContainsKey("X-RateLimit-Remaining")
            select operation.Value.OperationId!;
        using var table = new OperationTable();
        IEnumerable<string> counted =
            from way in table.Ways
            where way.Operation is { Access: Access.Key, CountsAgainstLimits: true }
            select way.Way.Name;

        told.ShouldBe(counted, ignoreOrder: true);
        counted.ShouldNotContain("GetRunStatus");
    }

    [Fact]
    public async Task Every_reference_of_the_document_leads_somewhere()
    {
        OpenApiDocument document = (await ReadAsync()).Document!;

        document.Components!.Schemas!.Keys.ShouldContain("RunResult");
        document.Components.Schemas.Values.ShouldAllBe(schema => schema.Properties != null);
    }

    [Fact]
    public async Task The_page_brings_its_script_from_the_service_itself()
    {
        string page = await deployment.Http.GetStringAsync(Routes.Reference, Stop);
        page.ShouldContain($"src=\"/{Routes.ReferenceScript}\"");
        page.ShouldNotContain("https://");

        using HttpResponseMessage answer = await deployment.Http.GetAsync(Routes.ReferenceScript, Stop);
        answer.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        await using var script = new GZipStream(
            await answer.Content.ReadAsStreamAsync(Stop), CompressionMode.Decompress);
        using var reader = new StreamReader(script);
        (await reader.ReadToEndAsync(Stop)).ShouldContain("createApiReference");
    }

    private async Task<ReadResult> ReadAsync()
    {
        using var http = new HttpClient { BaseAddress = deployment.Url };
        await using Stream body = await http.GetStreamAsync(Routes.OpenApi, Stop);
        using var copy = new MemoryStream();
        await body.CopyToAsync(copy, Stop);
        copy.Position = 0;
        return await OpenApiDocument.LoadAsync(copy, "json", cancellationToken: Stop);
    }
}
