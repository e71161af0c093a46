namespace Valiqor.Pipeline.Http;

/// <summary>Every operation of the service. The hosts bind this list, and documents are made from it.</summary>
public sealed class Operations(RunsApi runs, JobsApi jobs, TagsApi tags, DatasetsApi datasets, ServiceApi service)
{
    public Operation StartRun { get; } = new(
        nameof(StartRun), "POST", Routes.Analyze, "Analyses a dataset, and answers at once where it is small.",
        datasets.AnalyzeAsync);

    public Operation UploadDataset { get; } = new(
        nameof(UploadDataset), "PUT", Routes.Dataset, "Uploads a dataset as a file and analyses it.",
        datasets.UploadAsync)
    {
        TakesUpload = true,
    };

    public Operation GetRun { get; } = new(
        nameof(GetRun), "GET", Routes.Run, "Tells everything that is known of a run.", runs.GetAsync);

    public Operation GetRunStatus { get; } = new(
        nameof(GetRunStatus), "GET", Routes.RunStatus, "Tells how far a run has come.", jobs.GetStatusAsync);

    public Operation CancelRun { get; } = new(
        nameof(CancelRun), "POST", Routes.RunCancel, "Stops a run; what it found stays.", jobs.CancelAsync);

    public Operation GetRunInputs { get; } = new(
        nameof(GetRunInputs), "GET", Routes.RunInputs, "Lists the items of a run with their failures.",
        runs.GetInputsAsync);

    public Operation GetRunTags { get; } = new(
        nameof(GetRunTags), "GET", Routes.RunTags, "Lists what was decided of each item.", tags.ListAsync);

    public Operation GetTaxonomy { get; } = new(
        nameof(GetTaxonomy), "GET", Routes.Taxonomy, "Lists the buckets of failures.", service.GetTaxonomyAsync);

    public Operation GetBucket { get; } = new(
        nameof(GetBucket), "GET", Routes.TaxonomyBucket, "Shows one bucket.", service.GetBucketAsync);

    public Operation GetSubcategories { get; } = new(
        nameof(GetSubcategories), "GET", Routes.Subcategories, "Lists the ways to fail.",
        service.GetSubcategoriesAsync);

    public Operation CreateApiKey { get; } = new(
        nameof(CreateApiKey), "POST", Routes.CreateApiKey, "Makes a key for an organization.", service.CreateKeyAsync)
    {
        Access = Access.Administrator,
    };

    public Operation Healthz { get; } = new(
        nameof(Healthz), "GET", Routes.Healthz, "Tells that the process lives.", ServiceApi.HealthAsync)
    {
        Access = Access.Open,
    };

    public Operation Readyz { get; } = new(
        nameof(Readyz), "GET", Routes.Readyz, "Tells that storage answers.", service.ReadyAsync)
    {
        Access = Access.Open,
    };

    public IEnumerable<Operation> All =>
    [
        StartRun, UploadDataset, GetRun, GetRunStatus, CancelRun, GetRunInputs, GetRunTags,
        GetTaxonomy, GetBucket, GetSubcategories, CreateApiKey, Healthz, Readyz,
    ];
}
