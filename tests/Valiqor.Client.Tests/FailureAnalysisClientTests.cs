using System.Text;
using Microsoft.AspNetCore.Http;
using Valiqor.Testing;

namespace Valiqor.Client.Tests;

public sealed class FailureAnalysisClientTests
{
    private readonly HurriedTime _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_small_dataset_is_answered_with_its_result_at_once()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedServer.Json(200, Script.Result()));
        using FailureAnalysisClient client = ClientOf(server);

        RunResult result = await client.RunAsync(new AnalyzeRequest(), cancellationToken: Cancel);

        result.RunId.ShouldBe(Script.RunId);
        server.Requests.ShouldBe(["POST /v2/failure-analysis/analyze"]);
    }

    [Fact]
    public async Task An_accepted_run_is_waited_for_ever_more_patiently()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
        [
            ScriptedServer.Json(202, Script.Accepted),
            .. Enumerable.Repeat(ScriptedServer.Json(200, Script.Status("processing", 5)), 10),
            ScriptedServer.Json(200, Script.Status("completed", 10)),
            ScriptedServer.Json(200, Script.Result()),
        ]);
        using FailureAnalysisClient client = ClientOf(server);
        var seen = new Seen();

        RunResult result = await client.RunAsync(new AnalyzeRequest(), seen, Cancel);

        result.Status.ShouldBe("completed");
        seen.Statuses.Count.ShouldBe(11);
        seen.Statuses[^1].CurrentItem.ShouldBe(10);
        TimeSpan[] waits = [.. _time.Waits];
        waits.Length.ShouldBe(10);
        waits[0].ShouldBe(TimeSpan.FromMilliseconds(100));
        waits.ShouldBeInOrder();
        waits[^1].ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task An_upload_streams_the_file_and_says_how_to_analyse_it()
    {
        var body = new StringBuilder();
        string? type = null;
        string? key = null;
        string? agent = null;
        await using ScriptedServer server = await ScriptedServer.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            body.Append(await reader.ReadToEndAsync(context.RequestAborted));
            type = context.Request.ContentType;
            key = context.Request.Headers.Authorization;
            agent = context.Request.Headers.UserAgent;
            await ScriptedServer.Json(202, Script.Accepted)(context);
        });
        using FailureAnalysisClient client = ClientOf(server);
        using var content = new MemoryStream("{\"input\":\"a\"}\n"u8.ToArray());
        var options = new AnalyzeOptions { FeatureKind = "rag", RunScan = false, Subcategories = ["x", "y"] };

        RunJob job = await client.UploadDatasetAsync("my project", "data set.jsonl", content, options, Cancel);

        job.RunId.ShouldBe(Script.RunId);
        server.Requests.Single().ShouldBe(
            "PUT /v2/failure-analysis/datasets/my%20project/data%20set.jsonl"
            + "?feature_kind=rag&run_eval=true&run_security=true&run_scan=false&run_judge=true&subcategories=x%2Cy");
        body.ToString().ShouldBe("{\"input\":\"a\"}\n");
        type.ShouldBe("application/x-ndjson");
        key.ShouldBe("Bearer vq_test");
        agent.ShouldNotBeNull().ShouldStartWith("Valiqor.Client/0.");
        content.CanRead.ShouldBeTrue("the stream stays the caller's");
    }

    [Fact]
    public async Task An_upload_that_is_refused_says_why_and_sends_no_body()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            ScriptedServer.Problem(413, """{"detail":"The dataset is over 10 bytes.","code":"too_large"}"""));
        using FailureAnalysisClient client = ClientOf(server);
        using var content = new MemoryStream(new byte[8 * 1024 * 1024]);

        var refusal = await Should.ThrowAsync<DatasetTooLargeException>(
            () => client.UploadDatasetAsync("p", "d.csv", content, null, Cancel));

        refusal.Message.ShouldBe("The dataset is over 10 bytes.");
        content.Position.ShouldBe(0);
    }

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("..")]
    [InlineData("")]
    public async Task A_dataset_name_that_cannot_be_sent_is_refused_here(string name)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        using FailureAnalysisClient client = ClientOf(server);

        await Should.ThrowAsync<ArgumentException>(
            () => client.UploadDatasetAsync("p", name, Stream.Null, null, Cancel));

        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Tags_are_read_while_they_arrive()
    {
        var first = new TaskCompletionSource();
        await using ScriptedServer server = await ScriptedServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync($"[{Script.Tag(0)},", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await first.Task.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync($"{Script.Tag(1)}]", context.RequestAborted);
        });
        using FailureAnalysisClient client = ClientOf(server);
        var filter = new TagFilter { Decision = "fail", MinSeverity = 2.5, ItemIndex = 3, IsReviewed = false };

        var indexes = new List<int>();
        await foreach (FailureTag tag in client.GetTagsAsync(Script.RunId, filter, Cancel))
        {
            indexes.Add(tag.ItemIndex);
            first.TrySetResult();
        }

        indexes.ShouldBe([0, 1]);
        server.Requests.Single().ShouldBe(
            "GET /v2/failure-analysis/runs/run-1/tags?decision=fail&min_severity=2.5&item_index=3&is_reviewed=false");
    }

    [Fact]
    public async Task A_list_that_breaks_off_is_an_error_and_not_a_short_list()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync($"[{Script.Tag(0)},", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
        });
        using FailureAnalysisClient client = ClientOf(server);

        await Should.ThrowAsync<ServiceUnavailableException>(
            async () => await client.GetTagsAsync(Script.RunId, null, Cancel).CountAsync(Cancel));
    }

    [Fact]
    public async Task Cancelling_the_wait_does_not_cancel_the_run()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            ScriptedServer.Json(202, Script.Accepted),
            async context =>
            {
                await ScriptedServer.Json(200, Script.Status("processing"))(context);
                await stop.CancelAsync();
            });
        using FailureAnalysisClient client = ClientOf(server);
        RunJob job = await client.StartAsync(new AnalyzeRequest(), Cancel);

        await Should.ThrowAsync<OperationCanceledException>(() => job.WaitAsync(null, stop.Token));

        server.Requests.ShouldNotContain(request => request.Contains("cancel"));
    }

    [Fact]
    public async Task A_run_is_cancelled_by_its_handle()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            ScriptedServer.Json(202, Script.Accepted),
            ScriptedServer.Status(202));
        using FailureAnalysisClient client = ClientOf(server);
        RunJob job = await client.StartAsync(new AnalyzeRequest(), Cancel);

        await job.CancelAsync(Cancel);

        server.Requests.Last().ShouldBe("POST /v2/failure-analysis/runs/run-1/cancel");
    }

    [Fact]
    public async Task A_runs_json_is_copied_as_it_came()
    {
        const string Body = """{ "run_id" : "run-1", "a_field_of_tomorrow": [1.0, 2.50] }""";
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedServer.Json(200, Body));
        using FailureAnalysisClient client = ClientOf(server);
        using var copy = new MemoryStream();

        await client.CopyRunAsync(Script.RunId, copy, Cancel);

        Encoding.UTF8.GetString(copy.ToArray()).ShouldBe(Body);
    }

    [Fact]
    public async Task A_path_in_the_base_address_is_kept()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedServer.Json(200, "[]"));
        using var client = FailureAnalysisClient.Create(
            new ClientOptions { BaseUrl = new Uri(server.Url, "/behind/a/proxy") });

        (await client.GetTaxonomyAsync(Cancel)).ShouldBeEmpty();

        server.Requests.Single().ShouldBe("GET /behind/a/proxy/v2/failure-analysis/taxonomy");
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(503, false)]
    public async Task Readiness_is_asked_once(int status, bool ready)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedServer.Status(status));
        using FailureAnalysisClient client = ClientOf(server);

        (await client.IsReadyAsync(Cancel)).ShouldBe(ready);

        server.Requests.ShouldBe(["GET /readyz"]);
    }

    private FailureAnalysisClient ClientOf(ScriptedServer server) => FailureAnalysisClient.Create(
        new ClientOptions { BaseUrl = server.Url, ApiKey = "vq_test", TimeProvider = _time });

    private sealed class Seen : IProgress<JobStatus>
    {
        public List<JobStatus> Statuses { get; } = [];

        public void Report(JobStatus value) => Statuses.Add(value);
    }
}
