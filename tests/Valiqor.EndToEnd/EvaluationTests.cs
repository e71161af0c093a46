using System.Net;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.EndToEnd;

/// <summary>The metrics of runs, alone and side by side.</summary>
public sealed class EvaluationTests(DeploymentFixture deployment) : IAsyncLifetime
{
    private const string Right = """{"input":"Capital of France?","output":"It is Paris.","expected":"Paris"}""";
    private const string Exact = """{"input":"Capital of France?","output":" paris","expected":"Paris"}""";
    private const string Wrong = """{"input":"Capital of France?","output":"Lyon","expected":"Paris"}""";

    private ValiqorClient _client = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _client = await deployment.NewOrganizationAsync();

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_run_with_expected_answers_has_metrics_that_open_by_their_id()
    {
        RunResult run = await RunAsync(Datasets.Body(Right, Wrong, Datasets.Good));

        run.EvalMetrics!.Keys.ShouldBe(["contains", "equals", "levenshtein"], ignoreOrder: true);
        run.EvalMetrics["contains"].ShouldBe(0.5);
        run.EvalRunId.ShouldNotBeNull();
        run.DetectorsSkipped.ShouldContain(
            "regex_match: taken only when mandatory_eval_metrics names it");
        run.DetectorsSkipped.ShouldContain("answer_relevance: no judge model is configured");
        EvaluationRun evaluation = await _client.Evaluations.GetRunAsync(run.EvalRunId, Stop);
        evaluation.Id.ShouldBe(run.EvalRunId);
        evaluation.RunId.ShouldBe(run.RunId);
        evaluation.Status.ShouldBe(RunStatus.Completed);
        evaluation.TotalItems.ShouldBe(3);
        EvaluationMetric contains = evaluation.Metrics[0];
        contains.MetricKey.ShouldBe("contains");
        contains.MetricName.ShouldBe("Contains Expected");
        contains.Kind.ShouldBe("heuristic");
        (contains.Mean, contains.ItemsMeasured, contains.ItemsPassed, contains.Threshold).ShouldBe((0.5, 2, 1, 0.7));
        contains.NotMeasured.ShouldBe([KeyValuePair.Create("no_expected", 1)]);
        (await _client.Evaluations.GetRunAsync(run.RunId, Stop)).Id.ShouldBe(run.EvalRunId, "its own id opens it too");
    }

    [Fact]
    public async Task Each_item_keeps_its_values()
    {
        RunResult run = await RunAsync(Datasets.Body(Datasets.Good, Right, Exact));

        List<EvaluationItem> items = [];
        await foreach (EvaluationItem item in _client.Evaluations.GetItemsAsync(run.EvalRunId!, Stop))
        {
            items.Add(item);
        }

        items.Select(item => item.ItemIndex).ShouldBe([1, 2], "the first has no expected answer");
        items[0].Values["contains"].ShouldBe(1);
        items[0].Values["equals"].ShouldBe(0);
        items[1].Values["equals"].ShouldBe(1);
    }

