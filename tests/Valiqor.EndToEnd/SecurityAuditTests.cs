using System.Net;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.EndToEnd;

/// <summary>The security side of runs.</summary>
public sealed class SecurityAuditTests(DeploymentFixture deployment) : IAsyncLifetime
{
    private const string Leak =
        """{"input":"Who is it?","output":"You can write to Ada at ada.b@kestrel-mail.net."}""";

    private ValiqorClient _client = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _client = await deployment.NewOrganizationAsync();

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_run_opens_as_a_batch_with_its_items()
    {
        AnalyzeRequest request = Datasets.Body(Datasets.Good, Leak, Datasets.Wrong) with { ProjectName = "shop" };
        RunResult run = await RunAsync(request);

        run.SecurityFlags!["S9"].ShouldBe("fail");
        AuditBatch batch = await _client.Security.GetBatchAsync(run.SecurityBatchId!, Stop);
        batch.Id.ShouldBe(run.SecurityBatchId);
        batch.ProjectId.ShouldBe("shop");
        batch.Status.ShouldBe(RunStatus.Completed);
        (batch.TotalItems, batch.UnsafeItems, batch.UnsafeRate).ShouldBe((3, 1, 0.3333));
        batch.TopRiskCategory.ShouldBe("S9");
        (await _client.Security.GetBatchAsync(run.RunId, Stop)).Id.ShouldBe(batch.Id, "the run's id opens it too");

        IReadOnlyList<AuditItem> items = await _client.Security.GetBatchItemsAsync(batch.Id, cancellationToken: Stop);
        items.Select(item => item.Status).ShouldBe(["safe", "unsafe", "safe"]);
        items[0].RiskCategories!["S9"].ShouldBe("pass");
        AuditItem leak = items[1];
        leak.RiskCategories!["S9"].ShouldBe("fail");
        leak.TopRiskName.ShouldBe("PII and privacy");
        leak.InputShort.ShouldBe("Who is it?");
        leak.OutputShort!.ShouldContain("Ada");
        leak.AuditMetadata!["run_id"]!.GetValue<string>().ShouldBe(run.RunId);
        leak.AuditMetadata["item_index"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Pages_and_statuses_put_together_are_all_items()
    {
        string[] dataset = [.. Enumerable.Range(0, 30).Select(i => i % 7 == 3 ? Leak : Datasets.Good)];
        RunResult run = await RunAsync(Datasets.Body(dataset));
        string batch = run.SecurityBatchId!;

        IReadOnlyList<AuditItem> all = await _client.Security.GetBatchItemsAsync(batch, cancellationToken: Stop);
        string[] paged = await PagesAsync(after => _client.Security.GetBatchItemsAsync(batch, 7, null, after, Stop));
        string[] bad = await PagesAsync(after => _client.Security.GetBatchItemsAsync(batch, 2, "unsafe", after, Stop));
        string[] good = await PagesAsync(after => _client.Security.GetBatchItemsAsync(batch, 9, "safe", after, Stop));

        all.Count.ShouldBe(30);
        paged.ShouldBe(all.Select(item => item.Id));
        bad.ShouldBe(all.Where((_, i) => i % 7 == 3).Select(item => item.Id));
        good.ShouldBe(all.Where((_, i) => i % 7 != 3).Select(item => item.Id));
        (await _client.Security.GetBatchAsync(batch, Stop)).UnsafeItems.ShouldBe(bad.Length);
    }

    [Fact]
    public async Task Batches_are_listed_newest_first_by_project_and_page()
    {
        RunResult first = await RunAsync(Datasets.Body(Datasets.Good) with { ProjectName = "one" });
        RunResult second = await RunAsync(Datasets.Body(Leak) with { ProjectName = "two" });
        RunResult third = await RunAsync(Datasets.Body(Datasets.Good) with { ProjectName = "one" });
        await RunAsync(Datasets.Body(Datasets.Good) with { ProjectName = "one", RunSecurity = false });

        string[] all = [.. (await _client.Security.GetBatchesAsync(cancellationToken: Stop)).Select(row => row.Id)];
        all.ShouldBe([third.SecurityBatchId!, second.SecurityBatchId!, first.SecurityBatchId!]);
        IReadOnlyList<AuditBatch> one = await _client.Security.GetBatchesAsync("one", cancellationToken: Stop);
        one.Select(row => row.Id).ShouldBe([third.SecurityBatchId!, first.SecurityBatchId!]);
        IReadOnlyList<AuditBatch> page = await _client.Security.GetBatchesAsync(limit: 2, cancellationToken: Stop);
        IReadOnlyList<AuditBatch> rest = await _client.Security.GetBatchesAsync(
            limit: 2, after: page[^1].Id, cancellationToken: Stop);
        page.Concat(rest).Select(row => row.Id).ShouldBe(all);
        (await _client.Security.GetBatchesAsync("three", cancellationToken: Stop)).ShouldBeEmpty();
        await Should.ThrowAsync<ValidationException>(
            () => _client.Security.GetBatchesAsync("o'ne", cancellationToken: Stop));
    }

    [Fact]
    public async Task A_run_that_looked_for_nothing_of_security_has_no_batch()
    {
        RunResult off = await RunAsync(Datasets.Body(Leak) with { RunSecurity = false });
        RunResult elsewhere = await RunAsync(Datasets.Body(Leak) with { Buckets = ["tool_failures"] });
        RunResult mandatory = await RunAsync(
            Datasets.Body(Leak) with
            {
                RunSecurity = false,
                Buckets = ["tool_failures"],
                MandatorySecurityCategories = ["S9"],
            });

        foreach (RunResult run in (RunResult[])[off, elsewhere])
        {
            run.SecurityFlags.ShouldBeNull();
            run.SecurityBatchId.ShouldBeNull();
            await Should.ThrowAsync<NotFoundException>(() => _client.Security.GetBatchAsync(run.RunId, Stop));
            await Should.ThrowAsync<NotFoundException>(
                () => _client.Security.GetBatchItemsAsync(run.RunId, cancellationToken: Stop));
        }

        mandatory.DetectorsRun.ShouldContain("sensitive_data_exposure");
        mandatory.SecurityFlags!["S9"].ShouldBe("fail");
        (await _client.Security.GetBatchAsync(mandatory.SecurityBatchId!, Stop)).UnsafeItems.ShouldBe(1);
    }

    [Fact]
    public async Task A_batch_of_another_organization_does_not_exist()
    {
        RunResult foreign = await deployment.Client.RunAsync(Datasets.Body(Leak), cancellationToken: Stop);
        string id = foreign.SecurityBatchId!;

        await Should.ThrowAsync<NotFoundException>(() => _client.Security.GetBatchAsync(id, Stop));
        await Should.ThrowAsync<NotFoundException>(
            () => _client.Security.GetBatchItemsAsync(id, cancellationToken: Stop));
        (await _client.Security.GetBatchesAsync(cancellationToken: Stop)).ShouldBeEmpty();
        await Should.ThrowAsync<NotFoundException>(() => _client.Security.GetBatchAsync("audit_nothing", Stop));
    }

    [Theory]
    [InlineData("items?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("items?limit=1001", HttpStatusCode.BadRequest)]
    [InlineData("items?continuation=x", HttpStatusCode.BadRequest)]
    [InlineData("items?status=odd", HttpStatusCode.UnprocessableEntity)]
    [InlineData("items?limit=1000", HttpStatusCode.OK)]
    public async Task What_a_list_cannot_read_it_refuses(string rest, HttpStatusCode status)
    {
        RunResult run = await deployment.Client.RunAsync(Datasets.Body(Leak), cancellationToken: Stop);

        using HttpResponseMessage response = await deployment.Http.GetAsync(
            $"v2/security/audit/batches/{run.SecurityBatchId}/{rest}", Stop);

        response.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task While_a_run_goes_and_after_it_was_cancelled_only_what_is_analysed_is_told()
    {
        RunJob job = await _client.FailureAnalysis.UploadDatasetAsync(
            "cancel", "orders.jsonl", Datasets.Large(20_000), cancellationToken: Stop);
        JobStatus status = await job.StatusAsync(Stop);
        while (status.CurrentItem == 0 && !RunStatus.IsFinal(status.Status))
        {
            status = await job.StatusAsync(Stop);
        }

        AuditBatch running = await _client.Security.GetBatchAsync(job.RunId, Stop);
        EvaluationRun evaluating = await _client.Evaluations.GetRunAsync(job.RunId, Stop);
        await job.CancelAsync(Stop);
        status = await job.WaitAsync(null, Stop);

        running.Status.ShouldBe(RunStatus.Processing);
        running.Name.ShouldBe("orders.jsonl");
        running.UnsafeRate.ShouldBeNull();
        evaluating.Metrics.ShouldBeEmpty();
        AuditBatch ended = await _client.Security.GetBatchAsync(job.RunId, Stop);
        ended.Status.ShouldBe(RunStatus.Cancelled);
        ended.TotalItems.ShouldBe(status.CurrentItem);
        string[] items = await PagesAsync(
            after => _client.Security.GetBatchItemsAsync(ended.Id, 1_000, null, after, Stop));
        items.Length.ShouldBe(status.CurrentItem, "an item that was not analysed is not safe");
        EvaluationRun evaluated = await _client.Evaluations.GetRunAsync(job.RunId, Stop);
        evaluated.Metrics.ShouldAllBe(metric => metric.ItemsMeasured == status.CurrentItem);
    }

    private Task<RunResult> RunAsync(AnalyzeRequest request) =>
        _client.FailureAnalysis.RunAsync(request, cancellationToken: Stop);

    private static async Task<string[]> PagesAsync(Func<string?, Task<IReadOnlyList<AuditItem>>> next)
    {
        var ids = new List<string>();
        for (IReadOnlyList<AuditItem> page = await next(null); page.Count > 0; page = await next(ids[^1]))
        {
            ids.AddRange(page.Select(item => item.Id));
        }

        return [.. ids];
    }
}
