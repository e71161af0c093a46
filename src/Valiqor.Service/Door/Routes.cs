namespace Valiqor.Service.Door;

/// <summary>
/// Every route, once. Constants, so that trigger attributes can name them; no leading slash, as triggers want it.
/// </summary>
public static class Routes
{
    public const string Analyze = FailureAnalysis + "/analyze";
    public const string Estimate = FailureAnalysis + "/estimate";
    public const string Playground = FailureAnalysis + "/playground";
    public const string Datasets = FailureAnalysis + "/datasets";
    public const string Dataset = Datasets + "/{project}/{name}";

    public const string Runs = FailureAnalysis + "/runs";
    public const string RunCount = Runs + "/count";
    public const string Run = Runs + "/{runId}";
    public const string RunResult = Run + "/result";
    public const string RunStatus = Run + "/status";
    public const string RunCancel = Run + "/cancel";
    public const string RunInputs = Run + "/inputs";
    public const string RunTags = Run + "/tags";

    public const string ShortRun = FailureAnalysis + "/{runId}";
    public const string ShortRunResult = ShortRun + "/result";
    public const string ShortRunStatus = ShortRun + "/status";
    public const string ShortRunCancel = ShortRun + "/cancel";
    public const string ShortRunInputs = ShortRun + "/inputs";
    public const string ShortRunTags = ShortRun + "/tags";
    public const string JobStatus = FailureAnalysis + "/jobs/{runId}/status";

    public const string Tags = FailureAnalysis + "/tags";
    public const string Tag = Tags + "/{tagId}";

    public const string Taxonomy = FailureAnalysis + "/taxonomy";
    public const string TaxonomyBucket = Taxonomy + "/{bucketId}";
    public const string TaxonomySubcategories = Taxonomy + "/subcategories";
    public const string Subcategories = FailureAnalysis + "/subcategories";

    public const string Insights = FailureAnalysis + "/insights";
    public const string Trends = FailureAnalysis + "/trends";
    public const string SecurityInsights = FailureAnalysis + "/security-insights";
    public const string InsightsSecurity = Insights + "/security";
    public const string Calibration = FailureAnalysis + "/calibration";
    public const string Projects = FailureAnalysis + "/projects";
    public const string Digests = FailureAnalysis + "/digests";
    public const string Digest = Digests + "/{project}";

    public const string Evaluate = "v2/evaluate";
    public const string EvaluationRun = Evaluate + "/runs/{evalRunId}";
    public const string EvaluationItems = EvaluationRun + "/items";
    public const string EvaluationCompare = Evaluate + "/compare";

    public const string Security = "v2/security";
    public const string AuditBatches = Security + "/audit/batches";
    public const string AuditBatch = AuditBatches + "/{batchId}";
    public const string AuditItems = AuditBatch + "/items";

    public const string Traces = "api/v1/traces";
    public const string Trace = Traces + "/{traceId}";
    public const string TraceSpans = Trace + "/spans";

    /// <summary>The path that OpenTelemetry's exporters add to an endpoint by themselves.</summary>
    public const string OtlpTraces = "v1/traces";

    public const string Scans = "api/v1/scans";
    public const string ScanUpload = Scans + "/upload/{project}";
    public const string ScanStatus = Scans + "/{scanId}/status";

    public const string Auth = "v2/auth";
    public const string CreateApiKey = Auth + "/create-api-key";
    public const string Keys = Auth + "/keys";
    public const string Key = Keys + "/{keyId}";
    public const string KeyRevoke = Key + "/revoke";
    public const string Usage = "v2/usage";

    public const string Healthz = "healthz";
    public const string Readyz = "readyz";
    public const string OpenApi = "openapi.json";
    public const string Reference = "docs";
    public const string ReferenceScript = Reference + "/reference.js";

    private const string FailureAnalysis = "v2/failure-analysis";
}
