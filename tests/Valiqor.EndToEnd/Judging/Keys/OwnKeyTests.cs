using System.Net;
using System.Text;
using System.Text.Json;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.EndToEnd.Judging.Keys;

/// <summary>The door that keys come in by.</summary>
public sealed class OwnKeyTests(DeploymentFixture deployment)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("v2/failure-analysis/analyze", "\"sk bad-7421\"")]
    [InlineData("v2/failure-analysis/analyze", "\"bad-7421\\n\"")]
    [InlineData("v2/failure-analysis/analyze", "\"b\u00e4d-7421\"")]
    [InlineData("v2/failure-analysis/analyze", "\"\"")]
    [InlineData("v2/failure-analysis/analyze", "[\"bad-7421\"]")]
    [InlineData("v2/failure-analysis/analyze", "{\"bad-7421\":1}")]
    [InlineData("v2/failure-analysis/playground", "\"sk bad-7421\"")]
    [InlineData("v2/failure-analysis/playground", "7421")]
    public async Task What_cannot_be_a_key_is_refused_and_not_repeated(string path, string key)
    {
        string body = path.EndsWith("analyze", StringComparison.Ordinal)
            ? $$"""{"dataset":[{{Datasets.Good}}],"openai_api_key":{{key}}}"""
            : $$"""{"input":"What is 2+2?","output":"2+2 is 4.","openai_api_key":{{key}}}""";
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await deployment.Http.PostAsync(path, content, Stop);
        string said = await answer.Content.ReadAsStringAsync(Stop);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        said.ShouldContain("openai_api_key");
        said.ShouldNotContain("7421");
    }

    [Fact]
    public async Task A_key_in_the_address_of_an_upload_is_refused_before_anything_is_kept()
    {
        using var content = new StringContent(Datasets.Good);
        using HttpResponseMessage answer = await deployment.Http.PutAsync(
            "v2/failure-analysis/datasets/keys/addressed.jsonl?openai_api_key=sk-7421", content, Stop);
        string said = await answer.Content.ReadAsStringAsync(Stop);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        said.ShouldContain("This is no place for a key");
        said.ShouldNotContain("7421");
        await Should.ThrowAsync<NotFoundException>(() => deployment.Client.StartAsync(
            new AnalyzeRequest { DatasetBlob = "keys/addressed.jsonl" }, Stop));
    }

    [Fact]
    public async Task An_uploaded_dataset_has_a_run_of_its_own_for_each_start_with_a_key()
    {
        using ValiqorClient client = await deployment.NewOrganizationAsync();
        RunJob uploaded = await client.FailureAnalysis.UploadDatasetAsync(
            "keys", "day.jsonl", Datasets.File(Datasets.Wrong), cancellationToken: Stop);
        var plain = new AnalyzeRequest { DatasetBlob = "keys/day.jsonl" };
        AnalyzeRequest keyed = plain with { OpenaiApiKey = "sk-mistyped" };

        RunJob same = await client.FailureAnalysis.StartAsync(plain, "1", Stop);
        RunJob first = await client.FailureAnalysis.StartAsync(keyed, "2", Stop);
        RunJob corrected = await client.FailureAnalysis.StartAsync(keyed with { OpenaiApiKey = "sk-right" }, "3", Stop);
        RunJob again = await client.FailureAnalysis.StartAsync(keyed, "3", Stop);

        same.RunId.ShouldBe(uploaded.RunId);
        string[] runs = [uploaded.RunId, first.RunId, corrected.RunId];
        runs.ShouldBeUnique();
        again.RunId.ShouldBe(corrected.RunId);
        (await corrected.ResultAsync(Stop)).Summary!.ItemsWithFailures.ShouldBe(1);
    }

    [Fact]
    public async Task A_run_of_a_trace_takes_a_key_too()
    {
        using ValiqorClient client = await deployment.NewOrganizationAsync();
        await using Stream sample = File.OpenRead(Repository.File("samples/traces/demo-tracer.jsonl"));
        TracesAccepted accepted = await client.Traces.PostAsync(sample, cancellationToken: Stop);
        var request = new AnalyzeRequest { TraceId = accepted.Traces[0].TraceId, OpenaiApiKey = "sk-trace" };

        RunJob job = await client.FailureAnalysis.StartAsync(request, Stop);

        (await job.ResultAsync(Stop)).Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public async Task The_playground_takes_a_key_for_its_one_call()
    {
        using ValiqorClient client = await deployment.NewOrganizationAsync();
        var request = new PlaygroundRequest { Input = "What is 2+2?", Output = "2+2 is 5", OpenaiApiKey = "sk-play" };

        PlaygroundResult result = await client.FailureAnalysis.PlaygroundAsync(request, Stop);

        JsonSerializer.Serialize(result, WireJson.Default.PlaygroundResult).ShouldNotContain("sk-play");
    }
}
