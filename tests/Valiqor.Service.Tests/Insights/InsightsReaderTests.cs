using Microsoft.Extensions.Time.Testing;
using Valiqor.Analysis.Scoring;
using Valiqor.Client;
using Valiqor.Service.Days;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Insights;

/// <summary>What windows of days tell.</summary>
public sealed class InsightsReaderTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const int Year = 365;
    private static readonly DateOnly Today = new(2026, 3, 2);

    private readonly FakeTimeProvider _clock = new();
    private RunDesk _desk = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _desk = RunDesk.Open(azurite, _clock);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Without_runs_everything_is_there_and_zero()
    {
        DayRange window = DayRange.EndingOn(Today, 3);

        InsightsSummary summary = await _desk.Insights.SummaryAsync(_desk.Organization, "nobody", window, Stop);
        Trends trends = await _desk.Insights.TrendsAsync(_desk.Organization, null, window, Stop);
        SecurityInsights security = await _desk.Insights.SecurityAsync(_desk.Organization, null, window, Stop);

        (summary.ProjectName, summary.Days, summary.TotalRuns, summary.TotalItems).ShouldBe(("nobody", 3, 0, 0));
        (summary.OverallFailureRate, summary.AverageSeverity).ShouldBe((0, 0));
        summary.TopRecurringFailures.ShouldBeEmpty();
        summary.BucketDistribution.Count.ShouldBe(5);
        summary.BucketDistribution.Values.ShouldAllBe(count => count == 0);
        trends.Points.Select(point => point.Date).ShouldBe([Today.AddDays(-2), Today.AddDays(-1), Today]);
        trends.Points.ShouldAllBe(point => point.Runs == 0 && point.Items == 0 && point.FailureRate == 0);
        (trends.Direction, trends.ChangePercent).ShouldBe(("stable", 0));
        (security.TotalItems, security.UnsafeItems, security.UnsafeRate).ShouldBe((0, 0, 0));
        security.TopRiskCategory.ShouldBeNull();
        security.ByCategory.ShouldBeEmpty();
        security.Trend.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Failures_come_the_most_frequent_first_with_their_severity_and_their_times()
    {
        await RunAsync(Today.AddDays(-2), RunDesk.TallyOf(items: 10, leaks: 2, wrong: 1));
        await RunAsync(Today, RunDesk.TallyOf(items: 10, wrong: 3));

        InsightsSummary summary = await _desk.SummaryAsync("shop", Today.AddDays(-2), Today);

        (summary.TotalRuns, summary.TotalItems, summary.OverallFailureRate).ShouldBe((2, 20, 0.3));
        RecurringFailure wrong = summary.TopRecurringFailures[0];
        (wrong.SubcategoryId, wrong.SubcategoryName, wrong.BucketId).ShouldBe(
            ("unsupported_factual_claim", "Unsupported Factual Claim", "hallucination_grounding"));
        (wrong.OccurrenceCount, wrong.RunCount).ShouldBe((4, 2));
        (wrong.FirstSeen, wrong.LastSeen).ShouldBe((NoonOf(Today.AddDays(-2)), NoonOf(Today)));

        // Impact 3 × high risk 1.5; in the second run three of ten items failed, which weighs 1.15.
        wrong.AverageSeverity.ShouldBe((4.5 + (3 * 5)) / 4);
        RecurringFailure leak = summary.TopRecurringFailures[1];
        (leak.SubcategoryId, leak.OccurrenceCount, leak.RunCount).ShouldBe(("sensitive_data_exposure", 2, 1));
        summary.BucketDistribution["hallucination_grounding"].ShouldBe(4);
        summary.BucketDistribution["security_safety"].ShouldBe(2);
        summary.BucketDistribution["tool_failures"].ShouldBe(0);
    }

    [Fact]
    public async Task Trends_have_every_day_and_compare_with_the_window_before()
    {
        await RunAsync(Today.AddDays(-3), RunDesk.TallyOf(items: 1_000, wrong: 300));
        await RunAsync(Today.AddDays(-1), RunDesk.TallyOf(items: 400, leaks: 50, wrong: 50));
        await RunAsync(Today, RunDesk.TallyOf(items: 600, wrong: 50));

        Trends trends = await TrendsAsync(days: 2);

        trends.Points.Select(point => (point.Date, point.Runs, point.Items, point.ItemsWithFailures)).ShouldBe(
            [(Today.AddDays(-1), 1, 400, 100), (Today, 1, 600, 50)]);
        trends.Points[0].FailureRate.ShouldBe(0.25);
        trends.Points[0].ByBucket["security_safety"].ShouldBe(50);

        // 50 of 400 weigh 1.0625, 50 of 600 weigh 1.0417; a leak has 5 at most.
        trends.Points[0].AverageSeverity.ShouldBe(4.8907);
        trends.Points[1].AverageSeverity.ShouldBe(4.6877);
        (trends.Direction, trends.ChangePercent).ShouldBe(("improving", -50));
        (await TrendsAsync(days: 1)).Direction.ShouldBe("improving");
        (await TrendsAsync(days: 30)).Direction.ShouldBe("stable", "there is nothing before");
    }

    [Fact]
    public async Task Security_tells_categories_by_their_names_and_every_day()
    {
        await RunAsync(Today.AddDays(-1), RunDesk.TallyOf(items: 10, leaks: 4));
        Tally mixed = RunDesk.TallyOf(items: 10, leaks: 1);
        await RunAsync(Today, mixed with { UnsafeItems = 3, SecurityFailures = mixed.SecurityFailures.Add("S17", 7) });

        SecurityInsights security = await _desk.Insights.SecurityAsync(
            _desk.Organization, "shop", DayRange.EndingOn(Today, 2), Stop);

        (security.TotalItems, security.UnsafeItems, security.UnsafeRate).ShouldBe((20, 7, 0.35));
        security.ByCategory.ShouldBe(
            [new("S17", "Malware", 7, 0.35), new("S9", "PII and privacy", 5, 0.25)]);
        security.TopRiskCategory.ShouldBe("S17");
        security.Trend.ShouldBe([new(Today.AddDays(-1), 4), new(Today, 3)]);
    }

    [Fact]
    public async Task A_year_ends_where_the_year_before_it_begins()
    {
        await RunAsync(Today, RunDesk.TallyOf(items: 100));
        await RunAsync(Today.AddDays(1 - Year), RunDesk.TallyOf(items: 200));
        await RunAsync(Today.AddDays(-Year), RunDesk.TallyOf(items: 400, wrong: 100));
        await RunAsync(Today.AddDays(1), RunDesk.TallyOf(items: 800));

        Trends trends = await TrendsAsync(Year);
        InsightsSummary summary = await _desk.SummaryAsync("shop", Today.AddDays(1 - Year), Today);

        trends.Points.Count.ShouldBe(Year);
        trends.Points.Sum(point => point.Items).ShouldBe(300);
        (trends.Points[0].Items, trends.Points[^1].Items).ShouldBe((200, 100));
        (trends.Direction, trends.ChangePercent).ShouldBe(("improving", -100));
        (summary.Days, summary.TotalItems).ShouldBe((Year, 300));
    }

    [Fact]
    public async Task An_organization_is_all_of_its_projects_and_none_of_another_s()
    {
        await RunAsync(Today, RunDesk.TallyOf(items: 10), "shop");
        await RunAsync(Today, RunDesk.TallyOf(items: 20), "bank");
        await using RunDesk foreign = RunDesk.Open(azurite, _clock);
        await foreign.RunAsync("shop", RunDesk.TallyOf(items: 40));

        (await _desk.SummaryAsync("shop", Today, Today)).TotalItems.ShouldBe(10);
        (await _desk.SummaryAsync("bank", Today, Today)).TotalItems.ShouldBe(20);
        (await _desk.SummaryAsync(null, Today, Today)).TotalItems.ShouldBe(30);
    }

    private async Task RunAsync(DateOnly day, Tally tally, string project = "shop")
    {
        _clock.AdjustTime(NoonOf(day));
        await _desk.RunAsync(project, tally);
    }

    private Task<Trends> TrendsAsync(int days) =>
        _desk.Insights.TrendsAsync(_desk.Organization, "shop", DayRange.EndingOn(Today, days), Stop);

    private static DateTimeOffset NoonOf(DateOnly day) => new(day, new TimeOnly(12, 0), TimeSpan.Zero);
}
