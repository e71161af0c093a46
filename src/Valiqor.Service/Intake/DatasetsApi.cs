using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Client;
using Valiqor.Service.Datasets;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;
using Valiqor.Service.Judging.Keys;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Scope;

namespace Valiqor.Service.Intake;

/// <summary>The ways in over HTTP: a dataset in a body, an uploaded one by name, and the upload itself.</summary>
internal sealed class DatasetsApi(
    DatasetIntake datasets,
    TraceRuns traces,
    IdempotencyClaims claims,
    RunKeys keys,
    RunAnswers answers,
    FailureTaxonomy taxonomy) : IOperationGroup
{
    /// <summary>The project of runs that name none.</summary>
    public const string DefaultProject = "default";

    public ImmutableArray<Operation> Operations =>
    [
        new(
            "StartRun", "POST", Routes.Analyze, "Analyses a dataset, and answers at once where it is small.",
            AnalyzeAsync)
        {
            SpendsTokens = true,
            Headers = [IdempotencyKey.Header],
            Body = BodyShape.Json(WireJson.Default.AnalyzeRequest),
            Answer = BodyShape.Json(WireJson.Default.RunResult),
            Accepted = BodyShape.Json(WireJson.Default.JobAccepted),
        },
        new("UploadDataset", "PUT", Routes.Dataset, "Uploads a dataset as a file and analyses it.", UploadAsync)
        {
            TakesUpload = true,
            SpendsTokens = true,
            Query = AnalyzeOptionsText.Parameters,
            Body = BodyShape.Of("application/octet-stream"),
            Answer = BodyShape.Json(WireJson.Default.RunResult),
            Accepted = BodyShape.Json(WireJson.Default.JobAccepted),
        },
    ];

    private async Task<IResult> AnalyzeAsync(ApiCall call)
    {
        string? key = IdempotencyKey.Of(call);
        using JsonDocument document = await Body.ParseAsync(call);
        RunOnce? once = key is null ? null : new RunOnce(key, IdempotencyKey.HashOf(document.RootElement));
        AnalyzeRequest request = Body.Read(document.RootElement, WireJson.Default.AnalyzeRequest);
        AnalyzeOptionsCheck.Check(request, taxonomy, "body");
        call = WithKey(call, OwnKey.Read(request.OpenaiApiKey));
        JsonElement dataset = OneSource(document.RootElement, request);
        if (request.TraceId is { } traceId)
        {
            return await AnalyzeTraceAsync(traceId, request, once, call);
        }

        if (request.DatasetBlob is { } name)
        {
            DatasetPlace place = PlaceOf(call, name);
            RunRow found = await claims.StartAsync(
                once, call, run => datasets.StartOverBlobAsync(run, place, OptionsIfGiven(request), call));
            return await answers.StartedAsync(call, found, waits: false);
        }

        int items = PostedDataset.Check(dataset).Length;
        string project = request.ProjectName ?? DefaultProject;
        CheckName(project, "project_name", "body");
        var posted = new PostedItems(project, JsonMarshal.GetRawUtf8Value(dataset).ToArray(), null);
        RunRow row = await claims.StartAsync(
            once, call, run => datasets.StartOverBodyAsync(run, posted, OptionsOf(request), call));
        return await answers.StartedAsync(call, row, answers.IsWaitedFor(items));
    }

    /// <summary>The call as one whose run gets the caller's own judge key. Null: the call as it is.</summary>
    private ApiCall WithKey(ApiCall call, JudgeKey? key) =>
        key is null ? call : call with { Launcher = new KeyedLauncher(call.Launcher, keys, key) };

    private async Task<IResult> AnalyzeTraceAsync(
        string traceId,
        AnalyzeRequest request,
        RunOnce? once,
        ApiCall call)
    {
        if (request.ProjectName is { } project)
        {
            CheckName(project, "project_name", "body");
        }

        int items = 0;
        RunRow row = await claims.StartAsync(once, call, async run =>
        {
            (RunRow started, items) = await traces.StartAsync(
                run, traceId, request.ProjectName, OptionsOf(request), call);
            return started;
        });
        return await answers.StartedAsync(call, row, answers.IsWaitedFor(items));
    }

    private async Task<IResult> UploadAsync(ApiCall call)
    {
        OwnKey.RefuseAmong(call.Request.Query.Keys, "query");
        var place = new DatasetPlace(call.Organization, call.RouteValue("project"), call.RouteValue("name"));
        CheckName(place.Project, "project", "path");
        CheckName(place.Name, "name", "path");
        if (DatasetReader.KindOf(place.Name) is null)
        {
            throw ProblemException.Invalid(FieldProblems.Of(
                "The name should end in .jsonl, .json or .csv, which tells how to read the file.",
                "value_error",
                "path",
                "name"));
        }

        IQueryCollection query = call.Request.Query;
        AnalyzeOptions options = AnalyzeOptionsText.Read(name => query[name], "query");
        AnalyzeOptionsCheck.Check(options, taxonomy, "query");
        RunRow row = await datasets.UploadAsync(place, options, call);
        return await answers.StartedAsync(call, row, waits: false);
    }

    private static JsonElement OneSource(JsonElement body, AnalyzeRequest request)
    {
        bool[] given = [request.Dataset is not null, request.DatasetBlob is not null, request.TraceId is not null];
        return given.Count(one => one) == 1
            ? request.Dataset is null ? default : body.GetProperty("dataset")
            : throw ProblemException.Invalid(FieldProblems.Of(
                "Give exactly one of `dataset`, `dataset_blob` and `trace_id`.", "value_error", "body"));
    }

    private static DatasetPlace PlaceOf(ApiCall call, string name) => name.Split('/') switch
    {
        [var project, var file] when Layout.IsName(project) && Layout.IsName(file) =>
            new DatasetPlace(call.Organization, project, file),
        _ => throw ProblemException.Invalid(FieldProblems.Of(
            $"The name of an uploaded dataset is PROJECT/NAME, where each has {Layout.NameRule}.",
            "value_error",
            "body",
            "dataset_blob")),
    };

    private static void CheckName(string value, string field, string place)
    {
        if (!Layout.IsName(value))
        {
            throw ProblemException.Invalid(FieldProblems.Of(
                $"A name has {Layout.NameRule}.", "string_pattern_mismatch", place, field));
        }
    }

    /// <summary>Options of a request that gives none are those that stand with the blob.</summary>
    private static AnalyzeOptions? OptionsIfGiven(AnalyzeRequest request)
    {
        AnalyzeOptions options = OptionsOf(request);
        return AnalyzeOptionsText.Write(options).Count == 0 ? null : options;
    }

    /// <summary>Only the options: neither the items nor the caller's judge key go into storage with them.</summary>
    internal static AnalyzeOptions OptionsOf(AnalyzeRequest request) => new()
    {
        FeatureKind = request.FeatureKind,
        RunEval = request.RunEval,
        RunSecurity = request.RunSecurity,
        RunScan = request.RunScan,
        RunJudge = request.RunJudge,
        MandatoryEvalMetrics = request.MandatoryEvalMetrics,
        MandatorySecurityCategories = request.MandatorySecurityCategories,
        Subcategories = request.Subcategories,
        Buckets = request.Buckets,
    };
}
