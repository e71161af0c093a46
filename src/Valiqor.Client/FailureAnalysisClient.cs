using System.Net;
using System.Net.Http.Json;
using Valiqor.Client.Http;

namespace Valiqor.Client;

/// <summary>
/// Failure analysis over HTTP. Safe for any number of threads; make one and keep it. Every method throws a
/// <see cref="ValiqorException"/> of a fitting kind where the service refuses or cannot answer.
/// </summary>
public sealed partial class FailureAnalysisClient : IDisposable
{
    private const string Root = "v2/failure-analysis";

    private readonly Connection _connection;
    private readonly HttpClient? _owned;

    /// <param name="http">
    /// Stays the caller's. Its own <see cref="HttpClient.Timeout"/> also ends uploads; give it a
    /// <see cref="RetryHandler"/> where passing failures are to be bridged.
    /// </param>
    public FailureAnalysisClient(HttpClient http, ClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(options);
        _connection = new Connection(http, options);
    }

    internal FailureAnalysisClient(Connection connection, HttpClient? owned) =>
        (_connection, _owned) = (connection, owned);

    /// <summary>
    /// A client with connections of its own, with retries, for programs without a container of services.
    /// </summary>
    public static FailureAnalysisClient Create(ClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        HttpClient http = Connection.CreateHttp(options);
        return new FailureAnalysisClient(new Connection(http, options), http);
    }

