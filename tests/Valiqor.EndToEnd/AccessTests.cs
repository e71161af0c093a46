using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.EndToEnd;

/// <summary>Who sees what.</summary>
public sealed class AccessTests(DeploymentFixture deployment)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("vq_nobody-has-this-key-0000000000000000000")]
    public async Task Without_a_known_key_nothing_is_told(string? key)
    {
        using FailureAnalysisClient client = deployment.ClientWith(key);

        await Should.ThrowAsync<AuthenticationException>(() => client.GetTaxonomyAsync(Stop));
        await Should.ThrowAsync<AuthenticationException>(() => client.StartAsync(Datasets.Body(Datasets.Good), Stop));
        await Should.ThrowAsync<AuthenticationException>(() => client.GetStatusAsync("run_1", Stop));
        (await client.IsReadyAsync(Stop)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("run_000000000000000000000000")]
    [InlineData("..%2f..%2fx")]
    [InlineData("x'%20or%20'1'%20eq%20'1")]
    public async Task An_unknown_run_is_not_found(string runId)
    {
        foreach (string rest in (string[])["", "/status", "/inputs", "/tags"])
        {
            using HttpResponseMessage response = await deployment.Http.GetAsync(
                $"v2/failure-analysis/runs/{runId}{rest}", Stop);
            ((int)response.StatusCode).ShouldBe(404, rest);
        }
    }

    [Fact]
    public async Task A_run_of_another_organization_does_not_exist()
    {
        RunResult run = await deployment.Client.RunAsync(Datasets.Body(Datasets.Good), cancellationToken: Stop);
        using ValiqorClient foreign = await deployment.NewOrganizationAsync();
        FailureAnalysisClient foreigner = foreign.FailureAnalysis;

        await Should.ThrowAsync<NotFoundException>(() => foreigner.GetRunAsync(run.RunId, Stop));
        await Should.ThrowAsync<NotFoundException>(() => foreigner.GetStatusAsync(run.RunId, Stop));
        await Should.ThrowAsync<NotFoundException>(() => foreigner.CancelAsync(run.RunId, Stop));
        IAsyncEnumerable<FailureTag> tags = foreigner.GetTagsAsync(run.RunId, new TagFilter(), Stop);
        await Should.ThrowAsync<NotFoundException>(async () => await tags.FirstAsync(Stop));
        var refused = await Should.ThrowAsync<ValiqorException>(
            () => foreign.Keys.CreateAsync(new CreateKeyRequest { Name = "mine" }, Stop));
        refused.StatusCode.ShouldBe(403);

        RunResult own = await foreigner.RunAsync(Datasets.Body(Datasets.Wrong), cancellationToken: Stop);
        own.Status.ShouldBe(RunStatus.Completed);
        await Should.ThrowAsync<NotFoundException>(() => deployment.Client.GetRunAsync(own.RunId, Stop));
    }

    [Fact]
    public async Task An_uploaded_dataset_is_analysed_once_however_it_is_asked_for()
    {
        string name = $"once-{Guid.CreateVersion7():N}.jsonl";
        RunJob first = await deployment.Client.UploadDatasetAsync(
            "once", name, Datasets.File(Datasets.Good, Datasets.Wrong), cancellationToken: Stop);
        await first.WaitAsync(null, Stop);

        RunJob second = await deployment.Client.StartAsync(new AnalyzeRequest { DatasetBlob = $"once/{name}" }, Stop);
        RunJob other = await deployment.Client.StartAsync(
            new AnalyzeRequest { DatasetBlob = $"once/{name}", RunSecurity = false }, Stop);

        second.RunId.ShouldBe(first.RunId);
        other.RunId.ShouldNotBe(first.RunId);
        (await other.WaitAsync(null, Stop)).Status.ShouldBe(RunStatus.Completed);
    }
}