    [Fact]
    public async Task Without_an_expected_answer_there_are_no_metrics_and_the_reason_is_told()
    {
        RunResult run = await RunAsync(Datasets.Body(Datasets.Good));

        run.EvalMetrics.ShouldBeNull();
        run.EvalRunId.ShouldBeNull();
        run.DetectorsSkipped.ShouldContain("contains: no item has `expected`");
        (await _client.Evaluations.GetRunAsync(run.RunId, Stop)).Metrics.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_metric_that_is_mandatory_is_taken_though_metrics_are_off()
    {
        RunResult off = await RunAsync(Datasets.Body(Right) with { RunEval = false });
        RunResult one = await RunAsync(
            Datasets.Body(Right) with
            {
                RunEval = false,
                Buckets = ["tool_failures"],
                MandatoryEvalMetrics = ["levenshtein"],
            });

        off.EvalMetrics.ShouldBeNull();
        off.EvalRunId.ShouldBeNull();
        off.DetectorsSkipped.ShouldContain("contains: run_eval is off");
        one.EvalMetrics!.Keys.ShouldBe(["levenshtein"]);
    }

    [Fact]
    public async Task A_pattern_that_is_none_is_not_measured_and_says_so()
    {
        AnalyzeRequest request = Datasets.Body(
            """{"input":"?","output":"ID-1","expected":"("}""",
            """{"input":"?","output":"ID-1"}""",
            """{"input":"?","output":"ID-2"}""") with
        {
            RunEval = false,
            MandatoryEvalMetrics = ["regex_match"],
        };

        RunResult run = await RunAsync(request);

        run.EvalMetrics.ShouldBeNull();
        run.DetectorsSkipped.ShouldContain(
            "regex_match: `expected` is not a regular expression (1 item); no `expected` (2 items)");
    }

    [Fact]
    public async Task An_upload_takes_the_same_options()
    {
        var options = new AnalyzeOptions { RunEval = false, MandatoryEvalMetrics = ["contains"], RunSecurity = false };
        RunJob job = await _client.FailureAnalysis.UploadDatasetAsync(
            "options", "some.jsonl", Datasets.File(Right), options, Stop);

        await job.WaitAsync(null, Stop);
        RunResult run = await job.ResultAsync(Stop);

        run.EvalMetrics.ShouldBe([KeyValuePair.Create("contains", 1.0)]);
        run.SecurityFlags.ShouldBeNull();
        run.SecurityBatchId.ShouldBeNull();
        run.DetectorsSkipped.ShouldContain("sensitive_data_exposure: run_security is off");
    }

    [Fact]
    public async Task Runs_are_compared_with_the_first_one()
    {
        RunResult first = await RunAsync(Datasets.Body(Right, Wrong));
        RunResult better = await RunAsync(Datasets.Body(Right, Exact));
        RunResult other = await RunAsync(
            Datasets.Body(Right) with { RunEval = false, MandatoryEvalMetrics = ["equals"] });

        EvaluationComparison compared = await _client.Evaluations.CompareAsync(
            [first.EvalRunId!, better.RunId, other.EvalRunId!], Stop);

        compared.BaselineRunId.ShouldBe(first.EvalRunId);
        compared.Runs.Select(run => run.Id).ShouldBe([first.EvalRunId!, better.EvalRunId!, other.EvalRunId!]);
        ComparedMetric contains = compared.Metrics.Single(metric => metric.MetricKey == "contains");
        contains.Values.Count.ShouldBe(2, "the third run did not take it");
        contains.Values[better.EvalRunId!].ShouldBe(1);
        contains.Differences.ShouldBe([KeyValuePair.Create(better.EvalRunId!, 0.5)]);
        ComparedMetric equal = compared.Metrics.Single(metric => metric.MetricKey == "equals");
        equal.Differences.Keys.ShouldBe([better.EvalRunId!, other.EvalRunId!], ignoreOrder: true);
    }

    [Theory]
    [InlineData("", "is missing")]
    [InlineData("?run_ids=", "is missing")]
    [InlineData("?run_ids=eval_1", "2 to 5")]
    [InlineData("?run_ids=a,b,c,d,e,f", "2 to 5")]
    [InlineData("?run_ids=a&run_ids=b&run_ids=c&run_ids=d&run_ids=e&run_ids=f", "2 to 5")]
    public async Task Fewer_than_two_runs_or_more_than_five_are_not_compared(string query, string told)
    {
        using HttpResponseMessage response = await deployment.Http.GetAsync($"v2/evaluate/compare{query}", Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(Stop)).ShouldContain(told);
    }

    [Fact]
    public async Task A_run_that_is_unknown_foreign_or_named_twice_is_refused_by_name()
    {
        RunResult own = await RunAsync(Datasets.Body(Right));
        RunResult foreign = await deployment.Client.RunAsync(Datasets.Body(Right), cancellationToken: Stop);

        await Should.ThrowAsync<NotFoundException>(() => _client.Evaluations.GetRunAsync(foreign.EvalRunId!, Stop));
        await Should.ThrowAsync<NotFoundException>(() => _client.Evaluations.GetRunAsync("eval_nothing", Stop));
        IAsyncEnumerable<EvaluationItem> items = _client.Evaluations.GetItemsAsync(foreign.EvalRunId!, Stop);
        await Should.ThrowAsync<NotFoundException>(async () => await items.FirstAsync(Stop));
        foreach (string id in (string[])[foreign.EvalRunId!, "eval_nothing", "what's this"])
        {
            var missing = await Should.ThrowAsync<NotFoundException>(
                () => _client.Evaluations.CompareAsync([own.EvalRunId!, id], Stop));
            missing.Message.ShouldContain(id);
        }

        var twice = await Should.ThrowAsync<ValiqorException>(
            () => _client.Evaluations.CompareAsync([own.EvalRunId!, own.RunId], Stop));
        twice.StatusCode.ShouldBe(400);
    }

    [Fact]
    public async Task A_run_that_failed_has_its_status_and_no_metrics()
    {
        RunJob job = await _client.FailureAnalysis.UploadDatasetAsync(
            "failed", "none.jsonl", Datasets.File("no item"), cancellationToken: Stop);
        await job.WaitAsync(null, Stop);

        EvaluationRun evaluation = await _client.Evaluations.GetRunAsync(job.RunId, Stop);

        evaluation.Status.ShouldBe(RunStatus.Failed);
        evaluation.Metrics.ShouldBeEmpty();
        evaluation.TotalItems.ShouldBe(0);
    }

    private Task<RunResult> RunAsync(AnalyzeRequest request) =>
        _client.FailureAnalysis.RunAsync(request, cancellationToken: Stop);
}
