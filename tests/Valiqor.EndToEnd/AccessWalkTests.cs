using System.Net.Http.Headers;
using System.Text;
using Valiqor.Client;
using Valiqor.Service.Door;
using Valiqor.Testing;

namespace Valiqor.EndToEnd;

/// <summary>Every operation by every route, called by those who may not see what another organization has.</summary>
public sealed class AccessWalkTests(DeploymentFixture deployment) : IDisposable
{
    /// <summary>Stands in every text that the owner keeps, so that a leak of any of it is seen.</summary>
    private const string Marker = "quokka-7431";

    private const string Project = "walked";
    private const string FileName = "walk.jsonl";
    private const int CallsAKey = 25;
    private const string OwnersTrace = "trace-of-the-owner";

    private readonly OperationTable _table = new();
    private readonly HttpClient _http = new() { BaseAddress = deployment.Url };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("vq_nobody-has-this-key-0000000000000000000")]
    [InlineData("not a key")]
    public async Task Without_a_known_key_only_open_operations_answer(string? key)
    {
        var faults = new List<string>();
        foreach ((Operation operation, Alias way) in _table.Ways)
        {
            (int status, string body) = await CallAsync(operation, way, key, name => name);
            int expected = operation.Access == Access.Open ? 200 : 401;
            if (status != expected)
            {
                faults.Add($"{way.Name}: {status} instead of {expected}: {body}");
            }
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_foreign_key_is_told_nothing_by_any_route()
    {
        using ValiqorClient owner = await deployment.NewOrganizationAsync();
        Dictionary<string, string> ids = await FillAsync(owner);
        string foreigners = $"org-{Guid.CreateVersion7():N}";
        string foreignKey = "";
        var faults = new List<string>();
        foreach ((int i, (Operation operation, Alias way)) in _table.Ways.Index())
        {
            // A key's calls are limited, and there are more routes than a minute's calls.
            foreignKey = i % CallsAKey == 0 ? await NewKeyAsync(foreigners) : foreignKey;
            (int status, string body) = await CallAsync(
                operation, way, foreignKey, name => ids.GetValueOrDefault(name, name));
            if (Fault(operation, way, status, body, ids) is { } fault)
            {
                faults.Add($"{way.Name}: {fault}: {body}");
            }
        }

        faults.ShouldBeEmpty();
    }

    public void Dispose()
    {
        _http.Dispose();
        _table.Dispose();
    }

    private static string? Fault(
        Operation operation,
        Alias way,
        int status,
        string body,
        Dictionary<string, string> ids)
    {
        bool namesAThing = OperationTable.RouteParametersOf(way.Route)
            .Any(name => name.EndsWith("Id", StringComparison.Ordinal) && name != "bucketId");
        return body.Contains(Marker) || (status < 300 && body.Contains(ids["runId"])) ? "tells what is not its own"
            : operation.Access == Access.Administrator ? status == 403 ? null : $"{status} instead of 403"
            : operation.Name is "StartRun" or "CompareEvaluations" || (namesAThing && operation.Access == Access.Key)
                ? status == 404 ? null : $"{status} instead of 404"
            : status < 300 ? null
            : $"{status}, but it asks for nothing of the owner's";
    }

    /// <summary>What an organization can have, with the marker in it; ids by the names that routes give them.</summary>
    private static async Task<Dictionary<string, string>> FillAsync(ValiqorClient owner)
    {
        string item = $$"""{"id":"{{Marker}}","input":"{{Marker}}: what is 2+2?","output":"2+2 is 5, {{Marker}}"}""";
        RunJob job = await owner.FailureAnalysis.UploadDatasetAsync(
            Project, FileName, Datasets.File(item), cancellationToken: Stop);
        await job.WaitAsync(null, Stop);
        RunResult run = await job.ResultAsync(Stop);
        await owner.Traces.PostAsync(Text(TraceOf(OwnersTrace, Marker)), cancellationToken: Stop);
        ScanUpload scan = await owner.Scans.UploadAsync(
            Project, [new ScanUploadFile(Marker + ".json", Text("{}"))], cancellationToken: Stop);
        return new Dictionary<string, string>
        {
            ["traceId"] = OwnersTrace,
            ["scanId"] = scan.ScanId,
            ["runId"] = run.RunId,
            ["tagId"] = run.FailureTags[0].TagId,
            ["evalRunId"] = run.EvalRunId ?? run.RunId,
            ["batchId"] = run.SecurityBatchId ?? run.RunId,
        };
    }

    private async Task<string> NewKeyAsync(string organization)
    {
        var request = new CreateKeyRequest { Name = "walk", Organization = organization };
        return (await deployment.Valiqor.Keys.CreateAsync(request, Stop)).ApiKey;
    }

    private async Task<(int Status, string Body)> CallAsync(
        Operation operation,
        Alias way,
        string? key,
        Func<string, string> valueOf)
    {
        string path = way.Route;
        foreach (string name in OperationTable.RouteParametersOf(way.Route))
        {
            path = path.Replace($"{{{name}}}", SegmentOf(name, valueOf), StringComparison.Ordinal);
        }

        string query = operation.Name == "CompareEvaluations"
            ? $"?run_ids={valueOf("evalRunId")},{valueOf("evalRunId")}"
            : "";
        using var request = new HttpRequestMessage(new HttpMethod(way.Method), path + query);
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        request.Content = ContentOf(operation);
        using HttpResponseMessage answer = await _http.SendAsync(request, Stop);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    private static string SegmentOf(string name, Func<string, string> valueOf) => name switch
    {
        "project" => Project,
        "name" => FileName,
        "bucketId" => "hallucination_grounding",
        _ => valueOf(name),
    };

    /// <summary>A body that would be taken, so that nothing but the key stands in the way.</summary>
    private static HttpContent? ContentOf(Operation operation) => operation.Name switch
    {
        "StartRun" => Json($$"""{"dataset_blob":"{{Project}}/{{FileName}}"}"""),
        "EstimateRun" => Json($$"""{"dataset":[{{Datasets.Good}}]}"""),
        "UpdateTag" => Json("""{"is_reviewed":true}"""),
        "CreateApiKey" => Json("""{"name":"mine"}"""),
        "Playground" => Json(Datasets.Good),
        "UploadDataset" => new StringContent(Datasets.Good),
        "PostTraces" => Json(TraceOf("trace-of-theirs", "Hello")),
        "ExportTraces" => Json(File.ReadAllText(Repository.File("samples/traces/otel-agent.json"))),
        "UploadScan" => Form(),
        _ => operation.Body is null ? null : Json("{}"),
    };

    private static string TraceOf(string id, string word) => $$"""
        {
          "trace_id": "{{id}}",
          "messages": [{"role": "user", "content": "{{word}}"}, {"role": "assistant", "content": "Yes."}]
        }
        """;

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private static MultipartFormDataContent Form() => new() { { new StringContent("{}"), "files", "map.json" } };

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");
}
