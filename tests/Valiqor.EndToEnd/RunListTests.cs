using System.Net;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.EndToEnd;

/// <summary>An organization's runs, as a newcomer sees them.</summary>
public sealed class RunListTests(DeploymentFixture deployment) : IAsyncLifetime
{
    private ValiqorClient _valiqor = null!;
    private string[] _ids = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FailureAnalysisClient Client => _valiqor.FailureAnalysis;

    /// <summary>Three runs of the shop, of which one fails, and one of the bank.</summary>
    public async ValueTask InitializeAsync()
    {
        _valiqor = await deployment.NewOrganizationAsync();
        RunResult first = await Client.RunAsync(
            Datasets.Body(Datasets.Good, Datasets.Wrong) with { ProjectName = "shop" }, cancellationToken: Stop);
        RunJob empty =
            await Client.UploadDatasetAsync("shop", "empty.jsonl", new MemoryStream(), cancellationToken: Stop);
        await empty.WaitAsync(null, Stop);
        RunResult third = await Client.RunAsync(
            Datasets.Body(Datasets.Good) with { ProjectName = "shop", FeatureKind = "agent" }, cancellationToken: Stop);
        RunResult bank = await Client.RunAsync(
            Datasets.Body(Datasets.Good) with { ProjectName = "shop-bank" }, cancellationToken: Stop);
        _ids = [first.RunId, empty.RunId, third.RunId, bank.RunId];
    }