    /// <summary>
    /// Starts a run, waits for its end and answers with it; look at its <see cref="RunResult.Status"/>.
    /// </summary>
    /// <param name="progress">Told every status on the way.</param>
    /// <remarks>Cancelling the token ends the waiting, not the run; for that use <see cref="StartAsync"/>.</remarks>
    public async Task<RunResult> RunAsync(
        AnalyzeRequest analyze,
        IProgress<JobStatus>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RunJob job = await StartAsync(analyze, cancellationToken).ConfigureAwait(false);
        if (!job.HasResult)
        {
            await job.WaitAsync(progress, cancellationToken).ConfigureAwait(false);
        }

        return await job.ResultAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts a run of items, of an uploaded dataset or of a trace.</summary>
    /// <exception cref="ValidationException">An item or an option is not one that the service takes.</exception>
    /// <exception cref="DatasetTooLargeException">
    /// Upload the dataset instead: <see cref="UploadDatasetAsync"/>.
    /// </exception>
    public async Task<RunJob> StartAsync(AnalyzeRequest analyze, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(analyze);
        using var request = new HttpRequestMessage(HttpMethod.Post, _connection.Address($"{Root}/analyze"))
        {
            Content = JsonContent.Create(analyze, WireJson.Default.AnalyzeRequest),
        };
        return await _connection.CallAtLengthAsync(request, ReadJobAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a dataset of any size, without holding it in memory, and starts its run.</summary>
    /// <param name="project">Made on first use.</param>
    /// <param name="name">A file name whose ending tells the form: see <see cref="DatasetFormat"/>.</param>
    /// <param name="content">Read from where it stands to its end; stays the caller's.</param>
    /// <exception cref="ArgumentException">The name's ending is not known, or a name is empty.</exception>
    /// <exception cref="DatasetTooLargeException">The dataset is over the service's limit.</exception>
    public async Task<RunJob> UploadDatasetAsync(
        string project,
        string name,
        Stream content,
        AnalyzeOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        string contentType = DatasetFormat.ContentTypeOf(name)
            ?? throw new ArgumentException($"A dataset's name ends in {DatasetFormat.KnownEndings}.", nameof(name));
        string path = $"{Root}/datasets/{QueryBuilder.Segment(project, nameof(project))}"
            + $"/{QueryBuilder.Segment(name, nameof(name))}";
        Uri address = _connection.Address(QueryOf(path, options ?? new AnalyzeOptions()));
        using var request = new HttpRequestMessage(HttpMethod.Put, address)
        {
            Content = new UploadContent(content, contentType),
        };

        // A refusal (wrong key, too large) then comes before the body is sent, not as a broken connection amid it.
        request.Headers.ExpectContinue = true;
        return await _connection.CallAtLengthAsync(request, ReadJobAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// A handle to a run that was started before, perhaps by another process. Asks nothing of the service.
    /// </summary>
    public RunJob GetJob(string runId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(runId);
        return new RunJob(this, _connection.Time, runId, null);
    }

    /// <summary>A run with everything that is known of it so far.</summary>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    public Task<RunResult> GetRunAsync(string runId, CancellationToken cancellationToken = default) =>
        _connection.GetAsync(RunPath(runId), WireJson.Default.RunResult, cancellationToken);

    /// <summary>Writes a run's JSON as the service sends it.</summary>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    public async Task CopyRunAsync(string runId, Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var request = new HttpRequestMessage(HttpMethod.Get, _connection.Address(RunPath(runId)));
        await _connection.CallAtLengthAsync(
            request,
            async (response, token) =>
            {
                await response.Content.CopyToAsync(destination, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How far a run is. Asking does not count against the rate limit.</summary>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    public Task<JobStatus> GetStatusAsync(string runId, CancellationToken cancellationToken = default) =>
        _connection.GetAsync($"{RunPath(runId)}/status", WireJson.Default.JobStatus, cancellationToken);

    /// <summary>All items of a run, in their order, read while they arrive.</summary>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    public IAsyncEnumerable<RunInput> GetRunInputsAsync(string runId, CancellationToken cancellationToken = default) =>
        _connection.StreamAsync($"{RunPath(runId)}/inputs", WireJson.Default.RunInput, cancellationToken);

    /// <summary>The tags of a run that pass the filter, read while they arrive.</summary>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    /// <exception cref="ValidationException">
    /// The filter names a decision, bucket or subcategory that does not exist.
    /// </exception>
    public IAsyncEnumerable<FailureTag> GetTagsAsync(
        string runId,
        TagFilter? filter = null,
        CancellationToken cancellationToken = default)
    {
        string path = new QueryBuilder($"{RunPath(runId)}/tags")
            .Add("decision", filter?.Decision)
            .Add("bucket_id", filter?.BucketId)
            .Add("subcategory_id", filter?.SubcategoryId)
            .Add("min_severity", filter?.MinSeverity)
            .Add("item_index", filter?.ItemIndex)
            .Add("is_reviewed", filter?.IsReviewed)
            .ToString();
        return _connection.StreamAsync(path, WireJson.Default.FailureTag, cancellationToken);
    }

    /// <summary>
    /// Asks a run to stop; what it has found stays readable. The run ends shortly after, not at once.
    /// </summary>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    /// <exception cref="ConflictException">The run has already ended.</exception>
    public async Task CancelAsync(string runId, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _connection.Address($"{RunPath(runId)}/cancel"));
        await _connection.CallAsync(request, (_, _) => Task.FromResult(true), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Every way to fail that the service knows, by bucket.</summary>
    public Task<IReadOnlyList<TaxonomyBucket>> GetTaxonomyAsync(CancellationToken cancellationToken = default) =>
        _connection.GetAsync($"{Root}/taxonomy", WireJson.Default.IReadOnlyListTaxonomyBucket, cancellationToken);

    /// <summary>One bucket of the taxonomy.</summary>
    /// <exception cref="NotFoundException">There is no such bucket.</exception>
    public Task<TaxonomyBucket> GetBucketAsync(string bucketId, CancellationToken cancellationToken = default) =>
        _connection.GetAsync(
            $"{Root}/taxonomy/{QueryBuilder.Segment(bucketId, nameof(bucketId))}",
            WireJson.Default.TaxonomyBucket,
            cancellationToken);

    /// <summary>The subcategories of the taxonomy that pass every filter given.</summary>
    /// <param name="detectionApproach"><c>deterministic</c>, <c>llm_judge</c> or <c>hybrid</c>.</param>
    /// <param name="appliesTo">
    /// A feature kind: <c>rag</c>, <c>agent</c>, <c>agentic_rag</c> or <c>generic_llm</c>.
    /// </param>
    public Task<IReadOnlyList<TaxonomySubcategory>> GetSubcategoriesAsync(
        string? bucketId = null,
        string? detectionApproach = null,
        string? appliesTo = null,
        CancellationToken cancellationToken = default)
    {
        string path = new QueryBuilder($"{Root}/subcategories")
            .Add("bucket_id", bucketId)
            .Add("detection_approach", detectionApproach)
            .Add("applies_to", appliesTo)
            .ToString();
        return _connection.GetAsync(path, WireJson.Default.IReadOnlyListTaxonomySubcategory, cancellationToken);
    }

    /// <summary>True when the service answers and reaches its storage. Asks once, without retries.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _connection.Address("readyz"));
        request.Options.Set(RetryHandler.Once, true);
        try
        {
            return await _connection.CallAsync(request, (_, _) => Task.FromResult(true), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ServiceUnavailableException)
        {
            return false;
        }
    }

    /// <summary>
    /// Closes the connections that <see cref="Create"/> made; a client that was handed in stays open.
    /// </summary>
    public void Dispose() => _owned?.Dispose();

    private async Task<RunJob> ReadJobAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.Accepted)
        {
            JobAccepted job = await Connection.ReadAsync(response, WireJson.Default.JobAccepted, cancellationToken)
                .ConfigureAwait(false);
            return new RunJob(this, _connection.Time, job.RunId, null);
        }

        RunResult result = await Connection.ReadAsync(response, WireJson.Default.RunResult, cancellationToken)
            .ConfigureAwait(false);
        return new RunJob(this, _connection.Time, result.RunId, result);
    }

    private static string QueryOf(string path, AnalyzeOptions options) =>
        new QueryBuilder(path)
            .Add("feature_kind", options.FeatureKind)
            .Add("run_eval", options.RunEval)
            .Add("run_security", options.RunSecurity)
            .Add("run_scan", options.RunScan)
            .Add("mandatory_eval_metrics", options.MandatoryEvalMetrics)
            .Add("mandatory_security_categories", options.MandatorySecurityCategories)
            .Add("subcategories", options.Subcategories)
            .Add("buckets", options.Buckets)
            .ToString();

    private static string RunPath(string runId) => $"{Root}/runs/{QueryBuilder.Segment(runId, nameof(runId))}";
}
