using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Valiqor.Testing;

namespace Valiqor.Client.Tests;

/// <summary>Where each method goes, what it sends, and that all of the answer arrives.</summary>
public sealed class ClientMethodTests : IAsyncLifetime
{
    private const string Root = "/v2/failure-analysis";

    private readonly HurriedTime _time = new();
    private ScriptedServer _server = null!;
    private string _answer = "";
    private string _sent = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FailureAnalysisClient Client { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ScriptedServer.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            _sent = await reader.ReadToEndAsync(context.RequestAborted);
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(_answer, context.RequestAborted);
        });
        Client = FailureAnalysisClient.Create(new ClientOptions { BaseUrl = _server.Url, TimeProvider = _time });
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Playground_sends_one_item()
    {
        PlaygroundResult expected = Answers(Some.Playground, WireJson.Default.PlaygroundResult);
        using JsonDocument context = JsonDocument.Parse("""["France's capital is Paris."]""");

        PlaygroundResult result = await Client.PlaygroundAsync(
            new PlaygroundRequest { Input = "Capital?", Output = "Berlin.", Context = context.RootElement },
            Stop);

        ShouldBeWhole(result, expected, WireJson.Default.PlaygroundResult);
        ShouldHaveAsked($"POST {Root}/playground");
        JsonNode body = JsonNode.Parse(_sent)!;
        ((string)body["input"]!).ShouldBe("Capital?");
        ((string)body["output"]!).ShouldBe("Berlin.");
        ((string)body["context"]![0]!).ShouldBe("France's capital is Paris.");
    }

    [Theory]
    [InlineData(true, null, null, """{"is_reviewed":true,"reviewed_decision":null,"issue_url":null}""")]
    [InlineData(
        null,
        "pass",
        "https://x.example/7",
        """{"is_reviewed":null,"reviewed_decision":"pass","issue_url":"https://x.example/7"}""")]
    [InlineData(false, "", "", """{"is_reviewed":false,"reviewed_decision":"","issue_url":""}""")]
    public async Task A_tags_review_is_sent_as_it_was_given(
        bool? isReviewed,
        string? decision,
        string? issueUrl,
        string body)
    {
        UpdatedTag expected = Answers(Some.UpdatedTag, WireJson.Default.UpdatedTag);

        UpdatedTag updated = await Client.UpdateTagAsync(
            "run-1~3~s p",
            new TagUpdate { IsReviewed = isReviewed, ReviewedDecision = decision, IssueUrl = issueUrl },
            Stop);

        updated.ShouldBe(expected);
        ShouldHaveAsked($"PATCH {Root}/tags/run-1~3~s%20p");
        _sent.ShouldBe(body);
    }

    [Fact]
    public async Task A_review_that_says_nothing_is_not_sent()
    {
        await Should.ThrowAsync<ArgumentException>(() => Client.UpdateTagAsync("t", new TagUpdate(), Stop));

        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Runs_are_listed_by_project_and_status()
    {
        RunListPage expected = Answers(Some.Page(2, 3, "a", "b"), WireJson.Default.RunListPage);

        RunListPage page = await Client.ListRunsAsync(
            new RunFilter { ProjectName = "my shop", Status = RunStatus.Failed }, 2, 50, Stop);

        ShouldBeWhole(page, expected, WireJson.Default.RunListPage);
        ShouldHaveAsked($"GET {Root}/runs?project_name=my%20shop&status=failed&page=2&page_size=50");
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(1, 0)]
    [InlineData(1, 101)]
    public async Task A_page_that_cannot_be_is_not_asked_for(int page, int pageSize)
    {
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Client.ListRunsAsync(null, page, pageSize, Stop));

        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task All_runs_come_page_after_page_each_from_where_the_one_before_ended()
    {
        RunListPage[] pages =
        [
            Some.Page(1, 2, "d", "c", "b") with { Continuation = "b" },
            Some.Page(1, 2, "a"),
        ];
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            [.. pages.Select(page =>
                ScriptedServer.Json(200, JsonSerializer.Serialize(page, WireJson.Default.RunListPage)))]);
        using var client = FailureAnalysisClient.Create(new ClientOptions { BaseUrl = server.Url });

        string[] ids = await client.ListAllRunsAsync(new RunFilter { ProjectName = "p" }, Stop)
            .Select(row => row.RunId)
            .ToArrayAsync(Stop);

        ids.ShouldBe(["d", "c", "b", "a"]);
        server.Requests.ShouldBe(
        [
            $"GET {Root}/runs?project_name=p&page_size=100",
            $"GET {Root}/runs?project_name=p&page_size=100&continuation=b",
        ]);
    }

    [Fact]
    public async Task No_page_is_asked_for_before_its_rows_are()
    {
        Answers(Some.Page(1, 900, "a") with { Continuation = "a" }, WireJson.Default.RunListPage);

        string first = await Client.ListAllRunsAsync(cancellationToken: Stop)
            .Select(row => row.RunId)
            .FirstAsync(Stop);

        first.ShouldBe("a");
        _server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Runs_are_counted()
    {
        Answers(new RunCount(41), WireJson.Default.RunCount);

        (await Client.GetRunCountAsync(new RunFilter { Status = RunStatus.Completed }, Stop)).ShouldBe(41);

        ShouldHaveAsked($"GET {Root}/runs/count?status=completed");
    }

    [Fact]
    public async Task Projects_are_names()
    {
        Answers(["a", "b"], WireJson.Default.IReadOnlyListString);

        (await Client.GetProjectsAsync(Stop)).ShouldBe(["a", "b"]);

        ShouldHaveAsked($"GET {Root}/projects");
    }

    [Fact]
    public async Task Insights_are_of_a_window()
    {
        InsightsSummary expected = Answers(Some.Insights, WireJson.Default.InsightsSummary);

        InsightsSummary insights = await Client.GetInsightsAsync("p", 7, Stop);

        ShouldBeWhole(insights, expected, WireJson.Default.InsightsSummary);
        ShouldHaveAsked($"GET {Root}/insights?project_name=p&days=7");
    }

    [Fact]
    public async Task Trends_are_of_thirty_days_unless_told_otherwise()
    {
        Trends expected = Answers(Some.Trends, WireJson.Default.Trends);

        Trends trends = await Client.GetTrendsAsync(cancellationToken: Stop);

        ShouldBeWhole(trends, expected, WireJson.Default.Trends);
        ShouldHaveAsked($"GET {Root}/trends?days=30");
    }

    [Fact]
    public async Task Calibration_is_of_a_window()
    {
        Calibration expected = Answers(Some.Calibration, WireJson.Default.Calibration);

        Calibration calibration = await Client.GetCalibrationAsync("p", 90, Stop);

        ShouldBeWhole(calibration, expected, WireJson.Default.Calibration);
        ShouldHaveAsked($"GET {Root}/calibration?project_name=p&days=90");
    }

    [Fact]
    public async Task Security_insights_are_by_category_and_day()
    {
        SecurityInsights expected = Answers(Some.SecurityInsights, WireJson.Default.SecurityInsights);

        SecurityInsights insights = await Client.GetSecurityInsightsAsync("p", 365, Stop);

        ShouldBeWhole(insights, expected, WireJson.Default.SecurityInsights);
        ShouldHaveAsked($"GET {Root}/security-insights?project_name=p&days=365");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(366)]
    public async Task A_window_that_cannot_be_is_not_asked_for(int days)
    {
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Client.GetTrendsAsync(null, days, Stop));

        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_taxonomy_is_asked_for_whole_by_bucket_and_by_filter()
    {
        Answers([], WireJson.Default.IReadOnlyListTaxonomyBucket);
        await Client.GetTaxonomyAsync(Stop);
        TaxonomyBucket bucket = Answers(Some.Bucket, WireJson.Default.TaxonomyBucket);
        ShouldBeWhole(await Client.GetBucketAsync("b", Stop), bucket, WireJson.Default.TaxonomyBucket);
        Answers(Some.Bucket.Subcategories, WireJson.Default.IReadOnlyListTaxonomySubcategory);
        var filter = new SubcategoryFilter
        {
            ProjectName = "p", BucketId = "b", DetectionApproach = "hybrid", AppliesTo = "rag",
        };

        (await Client.GetSubcategoriesAsync(filter, Stop)).Single().SubcategoryId.ShouldBe("s");

        _server.Requests.ShouldBe(
        [
            $"GET {Root}/taxonomy",
            $"GET {Root}/taxonomy/b",
            $"GET {Root}/subcategories?project_name=p&bucket_id=b&detection_approach=hybrid&applies_to=rag",
        ]);
    }

    [Fact]
    public async Task A_run_is_read_with_its_items()
    {
        _answer = Script.Result();
        (await Client.GetRunAsync(Script.RunId, Stop)).RunId.ShouldBe(Script.RunId);
        Answers([Some.Input], WireJson.Default.IReadOnlyListRunInput);

        RunInput input = await Client.GetRunInputsAsync(Script.RunId, Stop).SingleAsync(Stop);

        ShouldBeWhole(input, Some.Input, WireJson.Default.RunInput);
        _server.Requests.ShouldBe([$"GET {Root}/runs/run-1", $"GET {Root}/runs/run-1/inputs"]);
    }

    private T Answers<T>(T answer, JsonTypeInfo<T> type)
    {
        _answer = JsonSerializer.Serialize(answer, type);
        return answer;
    }

    private void ShouldHaveAsked(string request) => _server.Requests.Single().ShouldBe(request);

    /// <summary>Records with lists compare by reference; their JSON compares by what stands in it.</summary>
    private static void ShouldBeWhole<T>(T actual, T expected, JsonTypeInfo<T> type) =>
        JsonSerializer.Serialize(actual, type).ShouldBe(JsonSerializer.Serialize(expected, type));
}