    public ValueTask DisposeAsync()
    {
        _valiqor.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task All_runs_come_with_what_became_of_them_the_newest_first()
    {
        RunListPage page = await Client.ListRunsAsync(cancellationToken: Stop);

        page.Runs.Select(run => run.RunId).ShouldBe(_ids.Reverse());
        (page.Total, page.Page, page.PageSize, page.TotalPages).ShouldBe((4, 1, 20, 1));
        RunListRow first = page.Runs[3];
        RunResult run = await Client.GetRunAsync(first.RunId, Stop);
        first.ProjectName.ShouldBe("shop");
        first.FeatureKind.ShouldBe(run.FeatureKind);
        first.CreatedAt.ShouldBe(run.CreatedAt);
        first.DurationMs.ShouldBe(run.DurationMs);
        first.Summary.ShouldNotBeNull().ItemsWithFailures.ShouldBe(1);
        first.Summary.PrimaryFailure.ShouldBe("unsupported_factual_claim");
        page.Runs[2].Status.ShouldBe(RunStatus.Failed);
        page.Runs[1].FeatureKind.ShouldBe("agent");
    }

    [Fact]
    public async Task Each_filter_gives_the_runs_it_names_and_counts_them()
    {
        await ShouldGiveAsync(null, null, 3, 2, 1, 0);
        await ShouldGiveAsync("shop", null, 2, 1, 0);
        await ShouldGiveAsync("shop-bank", null, 3);
        await ShouldGiveAsync(null, RunStatus.Completed, 3, 2, 0);
        await ShouldGiveAsync("shop", RunStatus.Failed, 1);
        await ShouldGiveAsync("shop-bank", RunStatus.Failed);
        await ShouldGiveAsync(null, RunStatus.Queued);
        await ShouldGiveAsync("nobody", null);
        await ShouldGiveAsync("../l|shop|", null);
    }

    [Fact]
    public async Task A_filter_shows_the_same_of_a_run_as_the_whole_list()
    {
        RunListPage all = await Client.ListRunsAsync(cancellationToken: Stop);
        RunListPage shop = await Client.ListRunsAsync(
            new RunFilter { ProjectName = "shop", Status = RunStatus.Completed }, cancellationToken: Stop);

        Text(shop.Runs[0]).ShouldBe(Text(all.Runs[1]));
        Text(shop.Runs[1]).ShouldBe(Text(all.Runs[3]));
        static string Text(RunListRow row) =>
            System.Text.Json.JsonSerializer.Serialize(row, WireJson.Default.Options);
    }

    [Fact]
    public async Task Pages_put_together_are_the_whole_list()
    {
        RunListPage first = await Client.ListRunsAsync(pageSize: 3, cancellationToken: Stop);
        RunListPage second = await Client.ListRunsAsync(page: 2, pageSize: 3, cancellationToken: Stop);
        RunListPage behind = await Client.ListRunsAsync(page: 3, pageSize: 3, cancellationToken: Stop);

        first.Runs.Concat(second.Runs).Select(run => run.RunId).ShouldBe(_ids.Reverse());
        (behind.Runs.Count, behind.Total, behind.TotalPages, behind.Page).ShouldBe((0, 4, 2, 3));
        (first.Continuation, second.Continuation, behind.Continuation).ShouldBe((_ids[1], null, null));
        (await Client.ListAllRunsAsync(cancellationToken: Stop).Select(run => run.RunId).ToListAsync(Stop))
            .ShouldBe(_ids.Reverse());
    }

    [Fact]
    public async Task A_run_that_is_asked_for_over_an_old_dataset_is_a_new_run()
    {
        RunJob again = await Client.StartAsync(
            new AnalyzeRequest { DatasetBlob = "shop/empty.jsonl", RunSecurity = false }, Stop);

        RunListPage page = await Client.ListRunsAsync(pageSize: 1, cancellationToken: Stop);

        page.Runs.Single().RunId.ShouldBe(again.RunId);
    }

    [Fact]
    public async Task Projects_are_told_by_name_whatever_became_of_their_runs()
    {
        RunJob none =
            await Client.UploadDatasetAsync("Lab 7", "none.jsonl", new MemoryStream(), cancellationToken: Stop);
        await none.WaitAsync(null, Stop);

        (await Client.GetProjectsAsync(Stop)).ShouldBe(["Lab 7", "shop", "shop-bank"]);
    }

    [Fact]
    public async Task A_newcomer_has_no_runs_and_sees_none_of_others()
    {
        using ValiqorClient newcomer = await deployment.NewOrganizationAsync();

        (await newcomer.FailureAnalysis.GetProjectsAsync(Stop)).ShouldBeEmpty();
        (await newcomer.FailureAnalysis.GetRunCountAsync(cancellationToken: Stop)).ShouldBe(0);
        RunListPage page = await newcomer.FailureAnalysis.ListRunsAsync(cancellationToken: Stop);
        (page.Runs.Count, page.Total, page.TotalPages).ShouldBe((0, 0, 0));
    }

    [Theory]
    [InlineData("?status=done", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/count?status=done", HttpStatusCode.UnprocessableEntity)]
    [InlineData("?page=0", HttpStatusCode.BadRequest)]
    [InlineData("?page=-1", HttpStatusCode.BadRequest)]
    [InlineData("?page_size=101", HttpStatusCode.BadRequest)]
    [InlineData("?page_size=ten", HttpStatusCode.BadRequest)]
    [InlineData("?continuation=run_000000000000000000000000", HttpStatusCode.BadRequest)]
    [InlineData("?continuation=x'", HttpStatusCode.BadRequest)]
    public async Task A_filter_that_is_none_is_refused(string query, HttpStatusCode status)
    {
        using HttpResponseMessage response =
            await deployment.Http.GetAsync($"v2/failure-analysis/runs{query}", Stop);

        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    /// <param name="runs">By the order in which they were started.</param>
    private async Task ShouldGiveAsync(string? project, string? status, params int[] runs)
    {
        var filter = new RunFilter { ProjectName = project, Status = status };
        RunListPage page = await Client.ListRunsAsync(filter, cancellationToken: Stop);
        page.Runs.Select(run => run.RunId).ShouldBe(runs.Select(run => _ids[run]), filter.ToString());
        page.Total.ShouldBe(runs.Length, filter.ToString());
        (await Client.GetRunCountAsync(filter, Stop)).ShouldBe(runs.Length, filter.ToString());
    }
}
