using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.EndToEnd;

/// <summary>Whatever comes in, the answer says what is wrong and where, and what is good is not lost.</summary>
public sealed class BadInputTests(DeploymentFixture deployment)
{
    private const string Start = "v2/failure-analysis/analyze";
    private const string Upload = "v2/failure-analysis/datasets";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_file_fails_with_a_reason()
    {
        RunResult run = await RunFileAsync("empty.jsonl", []);

        run.Status.ShouldBe(RunStatus.Failed);
        run.Error.ShouldBe("The dataset is empty: it has no items.");
        run.Summary.ShouldNotBeNull().TotalItems.ShouldBe(0);
    }

    [Fact]
    public async Task A_file_without_one_item_fails_and_names_the_first_line()
    {
        RunResult run = await RunFileAsync("none.jsonl", "\n{\"input\":\"?\"}\nnonsense\n"u8.ToArray());

        run.Status.ShouldBe(RunStatus.Failed);
        run.Error.ShouldNotBeNull().ShouldContain("Line 2: `output` is missing");
        run.RejectedLines.ShouldBe(2);
    }

    [Fact]
    public async Task Bad_lines_are_told_by_number_and_the_good_ones_are_analysed()
    {
        using var file = new MemoryStream();
        file.Write("\uFEFF"u8);
        file.Write(Encoding.UTF8.GetBytes(Datasets.Good + "\r\n"));
        file.Write([(byte)'{', 0xFF, (byte)'}', (byte)'\r', (byte)'\n']);
        file.Write(
            Encoding.UTF8.GetBytes($$"""{"input":"?","output":"{{new string('x', 5 * 1024 * 1024)}}"}""" + "\r\n"));
        file.Write("{\"input\":\"?\"}\r\n[1]\r\n{\"input\":1,\"output\":\"x\"}\r\n"u8);
        file.Write(Encoding.UTF8.GetBytes(Datasets.Wrong));

        RunResult run = await RunFileAsync("mixed.jsonl", file.ToArray());

        run.Status.ShouldBe(RunStatus.Completed);
        run.Summary!.TotalItems.ShouldBe(2);
        run.Summary.ItemsWithFailures.ShouldBe(1);
        run.Rejected.Select(line => line.Line).ShouldBe([2, 3, 4, 5, 6]);
        run.Rejected[0].Reason.ShouldContain("not valid UTF-8 (at byte 2)");
        run.Rejected[1].Reason.ShouldContain("5,242,");
        run.Rejected[2].Reason.ShouldContain("`output` is missing");
        run.Rejected[3].Reason.ShouldContain("An item is a JSON object");
        run.Rejected[4].Reason.ShouldContain("`input` is a number");
    }

    [Fact]
    public async Task Context_and_tool_calls_are_taken_in_every_shape_that_is_documented()
    {
        string[] items =
        [
            """{"input":"?","output":"a","context":"one"}""",
            """{"input":"?","output":"a","context":["one","two"]}""",
            """{"input":"?","output":"a","context":[{"text":"one"},{"page_content":"two"}]}""",
            """{"input":"?","output":"a","tool_calls":[{"name":"f","arguments":{"x":1},"output":"1"}]}""",
            """{"input":"?","output":"a","tool_calls":[{"tool":"f","args":"{\"x\":1}","result":{"y":2}}]}""",
            """{"input":"?","output":"a","tool_calls":[{"tool_name":"f","input":{}}]}""",
            """{"input":"?","output":"a","tool_calls":[{"function":{"name":"f","arguments":"{}"}}]}""",
        ];

        RunResult run = await RunFileAsync("shapes.jsonl", Encoding.UTF8.GetBytes(string.Join('\n', items)));

        run.RejectedLines.ShouldBe(0);
        run.FeatureKind.ShouldBe("agentic_rag");
        run.Inputs.Select(input => input.Context.Count).ShouldBe([1, 2, 2, 0, 0, 0, 0]);
        run.Inputs.Select(input => input.ToolCalls.Count).ShouldBe([0, 0, 0, 1, 1, 1, 1]);
    }

    [Fact]
    public async Task A_json_array_and_csv_are_read_as_well()
    {
        RunResult array = await RunFileAsync(
            "array.json", Encoding.UTF8.GetBytes($"[\n{Datasets.Good},\n{{\"input\":\n\"?\"}},\n{Datasets.Wrong}\n]"));
        RunResult table = await RunFileAsync(
            "table.csv",
            "id,input,output\r\n1,\"Two\nlines, \"\"quoted\"\"\",fine\r\n2,What is 2+2?,2+2 is 5\r\n"u8.ToArray());

        array.Summary!.TotalItems.ShouldBe(2);
        array.Rejected.Single().Line.ShouldBe(3);
        table.Inputs[0].Input.ShouldBe("Two\nlines, \"quoted\"");
        table.Summary!.PrimaryFailure.ShouldBe("unsupported_factual_claim");
        table.InputType.ShouldBe("csv");
    }

