namespace Valiqor.Pipeline.Http;

/// <summary>
/// Every route, once. Constants, so that trigger attributes can name them; no leading slash, as triggers want it.
/// </summary>
public static class Routes
{
    public const string Analyze = FailureAnalysis + "/analyze";
    public const string Dataset = FailureAnalysis + "/datasets/{project}/{name}";
    public const string Run = FailureAnalysis + "/runs/{runId}";
    public const string RunStatus = Run + "/status";
    public const string RunCancel = Run + "/cancel";
    public const string RunInputs = Run + "/inputs";
    public const string RunTags = Run + "/tags";
    public const string Taxonomy = FailureAnalysis + "/taxonomy";
    public const string TaxonomyBucket = Taxonomy + "/{bucketId}";
    public const string Subcategories = FailureAnalysis + "/subcategories";
    public const string CreateApiKey = "v2/auth/create-api-key";
    public const string Healthz = "healthz";
    public const string Readyz = "readyz";

    private const string FailureAnalysis = "v2/failure-analysis";
}
