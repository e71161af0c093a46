using Microsoft.AspNetCore.Http;
using Valiqor.Testing;

namespace Valiqor.Client.Tests;

/// <summary>Where the methods beside failure analysis go, and what they send.</summary>
public sealed class ClientPartsTests : IAsyncLifetime
{
    private ScriptedServer _server = null!;
    private ValiqorClient _client = null!;
    private string _answer = "[]";
    private string _sent = "";
    private string? _type;
    private string? _scanId;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ScriptedServer.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            _sent = await reader.ReadToEndAsync(context.RequestAborted);
            _type = context.Request.ContentType;
            _scanId = context.Request.Headers["x-scan-id"];
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(_answer, context.RequestAborted);
        });
        _client = ValiqorClient.Create(new ClientOptions { BaseUrl = _server.Url, DefaultProject = "mine" });
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Traces_are_sent_as_they_come_and_asked_for_by_id()
    {
        _answer = """{"traces":[],"message":"Kept."}""";
        using var lines = new MemoryStream("{}\n{}\n"u8.ToArray());
        TracesAccepted accepted = await _client.Traces.PostAsync(lines, "application/x-ndjson", Stop);
        accepted.Message.ShouldBe("Kept.");
        (_sent, _type).ShouldBe(("{}\n{}\n", "application/x-ndjson"));

        _answer = """{"trace_id":"t/1","status":"ok","created_at":"2026-01-01T00:00:00Z"}""";
        (await _client.Traces.GetAsync("t/1", Stop)).TraceId.ShouldBe("t/1");
        _answer = """{"trace_id":"t/1","spans":{"s":{"name":"n"}}}""";
        (await _client.Traces.GetSpansAsync("t/1", Stop)).Spans.Keys.ShouldBe(["s"]);

        _server.Requests.ShouldBe(
            ["POST /api/v1/traces", "GET /api/v1/traces/t%2F1", "GET /api/v1/traces/t%2F1/spans"]);
    }

    [Fact]
    public async Task Scans_are_uploaded_to_the_default_project_under_an_id_of_the_callers()
    {
        _answer = """
            {"status":"success","message":"m","scan_id":"s","project_name":"mine","files_received":["map.json"],
             "processing_triggered":true}
            """;
        using var map = new MemoryStream("{}"u8.ToArray());
        await _client.Scans.UploadAsync(null, [new ScanUploadFile("map.json", map)], "nightly", Stop);
        _scanId.ShouldBe("nightly");
        _sent.ShouldContain("name=files; filename=\"map.json\"");

        _answer = """{"scan_id":"s","status":"completed","created_at":"2026-01-01T00:00:00Z","workflow_count":2}""";
        (await _client.Scans.GetStatusAsync("s", Stop)).WorkflowCount.ShouldBe(2);

        _server.Requests.ShouldBe(["POST /api/v1/scans/upload/mine", "GET /api/v1/scans/s/status"]);
    }

    [Fact]
    public async Task Batches_are_of_the_default_project_and_come_in_pages()
    {
        await _client.Security.GetBatchesAsync(cancellationToken: Stop);
        await _client.Security.GetBatchesAsync("", 5, "b1", Stop);
        await _client.Security.GetBatchItemsAsync("b", 10, "unsafe", "i1", Stop);

        _server.Requests.ShouldBe(
        [
            "GET /v2/security/audit/batches?project_id=mine&limit=100",
            "GET /v2/security/audit/batches?limit=5&continuation=b1",
            "GET /v2/security/audit/batches/b/items?limit=10&status=unsafe&continuation=i1",
        ]);
    }

    [Fact]
    public async Task A_batch_is_asked_for_by_id()
    {
        _answer = """
            {"id":"b","project_id":"p","name":"n","total_items":3,"unsafe_items":1,"status":"completed",
             "created_at":"2026-01-01T00:00:00Z"}
            """;

        (await _client.Security.GetBatchAsync("b", Stop)).UnsafeItems.ShouldBe(1);

        _server.Requests.ShouldBe(["GET /v2/security/audit/batches/b"]);
    }

    [Fact]
    public async Task Evaluations_are_read_by_item_and_compared()
    {
        await _client.Evaluations.GetItemsAsync("e", Stop).CountAsync(Stop);
        _answer = """{"runs":[],"metrics":[],"baseline_run_id":"a"}""";
        (await _client.Evaluations.CompareAsync(["a", "b"], Stop)).BaselineRunId.ShouldBe("a");

        _server.Requests.ShouldBe(["GET /v2/evaluate/runs/e/items", "GET /v2/evaluate/compare?run_ids=a%2Cb"]);
    }

    [Fact]
    public async Task Keys_are_listed_and_revoked_and_usage_is_told()
    {
        await _client.Keys.ListAsync("acme corp", Stop);
        _answer = """
            {"key_id":"k","name":"n","organization":"o","public_prefix":"vq_","created_at":"2026-01-01T00:00:00Z",
             "revoked_at":"2026-01-02T00:00:00Z"}
            """;
        (await _client.Keys.RevokeAsync("k", Stop)).RevokedAt.ShouldNotBeNull();
        _answer = """{"month":"2026-01","calls":5,"judge_tokens":7}""";
        (await _client.Keys.GetUsageAsync(cancellationToken: Stop)).Calls.ShouldBe(5);

        _server.Requests.ShouldBe(
            ["GET /v2/auth/keys?organization=acme%20corp", "DELETE /v2/auth/keys/k", "GET /v2/usage"]);
    }
}
