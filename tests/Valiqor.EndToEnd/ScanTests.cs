using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.EndToEnd;

/// <summary>Scans: how they come in, and how runs are explained by them.</summary>
public sealed class ScanTests(DeploymentFixture deployment) : IAsyncLifetime
{
    private const string Map = """
        {"prompts": [{"path": "app/prompts.py", "line": 4, "role": "system", "name": "SYSTEM",
                      "text": "You are the weather assistant. Be brief and greet the user with their name."}],
         "tools": [{"path": "app/tools.py", "line": 12, "name": "get_weather", "description": "The weather of a city.",
                    "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}}],
         "model_calls": [{"path": "app/llm.py", "line": 30, "model": "gpt-4o", "temperature": 1.2}],
         "workflows": ["support", "returns"]}
        """;

    private const string BadCall = """
        {"input": "Weather in Lisbon?", "output": "It is sunny.",
         "tools": [{"name": "get_weather", "parameters": {"type": "object", "properties": {"city": {"type": "string"}},
                    "required": ["city"]}}],
         "tool_calls": [{"name": "get_weather", "arguments": {}, "output": "sunny"}]}
        """;

    private ValiqorClient _valiqor = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _valiqor = await deployment.NewOrganizationAsync();

    public ValueTask DisposeAsync()
    {
        _valiqor.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_scan_is_read_at_once_and_its_status_says_so()
    {
        ScanUpload upload = await UploadAsync("shop", Map);

        upload.Status.ShouldBe("success");
        upload.ProjectName.ShouldBe("shop");
        upload.FilesReceived.ShouldBe(["context_map.json"]);
        upload.ProcessingTriggered.ShouldBeTrue();
        upload.Message.ShouldContain("1 prompts, 1 tools, 1 model calls and 2 workflows");

        ScanStatus status = await _valiqor.Scans.GetStatusAsync(upload.ScanId, Stop);
        status.Status.ShouldBe("completed");
        status.WorkflowCount.ShouldBe(2);
        status.CurrentStage.ShouldBeNull();
        status.StagesCompleted.ShouldBe(["received", "read", "stored"]);
        status.Progress.ShouldBe(100);
        status.Error.ShouldBeNull();
        status.CompletedAt.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(status.CreatedAt);
    }

    [Fact]
    public async Task A_run_lays_its_failures_to_the_scanned_sources()
    {
        ScanUpload scan = await UploadAsync("shop", Map);

        RunResult run = await RunAsync("shop");

        run.ScanId.ShouldBe(scan.ScanId);
        FailureTag tag = run.FailureTags.Single(tag => tag.SubcategoryId == "invalid_tool_arguments");
        EvidenceItem evidence = tag.EvidenceItems.First(item => item.Source == "scan");
        evidence.EvidenceType.ShouldBe("tool_argument_not_required");
        evidence.ContentSnippet.ShouldBe("get_weather: The weather of a city.");
        evidence.Description.ShouldContain("app/tools.py:12 does not require `city`");
        evidence.Metadata["file"]!.GetValue<string>().ShouldBe("app/tools.py");
        evidence.Metadata["line"]!.GetValue<int>().ShouldBe(12);
        evidence.Metadata["rule"]!.GetValue<string>().ShouldBe("tool_argument_not_required");
        evidence.Confidence.ShouldBe(0.9);
        tag.RootCause.ShouldNotBeNull().ShouldContain("app/tools.py:12");
        tag.SuggestedFix.ShouldNotBeNull().ShouldStartWith("In the definition of `get_weather` at app/tools.py:12");
        tag.EvidenceItems.Count(item => item.Source == "tool_call").ShouldBeGreaterThan(0);
        tag.EvidenceItems.Count.ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public async Task A_run_without_scan_or_of_a_project_without_one_has_none()
    {
        await UploadAsync("shop", Map);

        RunResult without = await RunAsync("shop", runScan: false);
        RunResult other = await RunAsync("another");

        foreach (RunResult run in (RunResult[])[without, other])
        {
            run.ScanId.ShouldBeNull();
            run.FailureTags.ShouldNotBeEmpty();
            run.FailureTags.SelectMany(tag => tag.EvidenceItems).ShouldAllBe(item => item.Source != "scan");
        }
    }

    [Fact]
    public async Task The_latest_completed_scan_is_the_one_that_counts()
    {
        await UploadAsync("shop", Map);
        ScanUpload second = await UploadAsync("shop", Map.Replace("app/tools.py", "src/new.py"));
        await UploadAsync("shop", "{", "failed");

        RunResult run = await RunAsync("shop");

        run.ScanId.ShouldBe(second.ScanId);
        run.FailureTags.SelectMany(tag => tag.EvidenceItems)
            .ShouldContain(item => item.Source == "scan" && item.Description.Contains("src/new.py:12"));
    }

    [Fact]
    public async Task The_same_upload_twice_is_one_and_another_under_the_same_id_replaces_it()
    {
        ScanUpload first = await UploadAsync("shop", Map, "nightly-7");
        ScanStatus status = await _valiqor.Scans.GetStatusAsync("nightly-7", Stop);
        ScanUpload again = await UploadAsync("shop", Map, "nightly-7");

        again.ShouldBeEquivalentTo(first);
        (await _valiqor.Scans.GetStatusAsync("nightly-7", Stop)).ShouldBeEquivalentTo(status);

        await UploadAsync("shop", Map.Replace("\"support\", ", ""), "nightly-7");
        ScanStatus replaced = await _valiqor.Scans.GetStatusAsync("nightly-7", Stop);
        replaced.WorkflowCount.ShouldBe(1);
        replaced.CreatedAt.ShouldBe(status.CreatedAt);

        await UploadAsync("shop", "{", "nightly-7");
        (await _valiqor.Scans.GetStatusAsync("nightly-7", Stop)).Status.ShouldBe("failed");
        (await RunAsync("shop")).ScanId.ShouldBeNull();
    }

    [Fact]
    public async Task Uploads_under_one_id_at_the_same_time_leave_one_whole_scan()
    {
        string[] maps = [.. Enumerable.Range(1, 4).Select(n => Map.Replace("[\"support\"", $"[\"{n}\""))];

        ScanUpload[] uploads = await Task.WhenAll(maps.Select(map => UploadAsync("shop", map, "one")));

        uploads.ShouldAllBe(upload => upload.Status == "success" && upload.ScanId == "one");
        (await _valiqor.Scans.GetStatusAsync("one", Stop)).Status.ShouldBe("completed");
        (await RunAsync("shop")).ScanId.ShouldBe("one");
    }

    [Fact]
    public async Task Several_files_make_one_scan()
    {
        ScanUpload upload = await _valiqor.Scans.UploadAsync(
            "shop",
            [File("api/context_map.json", Map), File("..\\..\\web\"\u0007.json", """{"workflows": ["web"]}""")],
            cancellationToken: Stop);

        upload.FilesReceived.ShouldBe(["context_map.json", "web.json"]);
        (await _valiqor.Scans.GetStatusAsync(upload.ScanId, Stop)).WorkflowCount.ShouldBe(3);
    }

    [Fact]
    public async Task A_file_that_is_no_map_fails_the_scan_and_is_named_with_the_line()
    {
        ScanUpload upload = await _valiqor.Scans.UploadAsync(
            "shop", [File("good.json", Map), File("bad.json", "{\n\"prompts\": nonsense}")], cancellationToken: Stop);

        upload.Status.ShouldBe("error");
        upload.FilesReceived.Count.ShouldBe(2);
        ScanStatus status = await _valiqor.Scans.GetStatusAsync(upload.ScanId, Stop);
        status.Status.ShouldBe("failed");
        status.Error.ShouldNotBeNull().ShouldStartWith("bad.json, line 2, byte 13: this is not valid JSON");
        status.CurrentStage.ShouldBe("read");
        status.StagesCompleted.ShouldBe(["received"]);
        status.CompletedAt.ShouldBeNull();
    }

    [Fact]
    public async Task Scans_of_another_organization_are_not_there()
    {
        ScanUpload upload = await UploadAsync("shop", Map, "mine");
        using ValiqorClient foreigner = await deployment.NewOrganizationAsync();

        await Should.ThrowAsync<NotFoundException>(() => foreigner.Scans.GetStatusAsync(upload.ScanId, Stop));
        await Should.ThrowAsync<NotFoundException>(() => foreigner.Scans.GetStatusAsync("..%2Fmine", Stop));
        RunResult run = await foreigner.FailureAnalysis.RunAsync(
            Datasets.Body(BadCall) with { ProjectName = "shop" }, cancellationToken: Stop);
        run.ScanId.ShouldBeNull();

        // The same id in two organizations names two scans.
        await foreigner.Scans.UploadAsync("shop", [File("m.json", "{}")], "mine", Stop);
        (await _valiqor.Scans.GetStatusAsync("mine", Stop)).WorkflowCount.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_no_upload_is_refused()
    {
        await Should.ThrowAsync<ValidationException>(() => _valiqor.Scans.UploadAsync("shop", [], null, Stop));
        var tooMany = Enumerable.Range(0, 21).Select(n => File($"{n}.json", "{}"));
        await Should.ThrowAsync<ValidationException>(() => _valiqor.Scans.UploadAsync("shop", tooMany, null, Stop));
        await Should.ThrowAsync<ValidationException>(() => UploadAsync("sh$op", Map));
        await Should.ThrowAsync<ValidationException>(() => UploadAsync("shop", Map, "a/b"));
        await Should.ThrowAsync<DatasetTooLargeException>(() => UploadAsync("shop", new string(' ', 9 * 1024 * 1024)));
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data", HttpStatusCode.UnprocessableEntity)]
    [InlineData("multipart/form-data; boundary=b", HttpStatusCode.UnprocessableEntity)]
    public async Task A_body_that_is_not_multipart_is_refused(string type, HttpStatusCode status)
    {
        byte[] fieldAlone = "--b\r\nContent-Disposition: form-data; name=files\r\n\r\n{}\r\n--b--\r\n"u8.ToArray();
        using var content = new ByteArrayContent(fieldAlone);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        using HttpResponseMessage response = await deployment.Http.PostAsync("api/v1/scans/upload/shop", content, Stop);

        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_body_that_breaks_off_stores_nothing()
    {
        byte[] half = "--b\r\nContent-Disposition: form-data; name=files; filename=a.json\r\n\r\n{}"u8.ToArray();
        using var content = new ByteArrayContent(half);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

        using HttpResponseMessage response = await deployment.Http.PostAsync("api/v1/scans/upload/shop", content, Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(Stop)).ShouldContain("unfinished_body");
    }

    private Task<ScanUpload> UploadAsync(string project, string map, string? id = null) =>
        _valiqor.Scans.UploadAsync(project, [File("context_map.json", map)], id, Stop);

    private Task<RunResult> RunAsync(string project, bool runScan = true) => _valiqor.FailureAnalysis.RunAsync(
        Datasets.Body(BadCall) with { ProjectName = project, RunScan = runScan }, cancellationToken: Stop);

    private static ScanUploadFile File(string name, string content) =>
        new(name, new MemoryStream(Encoding.UTF8.GetBytes(content)));
}
