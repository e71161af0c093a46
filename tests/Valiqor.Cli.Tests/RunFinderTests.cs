using System.Text.Json;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.Cli.Tests;

/// <summary>Which run a person means.</summary>
public sealed class RunFinderTests : IAsyncLifetime
{
    private ScriptedServer _server = null!;
    private FailureAnalysisClient _client = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ScriptedServer.StartAsync(ScriptedServer.Json(
            200, JsonSerializer.Serialize(SampleLists.Runs with { TotalPages = 1 }, WireJson.Default.RunListPage)));
        _client = FailureAnalysisClient.Create(new ClientOptions { BaseUrl = _server.Url, DefaultProject = "shop" });
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("91bc0003", "run_fe6a3f00000a3f6a91bc0003")]
    [InlineData("0005", "run_fe6a3f00000a3f6a91bc0005")]
    public async Task An_end_that_one_run_has_means_it(string text, string id)
    {
        (await RunFinder.FindAsync(_client, text, Stop)).ShouldBe(id);

        _server.Requests.Single().ShouldBe(
            "GET /v2/failure-analysis/runs?page_size=100", "runs of other projects are found too");
    }

    [Fact]
    public async Task Latest_is_the_newest_of_the_project()
    {
        (await RunFinder.FindAsync(_client, "latest", Stop)).ShouldBe("run_fe6a3f00000a3f6a91bc0001");

        _server.Requests.Single().ShouldBe("GET /v2/failure-analysis/runs?project_name=shop&page=1&page_size=1");
    }

    [Fact]
    public async Task A_whole_id_is_not_looked_for()
    {
        const string Id = "run_fe6a3f00000a3f6a91bcffff";

        (await RunFinder.FindAsync(_client, Id, Stop)).ShouldBe(Id);

        _server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("fe6a3f", "'fe6a3f' may mean run_fe6a3f00000a3f6a91bc0001")]
    [InlineData("run_fe6a", "and more: give more letters.")]
    [InlineData("abcdef", "has an id that ends or begins with 'abcdef': 'valiqor runs' lists them.")]
    [InlineData("01", "'01' is too short for a run")]
    public async Task What_means_none_or_several_is_refused(string text, string words) =>
        (await Should.ThrowAsync<UsageException>(() => RunFinder.FindAsync(_client, text, Stop)))
            .Message.ShouldContain(words);

    [Fact]
    public void Tables_show_what_finds_it() =>
        RunFinder.Short("run_fe6a3f00000a3f6a91bc0003").ShouldBe("91bc0003");
}
