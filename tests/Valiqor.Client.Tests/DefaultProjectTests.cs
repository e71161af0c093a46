using System.Text.Json;
using System.Text.Json.Nodes;
using Valiqor.Testing;

namespace Valiqor.Client.Tests;

/// <summary>What options give to the requests that leave it out.</summary>
public sealed class DefaultProjectTests : IAsyncLifetime
{
    private ScriptedServer _server = null!;
    private FailureAnalysisClient _client = null!;
    private string _answer = "";
    private string _sent = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Asked => _server.Requests.Last().Split("/v2/failure-analysis/")[1];

    public async ValueTask InitializeAsync()
    {
        _server = await ScriptedServer.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            _sent = await reader.ReadToEndAsync(context.RequestAborted);
            await ScriptedServer.Json(_answer == Script.Accepted ? 202 : 200, _answer)(context);
        });
        _client = FailureAnalysisClient.Create(
            new ClientOptions { BaseUrl = _server.Url, DefaultProject = "mine", OpenaiApiKey = "sk-mine" });
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(null, "mine")]
    [InlineData("theirs", "theirs")]
    [InlineData("", null)]
    public async Task A_run_that_names_no_project_is_of_the_default_one(string? named, string? sent)
    {
        _answer = Script.Accepted;

        await _client.StartAsync(new AnalyzeRequest { ProjectName = named }, Stop);

        ((string?)JsonNode.Parse(_sent)!["project_name"]).ShouldBe(sent);
    }

    [Theory]
    [InlineData(null, "?project_name=mine&days=30")]
    [InlineData("theirs", "?project_name=theirs&days=30")]
    [InlineData("", "?days=30")]
    public async Task Insights_without_a_project_are_of_the_default_one(string? named, string query)
    {
        _answer = JsonSerializer.Serialize(Some.Trends, WireJson.Default.Trends);

        await _client.GetTrendsAsync(named, cancellationToken: Stop);

        Asked.ShouldBe($"trends{query}");
    }

    [Fact]
    public async Task Lists_and_counts_are_of_the_default_project()
    {
        _answer = """{"count":1}""";

        await _client.GetRunCountAsync(cancellationToken: Stop);
        Asked.ShouldBe("runs/count?project_name=mine");

        await _client.GetRunCountAsync(new RunFilter { ProjectName = "" }, Stop);
        Asked.ShouldBe("runs/count");
    }

    [Fact]
    public async Task An_upload_without_a_project_is_of_the_default_one()
    {
        _answer = Script.Accepted;

        await _client.UploadDatasetAsync(null, "d.jsonl", new MemoryStream([1]), null, Stop);

        Asked.ShouldStartWith("datasets/mine/d.jsonl");
        await Should.ThrowAsync<ArgumentException>(
            () => _client.UploadDatasetAsync("", "d.jsonl", new MemoryStream([1]), null, Stop));
    }

    [Theory]
    [InlineData(null, "sk-mine")]
    [InlineData("sk-theirs", "sk-theirs")]
    public async Task The_judges_key_is_the_requests_own_or_the_default(string? own, string sent)
    {
        _answer = Script.Accepted;
        await _client.StartAsync(new AnalyzeRequest { OpenaiApiKey = own }, Stop);
        ((string?)JsonNode.Parse(_sent)!["openai_api_key"]).ShouldBe(sent);

        _answer = JsonSerializer.Serialize(Some.Playground, WireJson.Default.PlaygroundResult);
        await _client.PlaygroundAsync(new PlaygroundRequest { Input = "i", Output = "o", OpenaiApiKey = own }, Stop);
        ((string?)JsonNode.Parse(_sent)!["openai_api_key"]).ShouldBe(sent);
    }
}
