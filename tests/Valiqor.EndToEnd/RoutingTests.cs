using System.Diagnostics;
using System.Net;
using Valiqor.Client;
using Valiqor.Service.Door;
using Valiqor.Testing;

namespace Valiqor.EndToEnd;

/// <summary>What paths and methods come to, whatever host answers.</summary>
public sealed class RoutingTests(DeploymentFixture deployment)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_method_that_a_path_has_not_is_refused_with_those_that_it_has()
    {
        using HttpResponseMessage answer = await SendAsync("DELETE", "v2/failure-analysis/runs/count");

        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Content.Headers.Allow.ShouldBe(["GET", "HEAD", "OPTIONS"]);
        string problem = await answer.Content.ReadAsStringAsync(Stop);
        problem.ShouldContain("\"method_not_allowed\"");
        problem.ShouldContain("/v2/failure-analysis/runs/count");
    }

    [Fact]
    public async Task A_path_that_is_none_is_not_found_for_any_method()
    {
        foreach (string method in (string[])["GET", "POST", "OPTIONS"])
        {
            using HttpResponseMessage answer = await SendAsync(method, "v2/failure-analysis/runs/x/nothing");

            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain("no_such_route");
        }
    }

    [Theory]
    [InlineData("healthz")]
    [InlineData("openapi.json")]
    [InlineData("v2/failure-analysis/taxonomy")]
    public async Task A_HEAD_is_answered_as_the_GET_without_its_body(string path)
    {
        using HttpResponseMessage get = await SendAsync("GET", path);
        using HttpResponseMessage head = await SendAsync("HEAD", path);

        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Content.Headers.ContentType.ShouldBe(get.Content.Headers.ContentType);
        (await head.Content.ReadAsByteArrayAsync(Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_has_no_key_may_ask_for_methods_and_learns_nothing_else()
    {
        using var stranger = new HttpClient { BaseAddress = deployment.Url };
        using var options = new HttpRequestMessage(HttpMethod.Options, "v2/failure-analysis/runs/run_1");
        using var head = new HttpRequestMessage(HttpMethod.Head, "v2/failure-analysis/runs/run_1");

        using HttpResponseMessage allowed = await stranger.SendAsync(options, Stop);
        using HttpResponseMessage refused = await stranger.SendAsync(head, Stop);

        allowed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        allowed.Content.Headers.Allow.ShouldBe(["GET", "HEAD", "DELETE", "OPTIONS"]);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("V2/Failure-Analysis/Taxonomy")]
    [InlineData("v2/failure-analysis/taxonomy/")]
    public async Task Neither_case_nor_a_slash_at_the_end_counts(string path)
    {
        using HttpResponseMessage answer = await SendAsync("GET", path);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_name_may_be_sent_encoded()
    {
        string name = $"quarter 1 {Guid.CreateVersion7():N}.jsonl";
        using HttpResponseMessage taken = await deployment.Http.PutAsync(
            $"v2/failure-analysis/datasets/sp%61ce/{Uri.EscapeDataString(name)}",
            new StringContent(Datasets.Good),
            Stop);
        using HttpResponseMessage refused = await deployment.Http.PutAsync(
            "v2/failure-analysis/datasets/space/gr%C3%B6%C3%9Fe%2Fx.jsonl", new StringContent(Datasets.Good), Stop);

        taken.IsSuccessStatusCode.ShouldBeTrue();
        RunJob job = await deployment.Client.StartAsync(new AnalyzeRequest { DatasetBlob = $"space/{name}" }, Stop);
        (await job.WaitAsync(null, Stop)).Status.ShouldBe(RunStatus.Completed);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Telemetry_has_the_operation_and_its_route()
    {
        Assert.SkipUnless(deployment.IsHere, "The host is another process, whose telemetry goes elsewhere.");
        var trace = ActivityTraceId.CreateRandom();
        var told = new TaskCompletionSource<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.TraceId == trace
                ? ActivitySamplingResult.AllData
                : ActivitySamplingResult.None,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == trace)
                {
                    told.TrySetResult(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var request = new HttpRequestMessage(HttpMethod.Get, "v2/failure-analysis/run_1/status");
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");

        using HttpResponseMessage answer = await deployment.Http.SendAsync(request, Stop);
        Activity activity = await told.Task.WaitAsync(Stop);

        activity.DisplayName.ShouldBe("GET /v2/failure-analysis/{runId}/status");
        activity.GetTagItem(Api.OperationTag).ShouldBe("GetRunStatus");
        activity.GetTagItem(Api.RouteTag).ShouldBe("/v2/failure-analysis/{runId}/status");
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        return await deployment.Http.SendAsync(request, Stop);
    }
}
