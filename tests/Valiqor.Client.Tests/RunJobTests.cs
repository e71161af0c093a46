using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Valiqor.Testing;

namespace Valiqor.Client.Tests;

/// <summary>Starting a run, once, and waiting for it.</summary>
public sealed class RunJobTests
{
    private readonly HurriedTime _time = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_start_is_tried_again_under_the_same_key()
    {
        var keys = new ConcurrentQueue<string>();
        var bodies = new ConcurrentQueue<string>();
        RequestDelegate Note(RequestDelegate answer) => async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            bodies.Enqueue(await reader.ReadToEndAsync(context.RequestAborted));
            keys.Enqueue(context.Request.Headers["Idempotency-Key"].Single()!);
            await answer(context);
        };
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            Note(ScriptedServer.Status(503)),
            Note(context =>
            {
                context.Abort();
                return Task.CompletedTask;
            }),
            Note(ScriptedServer.Json(202, Script.Accepted)));
        using FailureAnalysisClient client = ClientOf(server, "key-of-the-test");

        RunJob job = await client.StartAsync(new AnalyzeRequest { TraceId = "t" }, Stop);

        job.RunId.ShouldBe(Script.RunId);
        keys.ShouldBe(["key-of-the-test", "key-of-the-test", "key-of-the-test"]);
        bodies.Distinct().Count().ShouldBe(1);
        bodies.First().ShouldContain("\"trace_id\":\"t\"");
    }

    [Fact]
    public async Task Each_start_has_a_key_of_its_own_unless_the_caller_gives_one()
    {
        var keys = new ConcurrentQueue<string>();
        await using ScriptedServer server = await ScriptedServer.StartAsync(async context =>
        {
            keys.Enqueue(context.Request.Headers["Idempotency-Key"].Single()!);
            await ScriptedServer.Json(202, Script.Accepted)(context);
        });
        using FailureAnalysisClient client = ClientOf(server);

        await client.StartAsync(new AnalyzeRequest(), Stop);
        await client.StartAsync(new AnalyzeRequest(), Stop);
        await client.StartAsync(new AnalyzeRequest(), "mine", Stop);

        keys.Distinct().Count().ShouldBe(3);
        keys.Last().ShouldBe("mine");
    }

    [Fact]
    public async Task A_start_that_was_refused_is_not_repeated()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            ScriptedServer.Problem(409, """{"detail":"The key belongs to another request."}"""));
        using FailureAnalysisClient client = ClientOf(server);

        await Should.ThrowAsync<ConflictException>(() => client.StartAsync(new AnalyzeRequest(), "mine", Stop));

        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("queued", true, false, false)]
    [InlineData("running", true, false, false)]
    [InlineData("completed", false, true, false)]
    [InlineData("failed", false, false, true)]
    [InlineData("cancelled", false, false, false)]
    public async Task The_status_says_whether_it_runs(string word, bool isRunning, bool isCompleted, bool isFailed)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            ScriptedServer.Json(200, Script.Status(word, 5)));
        using FailureAnalysisClient client = ClientOf(server);

        JobStatus status = await client.GetJob(Script.RunId).StatusAsync(Stop);

        (status.IsRunning, status.IsCompleted, status.IsFailed).ShouldBe((isRunning, isCompleted, isFailed));
        status.CurrentItem.ShouldBe(5);
    }

    [Fact]
    public async Task The_result_of_a_run_that_goes_on_is_waited_for()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            ScriptedServer.Json(200, Script.Status("processing", 5)),
            ScriptedServer.Json(200, Script.Status("completed", 10)),
            ScriptedServer.Json(200, Script.Result()));
        using FailureAnalysisClient client = ClientOf(server);

        RunResult result = await client.GetJob(Script.RunId).ResultAsync(Stop);

        result.Status.ShouldBe(RunStatus.Completed);
        server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_failed_run_is_an_exception_that_has_the_run()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            ScriptedServer.Json(202, Script.Accepted),
            ScriptedServer.Json(200, Script.Status("failed")),
            ScriptedServer.Json(200, Script.Result(RunStatus.Failed, "The dataset was replaced.")));
        using FailureAnalysisClient client = ClientOf(server);

        var error = await Should.ThrowAsync<RunFailedException>(
            () => client.RunAsync(new AnalyzeRequest(), cancellationToken: Stop));

        error.Message.ShouldBe("Run run-1 failed: The dataset was replaced.");
        error.Run.RunId.ShouldBe(Script.RunId);
    }

    [Fact]
    public async Task A_cancelled_run_has_what_it_found()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            ScriptedServer.Json(200, Script.Status("cancelled", 5)),
            ScriptedServer.Json(200, Script.Result(RunStatus.Cancelled)));
        using FailureAnalysisClient client = ClientOf(server);

        (await client.GetJob(Script.RunId).ResultAsync(Stop)).Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public async Task Waiting_ends_at_the_time_that_was_given()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            ScriptedServer.Json(200, Script.Status("processing")));
        using var client = FailureAnalysisClient.Create(new ClientOptions { BaseUrl = server.Url });

        var error = await Should.ThrowAsync<TimeoutException>(
            () => client.GetJob(Script.RunId).WaitAsync(TimeSpan.FromMilliseconds(20), null, Stop));

        error.Message.ShouldBe("Run run-1 had not ended after 00:00:00.0200000; it goes on.");
    }

    [Fact]
    public async Task The_longest_pause_is_an_option()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
        [
            .. Enumerable.Repeat(ScriptedServer.Json(200, Script.Status("processing")), 3),
            ScriptedServer.Json(200, Script.Status("completed")),
        ]);
        using var client = FailureAnalysisClient.Create(new ClientOptions
        {
            BaseUrl = server.Url,
            TimeProvider = _time,
            PollInterval = TimeSpan.FromMilliseconds(50),
        });

        await client.GetJob(Script.RunId).WaitAsync(cancellationToken: Stop);

        _time.Waits.ShouldBe(Enumerable.Repeat(TimeSpan.FromMilliseconds(50), 3));
    }

    private FailureAnalysisClient ClientOf(ScriptedServer server, string? key = null) =>
        FailureAnalysisClient.Create(new ClientOptions
        {
            BaseUrl = server.Url,
            TimeProvider = _time,
            NewIdempotencyKey = key is null ? null : () => key,
        });
}
