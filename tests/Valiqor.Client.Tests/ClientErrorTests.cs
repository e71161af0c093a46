using System.Net;
using System.Net.Sockets;
using Valiqor.Testing;

namespace Valiqor.Client.Tests;

public sealed class ClientErrorTests
{
    private readonly HurriedTime _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400, typeof(ValidationException))]
    [InlineData(401, typeof(AuthenticationException))]
    [InlineData(403, typeof(PermissionException))]
    [InlineData(404, typeof(NotFoundException))]
    [InlineData(409, typeof(ConflictException))]
    [InlineData(413, typeof(DatasetTooLargeException))]
    [InlineData(422, typeof(ValidationException))]
    [InlineData(429, typeof(RateLimitException))]
    [InlineData(500, typeof(ServiceUnavailableException))]
    [InlineData(503, typeof(ServiceUnavailableException))]
    public async Task Each_refusal_has_its_exception_with_the_services_own_words(int status, Type kind)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedServer.Problem(
            status,
            """{"detail":"Why it is so.","code":"some_code","request_id":"r-7"}"""));
        using FailureAnalysisClient client = ClientOf(server.Url);

        var refusal = await Should.ThrowAsync<ValiqorException>(() => client.GetRunAsync("run-1", Cancel));

        refusal.ShouldBeOfType(kind);
        refusal.Message.ShouldBe("Why it is so.");
        refusal.StatusCode.ShouldBe(status);
        refusal.Code.ShouldBe("some_code");
        refusal.RequestId.ShouldBe("r-7");
    }

    [Fact]
    public async Task A_validation_error_names_the_places()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedServer.Problem(
            422,
            """
            {"detail":"One item is not valid.",
             "errors":[{"loc":["body","dataset",3,"output"],"msg":"output is missing","type":"missing"}]}
            """));
        using FailureAnalysisClient client = ClientOf(server.Url);

        var refusal = await Should.ThrowAsync<ValidationException>(
            () => client.StartAsync(new AnalyzeRequest(), Cancel));

        FieldProblem problem = refusal.FieldProblems.Single();
        problem.Msg.ShouldBe("output is missing");
        problem.Loc[2].GetInt32().ShouldBe(3);
    }

    [Theory]
    [InlineData("text/html", "<html>Bad gateway</html>")]
    [InlineData("application/json", "not json")]
    [InlineData("application/json", """{"detail":[{"msg":"of another service's form"}]}""")]
    [InlineData("application/json", "null")]
    public async Task A_refusal_in_another_form_still_has_a_sentence(string type, string body)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedServer.Json(404, body, type));
        using FailureAnalysisClient client = ClientOf(server.Url);

        var refusal = await Should.ThrowAsync<NotFoundException>(() => client.GetRunAsync("run-1", Cancel));

        refusal.Message.ShouldBe("The service does not know that address (404).");
    }

    [Fact]
    public async Task A_get_is_tried_again_after_what_the_service_asks()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            ScriptedServer.Status(503),
            ScriptedServer.Status(429, "7"),
            ScriptedServer.Status(429, "Thu, 01 Jan 2026 00:00:09 GMT"),
            ScriptedServer.Json(200, Script.Status("completed")));
        using FailureAnalysisClient client = ClientOf(server.Url);

        JobStatus status = await client.GetStatusAsync("run-1", Cancel);

        status.Status.ShouldBe("completed");
        _time.Waits.ShouldBe([TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(9)]);
    }

    [Fact]
    public async Task A_get_is_given_up_after_four_tries()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedServer.Status(503));
        using FailureAnalysisClient client = ClientOf(server.Url);

        await Should.ThrowAsync<ServiceUnavailableException>(() => client.GetStatusAsync("run-1", Cancel));

        server.Requests.Count.ShouldBe(RetryHandler.MaxTries);
    }

    [Fact]
    public async Task A_long_wait_is_the_callers_to_decide()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedServer.Status(429, "3600"));
        using FailureAnalysisClient client = ClientOf(server.Url);

        var refusal = await Should.ThrowAsync<RateLimitException>(() => client.GetStatusAsync("run-1", Cancel));

        refusal.RetryAfter.ShouldBe(TimeSpan.FromHours(1));
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_wait_is_read_from_the_body_where_no_header_has_it()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            ScriptedServer.Problem(429, """{"detail":"Too fast.","retry_after":12.5}"""));
        using FailureAnalysisClient client = ClientOf(server.Url);

        var refusal = await Should.ThrowAsync<RateLimitException>(() => client.CancelAsync("run-1", Cancel));

        refusal.RetryAfter.ShouldBe(TimeSpan.FromSeconds(12.5));
    }

    [Fact]
    public async Task What_changes_something_is_never_sent_twice()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedServer.Status(503));
        using FailureAnalysisClient client = ClientOf(server.Url);
        using var upload = new MemoryStream("{}"u8.ToArray());

        await Should.ThrowAsync<ServiceUnavailableException>(() => client.CancelAsync("run-1", Cancel));
        await Should.ThrowAsync<ServiceUnavailableException>(
            () => client.UpdateTagAsync("t", new TagUpdate { IsReviewed = true }, Cancel));
        await Should.ThrowAsync<ServiceUnavailableException>(
            () => client.UploadDatasetAsync("p", "d.jsonl", upload, null, Cancel));

        server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_tried_again()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            context =>
            {
                context.Abort();
                return Task.CompletedTask;
            },
            ScriptedServer.Json(200, Script.Status("completed")));
        using FailureAnalysisClient client = ClientOf(server.Url);

        (await client.GetStatusAsync("run-1", Cancel)).Status.ShouldBe("completed");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        using FailureAnalysisClient client = ClientOf(FreeAddress());

        var error = await Should.ThrowAsync<ServiceUnavailableException>(
            () => client.StartAsync(new AnalyzeRequest(), Cancel));

        error.Message.ShouldContain("cannot be reached");
        error.StatusCode.ShouldBeNull();
        (await client.IsReadyAsync(Cancel)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_in_time()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        using var client = FailureAnalysisClient.Create(
            new ClientOptions { BaseUrl = server.Url, RequestTimeout = TimeSpan.FromMilliseconds(50) });

        var error = await Should.ThrowAsync<ServiceUnavailableException>(() => client.GetRunAsync("run-1", Cancel));

        error.Message.ShouldContain("did not answer in time");
    }

    [Fact]
    public async Task The_callers_own_cancelling_stays_a_cancelling()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using ScriptedServer server = await ScriptedServer.StartAsync(async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        using FailureAnalysisClient client = ClientOf(server.Url);

        await Should.ThrowAsync<OperationCanceledException>(() => client.GetRunAsync("run-1", stop.Token));
    }

    private FailureAnalysisClient ClientOf(Uri url) =>
        FailureAnalysisClient.Create(new ClientOptions { BaseUrl = url, TimeProvider = _time });

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}");
    }
}
