using System.Net;
using System.Net.Http.Json;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.EndToEnd;

/// <summary>What runs tell together, through the front door.</summary>
public sealed class InsightsTests(DeploymentFixture deployment)
{
    private const string Root = "v2/failure-analysis";
    private const string Leak = """{"input":"Who is it?","output":"You can write to Ada at ada.b@kestrel-mail.net."}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_has_ended_is_in_the_insights_of_its_project_and_organization()
    {
        using ValiqorClient organization = await deployment.NewOrganizationAsync();
        FailureAnalysisClient client = organization.FailureAnalysis;
        DateTimeOffset before = TimeProvider.System.GetUtcNow();
        await RunAsync(client, "shop", Datasets.Good, Datasets.Wrong);
        await RunAsync(client, "shop", Datasets.Wrong, Leak);
        await RunAsync(client, "bank", Datasets.Good);

        InsightsSummary shop = await client.GetInsightsAsync("shop", cancellationToken: Stop);
        InsightsSummary all = await client.GetInsightsAsync(days: 365, cancellationToken: Stop);

        (shop.ProjectName, shop.Days, shop.TotalRuns, shop.TotalItems).ShouldBe(("shop", 30, 2, 4));
        shop.OverallFailureRate.ShouldBe(0.75);
        RecurringFailure wrong = shop.TopRecurringFailures[0];
        (wrong.SubcategoryId, wrong.OccurrenceCount, wrong.RunCount).ShouldBe(("unsupported_factual_claim", 2, 2));
        wrong.AverageSeverity.ShouldBe(4.5);
        wrong.FirstSeen.ShouldBeInRange(before, wrong.LastSeen);
        (all.ProjectName, all.Days, all.TotalRuns, all.TotalItems).ShouldBe((null, 365, 3, 5));
    }

    [Fact]
    public async Task Trends_and_security_have_every_day_and_the_runs_of_today()
    {
        using ValiqorClient organization = await deployment.NewOrganizationAsync();
        FailureAnalysisClient client = organization.FailureAnalysis;
        await RunAsync(client, "shop", Datasets.Good, Leak);

        Trends trends = await client.GetTrendsAsync("shop", 7, Stop);
        SecurityInsights security = await client.GetSecurityInsightsAsync("shop", 7, Stop);

        trends.Points.Count.ShouldBe(7);
        trends.Points.Select(point => point.Date).ShouldBeInOrder();
        trends.Points.Sum(point => point.Items).ShouldBe(2);
        trends.Direction.ShouldBe("stable");
        (security.TotalItems, security.UnsafeItems, security.UnsafeRate).ShouldBe((2, 1, 0.5));
        security.ByCategory.ShouldHaveSingleItem().ShouldBe(new("S9", "PII and privacy", 1, 0.5));
        security.TopRiskCategory.ShouldBe("S9");
        security.Trend.Sum(point => point.UnsafeItems).ShouldBe(1);
    }

    [Fact]
    public async Task The_alias_answers_the_same()
    {
        string project = $"alias-{Guid.CreateVersion7():N}";
        await RunAsync(deployment.Client, project, Leak);

        string one = await deployment.Http.GetStringAsync($"{Root}/security-insights?project_name={project}", Stop);
        string other = await deployment.Http.GetStringAsync($"{Root}/insights/security?project_name={project}", Stop);

        other.ShouldBe(one);
        one.ShouldContain("\"unsafe_items\":1");
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("|")]
    [InlineData("a/b' or PartitionKey ne '")]
    public async Task A_name_that_no_project_has_gives_zeros(string project)
    {
        using ValiqorClient organization = await deployment.NewOrganizationAsync();
        FailureAnalysisClient client = organization.FailureAnalysis;
        await RunAsync(client, "shop", Leak);

        (await client.GetInsightsAsync(project, cancellationToken: Stop)).TotalRuns.ShouldBe(0);
        (await client.GetTrendsAsync(project, cancellationToken: Stop)).Points.ShouldAllBe(point => point.Runs == 0);
        (await client.GetSecurityInsightsAsync(project, cancellationToken: Stop)).TotalItems.ShouldBe(0);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("366")]
    [InlineData("-7")]
    [InlineData("soon")]
    public async Task A_window_that_is_none_is_refused(string days)
    {
        foreach (string route in (string[])["insights", "trends", "security-insights", "insights/security"])
        {
            using HttpResponseMessage response = await deployment.Http.GetAsync($"{Root}/{route}?days={days}", Stop);

            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            Problem? problem = await response.Content.ReadFromJsonAsync(WireJson.Default.Problem, Stop);
            problem!.Detail.ShouldBe("`days` should be a whole number from 1 to 365.");
        }
    }

    private static async Task RunAsync(FailureAnalysisClient client, string project, params string[] items)
    {
        AnalyzeRequest request = Datasets.Body(items) with { ProjectName = project };
        RunResult run = await client.RunAsync(request, cancellationToken: Stop);
        run.Status.ShouldBe(RunStatus.Completed);
    }
}