    [Theory]
    [InlineData("analyze", """{"dataset":[{"input":"?","output":"x"}],"more":"~"}""")]
    [InlineData("playground", """{"input":"?","output":"~"}""")]
    [InlineData("playground", """{"input":"?","output":"x","~":1}""")]
    public async Task A_body_that_is_no_UTF8_is_refused(string route, string body)
    {
        // The byte 0xCE begins a character of two bytes, and no second one follows.
        byte[] bytes = [.. Encoding.ASCII.GetBytes(body).Select(b => b == (byte)'~' ? (byte)0xCE : b)];
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/json");
        using HttpResponseMessage response = await deployment.Http.PostAsync(
            $"v2/failure-analysis/{route}", content, Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await response.Content.ReadAsStringAsync(Stop)).ShouldContain("not valid UTF-8");
    }

    [Fact]
    public async Task A_body_with_a_bad_item_is_refused_with_the_place()
    {
        AnalyzeRequest request = Datasets.Body(Datasets.Good, """{"input":"?"}""");

        var refused = await Should.ThrowAsync<ValidationException>(() => deployment.Client.StartAsync(request, Stop));

        refused.StatusCode.ShouldBe(422);
        string.Join('.', refused.FieldProblems.Single().Loc).ShouldBe("body.dataset.1.output");
        refused.FieldProblems[0].Type.ShouldBe("missing");
    }

    [Theory]
    [InlineData("""{"dataset":[]}""", "body.dataset")]
    [InlineData("""{}""", "body")]
    [InlineData("""{"dataset":[{"input":"?","output":"x"}],"trace_id":"t"}""", "body")]
    [InlineData("""{"dataset":[{"input":"?","output":"x"}],"buckets":["nonsense"]}""", "body.buckets")]
    [InlineData("""{"dataset":[{"input":"?","output":"x"}],"feature_kind":"robot"}""", "body.feature_kind")]
    [InlineData(
        """{"dataset":[{"input":"?","output":"x"}],"mandatory_eval_metrics":["luck"]}""",
        "body.mandatory_eval_metrics")]
    [InlineData("""{"dataset":[{"input":"?","output":"x"}],"project_name":"../x"}""", "body.project_name")]
    [InlineData("""{"dataset_blob":"../x"}""", "body.dataset_blob")]
    [InlineData("""{"dataset":{"input":"?"}}""", "body.dataset")]
    [InlineData("""{"dataset":[{"input":"?","output":"x"}],"run_eval":null}""", "body.run_eval")]
    [InlineData("""{"dataset":[{"input":"?","output":"x"}],"buckets":[null]}""", "body.buckets")]
    [InlineData("""[1]""", "body")]
    [InlineData("""{"dataset":[""", "body")]
    public async Task A_body_that_is_none_is_refused_with_the_place(string body, string place)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await deployment.Http.PostAsync(Start, content, Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using JsonDocument problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Stop));
        problem.RootElement.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
        problem.RootElement.GetProperty("request_id").GetString().ShouldNotBeNullOrWhiteSpace();
        JsonElement loc = problem.RootElement.GetProperty("errors")[0].GetProperty("loc");
        string.Join('.', loc.EnumerateArray()).ShouldBe(place);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        using var content =
            new StringContent(new string(' ', (32 * 1024 * 1024) + 1), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, Start) { Content = content };
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage response = await deployment.Http.SendAsync(request, Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("%2e%2e%2fx/a.jsonl")]
    [InlineData("p/%2e%2e%2fa.jsonl")]
    [InlineData("..%5Cx/a.jsonl")]
    [InlineData("p/a%00.jsonl")]
    [InlineData("p/a.txt")]
    [InlineData("p/a..b.jsonl")]
    public async Task An_upload_to_a_name_that_is_none_is_refused(string path)
    {
        using var content = new StringContent(Datasets.Good);
        using HttpResponseMessage response = await deployment.Http.PutAsync($"{Upload}/{path}", content, Stop);

        ((int)response.StatusCode).ShouldBeInRange(400, 422);
    }

    [Fact]
    public async Task Half_an_upload_is_no_dataset()
    {
        Assert.SkipUnless(deployment.Url.Scheme == "http", "The half upload is sent over a plain socket.");
        string name = $"half-{Guid.CreateVersion7():N}.jsonl";
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(deployment.Url.Host, deployment.Url.Port, Stop);
            string head = $"PUT /{Upload}/bad/{name} HTTP/1.1\r\nHost: {deployment.Url.Authority}\r\n"
                + $"Authorization: Bearer {deployment.Key}\r\nContent-Length: 1000000\r\n\r\n{Datasets.Good}\n";
            await socket.GetStream().WriteAsync(Encoding.UTF8.GetBytes(head), Stop);
        }

        var whole = new AnalyzeRequest { DatasetBlob = $"bad/{name}" };
        await Should.ThrowAsync<NotFoundException>(() => deployment.Client.StartAsync(whole, Stop));
    }

    private async Task<RunResult> RunFileAsync(string name, byte[] content)
    {
        RunJob job =
            await deployment.Client.UploadDatasetAsync("bad", name, new MemoryStream(content), cancellationToken: Stop);
        await job.WaitAsync(null, Stop);
        return await deployment.Client.GetRunAsync(job.RunId, Stop);
    }
}
