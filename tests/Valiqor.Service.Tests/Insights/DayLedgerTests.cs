using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Scoring;
using Valiqor.Analysis.Scoring.Insights;
using Valiqor.Client;
using Valiqor.Service.Days;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Workflow;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Insights;

/// <summary>Every run counts on one day, once.</summary>
public sealed class DayLedgerTests(AzuriteFixture azurite)
{
    private const string Project = "shop";
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private static readonly DateOnly Tuesday = Monday.AddDays(1);

    // 23:59:30 in UTC, whatever the zone of the clock says.
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 3, 1, 59, 30, TimeSpan.FromHours(2)));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_across_midnight_counts_once_on_the_day_it_ended()
    {
        await using RunDesk desk = RunDesk.Open(azurite, _clock);
        RunRow run = await desk.BeginAsync(Project);
        _clock.Advance(TimeSpan.FromMinutes(1));

        await desk.CompleteAsync(run, RunDesk.TallyOf(items: 10, wrong: 2));

        (await desk.SummaryAsync(Project, Monday, Monday)).TotalRuns.ShouldBe(0);
        InsightsSummary tuesday = await desk.SummaryAsync(Project, Tuesday, Tuesday);
        (tuesday.TotalRuns, tuesday.TotalItems).ShouldBe((1, 10));
        tuesday.TopRecurringFailures.ShouldHaveSingleItem().FirstSeen.ShouldBe(_clock.GetUtcNow());
        (await desk.ReadAsync(run)).FinishedAt.ShouldBe(_clock.GetUtcNow());
    }

    [Fact]
    public async Task A_completion_repeated_after_a_crash_and_after_midnight_stays_on_its_day()
    {
        await using RunDesk desk = RunDesk.Open(azurite, _clock);
        RunRow run = await desk.BeginAsync(Project);
        Tally tally = RunDesk.TallyOf(items: 10, leaks: 1);
        DateTimeOffset ended = _clock.GetUtcNow();
        await desk.Days.RecordAsync(run.Run, run.Project, RunStatus.Completed, ScoreOf(tally), Stop);
        _clock.Advance(TimeSpan.FromMinutes(1));

        await desk.CompleteAsync(run, tally);
        await desk.CompleteAsync(run, tally);

        (await desk.SummaryAsync(Project, Monday, Monday)).TotalRuns.ShouldBe(1);
        (await desk.SummaryAsync(Project, Monday, Tuesday)).TotalItems.ShouldBe(10);
        (await desk.SummaryAsync(null, Monday, Tuesday)).TotalItems.ShouldBe(10);
        (await desk.ReadAsync(run)).FinishedAt.ShouldBe(ended);
    }

    [Fact]
    public async Task A_run_that_was_counted_as_completed_stays_so_when_it_is_cancelled_too_late()
    {
        await using RunDesk desk = RunDesk.Open(azurite, _clock);
        RunRow run = await desk.BeginAsync(Project);
        Tally tally = RunDesk.TallyOf(items: 10);
        await desk.Days.RecordAsync(run.Run, run.Project, RunStatus.Completed, ScoreOf(tally), Stop);
        await desk.Ledger.RequestCancelAsync(run.Run, Stop);

        RunOutcome outcome = await desk.CompleteAsync(run, tally);

        outcome.Status.ShouldBe(RunStatus.Completed);
        InsightsSummary day = await desk.SummaryAsync(Project, Monday, Monday);
        (day.TotalRuns, day.CancelledRuns).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_crash_between_organization_and_project_is_made_up_by_whoever_comes_next()
    {
        await using RunDesk desk = RunDesk.Open(azurite, _clock);
        RunRow run = await desk.BeginAsync(Project);
        RunScore score = ScoreOf(RunDesk.TallyOf(items: 10, wrong: 3));
        await desk.Days.RecordAsync(run.Run, run.Project, RunStatus.Completed, score, Stop);
        string partition = DayLayout.DayPartition(desk.Organization, Project);
        foreach (string row in (string[])[DayLayout.DayRow(Monday), DayLayout.DayPartRow(run.RowKey)])
        {
            await desk.DayStorage.Days.DeleteEntityAsync(partition, row, cancellationToken: Stop);
        }

        await desk.Days.RecordAsync(run.Run, run.Project, RunStatus.Failed, null, Stop);

        InsightsSummary project = await desk.SummaryAsync(Project, Monday, Monday);
        InsightsSummary all = await desk.SummaryAsync(null, Monday, Monday);
        project.ShouldBeEquivalentTo(all with { ProjectName = Project });
        (project.TotalRuns, project.FailedRuns, project.TotalItems).ShouldBe((1, 0, 10));
    }

    [Fact]
    public async Task Fifty_runs_that_end_at_once_and_twice_on_two_hosts_are_counted_exactly()
    {
        const int runs = 50;
        await using RunDesk one = RunDesk.Open(azurite, TimeProvider.System);
        await using RunDesk other = RunDesk.OpenBeside(azurite, TimeProvider.System, one.Organization);
        RunRow[] begun = await Task.WhenAll(Enumerable.Range(0, runs).Select(_ => one.BeginAsync(Project)));

        await Task.WhenAll(
            from run in begun.Index()
            from desk in (RunDesk[])[one, other]
            select desk.CompleteAsync(run.Item, RunDesk.TallyOf(items: 10 + run.Index, leaks: 1, wrong: run.Index)));

        DateOnly today = DayRange.DayOf(TimeProvider.System.GetUtcNow());
        foreach (string? project in (string?[])[Project, null])
        {
            InsightsSummary summary = await one.SummaryAsync(project, today.AddDays(-1), today);
            summary.TotalRuns.ShouldBe(runs);
            summary.TotalItems.ShouldBe(Enumerable.Range(10, runs).Sum());
            RecurringFailure wrong = summary.TopRecurringFailures[0];
            wrong.OccurrenceCount.ShouldBe(Enumerable.Range(0, runs).Sum());
            wrong.RunCount.ShouldBe(runs - 1);
            summary.TopRecurringFailures[1].OccurrenceCount.ShouldBe(runs);
            await ShouldBeTheSumOfItsPartsAsync(one, project);
        }
    }

    [Fact]
    public async Task Failed_and_cancelled_runs_stand_apart_and_count_nowhere_else()
    {
        await using RunDesk desk = RunDesk.Open(azurite, _clock);
        await desk.RunAsync(Project, RunDesk.TallyOf(items: 10, wrong: 1));
        RunRow cancelled = await desk.BeginAsync(Project);
        await desk.Ledger.RequestCancelAsync(cancelled.Run, Stop);
        await desk.CompleteAsync(cancelled, RunDesk.TallyOf(items: 5, leaks: 5));
        RunRow failed = await desk.BeginAsync(Project);
        await desk.Ledger.FailAsync(new RunFailure(failed.Run, "It broke."), Stop);
        await desk.Ledger.FailAsync(new RunFailure(failed.Run, "It broke."), Stop);

        InsightsSummary summary = await desk.SummaryAsync(Project, Monday, Monday);

        (summary.TotalRuns, summary.CancelledRuns, summary.FailedRuns).ShouldBe((1, 1, 1));
        (summary.TotalItems, summary.OverallFailureRate).ShouldBe((10, 0.1));
        summary.TopRecurringFailures.ShouldHaveSingleItem().SubcategoryId.ShouldBe("unsupported_factual_claim");
    }

    [Fact]
    public async Task A_dataset_that_is_refused_is_a_failed_run_once_however_often_it_is_noticed()
    {
        await using RunDesk desk = RunDesk.Open(azurite, _clock);
        StartRun start = desk.NewStart(Project);
        RunRow first = await desk.Starter.RefuseAsync(start, "Its metadata are not valid.", Stop);
        _clock.Advance(TimeSpan.FromHours(1));

        RunRow second = await desk.Starter.RefuseAsync(start, "Its metadata are not valid.", Stop);

        (second.CreatedAt, second.FinishedAt).ShouldBe((first.CreatedAt, first.FinishedAt));
        (await desk.SummaryAsync(Project, Monday, Tuesday)).FailedRuns.ShouldBe(1);
    }

    private static RunScore ScoreOf(Tally tally) =>
        RunScore.Of(FailureTaxonomy.LoadEmbedded(), tally, new Thresholds());

    private static async Task ShouldBeTheSumOfItsPartsAsync(RunDesk desk, string? project)
    {
        string partition = DayLayout.DayPartition(desk.Organization, project);
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        DayRow[] rows = await desk.DayStorage.Days.QueryAsync<DayRow>(filter).ToArrayAsync(Stop);
        ILookup<bool, DayTally> tallies = rows.ToLookup(row => row.Status is null, row => row.ToTally());

        Sum(tallies[true]).ShouldBeEquivalentTo(Sum(tallies[false]));

        static DayTally Sum(IEnumerable<DayTally> all) => all.Aggregate((sum, tally) => sum.Merge(tally));
    }
}
