using System.Net;
using System.Text;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.EndToEnd;

/// <summary>A request that is sent again under the same key.</summary>
public sealed class IdempotencyTests(DeploymentFixture deployment)
{
    private const string Start = "v2/failure-analysis/analyze";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_key_and_body_are_the_same_run()
    {
        using ValiqorClient client = await deployment.NewOrganizationAsync();
        AnalyzeRequest request = Datasets.Body(Datasets.Wrong);

        RunJob first = await client.FailureAnalysis.StartAsync(request, "nightly 2026-11-22", Stop);
        await first.WaitAsync(null, Stop);
        RunJob again = await client.FailureAnalysis.StartAsync(request, "nightly 2026-11-22", Stop);

        again.RunId.ShouldBe(first.RunId);
        (await again.ResultAsync(Stop)).Summary!.ItemsWithFailures.ShouldBe(1);
        (await client.FailureAnalysis.GetRunCountAsync(cancellationToken: Stop)).ShouldBe(1);
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_a_conflict_and_another_key_another_run()
    {
        using ValiqorClient client = await deployment.NewOrganizationAsync();
        AnalyzeRequest request = Datasets.Body(Datasets.Good);
        RunJob first = await client.FailureAnalysis.StartAsync(request, "one", Stop);

        var refused = await Should.ThrowAsync<ConflictException>(
            () => client.FailureAnalysis.StartAsync(Datasets.Body(Datasets.Wrong), "one", Stop));
        RunJob other = await client.FailureAnalysis.StartAsync(request, "other", Stop);

        refused.Code.ShouldBe("idempotency_conflict");
        other.RunId.ShouldNotBe(first.RunId);
    }

    [Fact]
    public async Task A_body_that_was_refused_claims_nothing()
    {
        using ValiqorClient client = await deployment.NewOrganizationAsync();
        await Should.ThrowAsync<ValidationException>(
            () => client.FailureAnalysis.StartAsync(Datasets.Body("""{"input":"?"}"""), "mended", Stop));

        RunJob job = await client.FailureAnalysis.StartAsync(Datasets.Body(Datasets.Good), "mended", Stop);

        job.RunId.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_key_is_its_organization_s_own()
    {
        using ValiqorClient one = await deployment.NewOrganizationAsync();
        using ValiqorClient other = await deployment.NewOrganizationAsync();

        RunJob first = await one.FailureAnalysis.StartAsync(Datasets.Body(Datasets.Good), "shared", Stop);
        RunJob second = await other.FailureAnalysis.StartAsync(Datasets.Body(Datasets.Wrong), "shared", Stop);

        second.RunId.ShouldNotBe(first.RunId);
    }

    [Fact]
    public async Task A_run_of_an_uploaded_dataset_is_found_even_after_the_dataset_was_replaced()
    {
        using ValiqorClient client = await deployment.NewOrganizationAsync();
        await client.FailureAnalysis.UploadDatasetAsync(
            "shop", "day.jsonl", Datasets.File(Datasets.Good), cancellationToken: Stop);
        var request = new AnalyzeRequest { DatasetBlob = "shop/day.jsonl" };
        RunJob first = await client.FailureAnalysis.StartAsync(request, "day", Stop);
        await client.FailureAnalysis.UploadDatasetAsync(
            "shop", "day.jsonl", Datasets.File(Datasets.Wrong), cancellationToken: Stop);

        RunJob again = await client.FailureAnalysis.StartAsync(request, "day", Stop);
        RunJob fresh = await client.FailureAnalysis.StartAsync(request, "day 2", Stop);

        again.RunId.ShouldBe(first.RunId);
        fresh.RunId.ShouldNotBe(first.RunId);
    }

    [Fact]
    public async Task A_run_of_a_trace_is_found_again_too()
    {
        using ValiqorClient client = await deployment.NewOrganizationAsync();
        await using Stream sample = File.OpenRead(Repository.File("samples/traces/demo-tracer.jsonl"));
        TracesAccepted accepted = await client.Traces.PostAsync(sample, cancellationToken: Stop);
        var request = new AnalyzeRequest { TraceId = accepted.Traces[0].TraceId };

        RunJob first = await client.FailureAnalysis.StartAsync(request, "trace", Stop);
        RunJob again = await client.FailureAnalysis.StartAsync(request, "trace", Stop);

        again.RunId.ShouldBe(first.RunId);
        (await client.FailureAnalysis.GetRunCountAsync(cancellationToken: Stop)).ShouldBe(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(256)]
    public async Task A_key_that_is_none_is_refused(int length)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Start)
        {
            Content = new StringContent($$"""{"dataset":[{{Datasets.Good}}]}""", Encoding.UTF8, "application/json"),
            Headers = { { "Idempotency-Key", new string('k', length) } },
        };
        using HttpResponseMessage answer = await deployment.Http.SendAsync(request, Stop);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain("1 to 255 printable ASCII characters");
    }
}
