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

    /// <summary>A client over HTTP connections of the caller's.</summary>
    /// <param name="http">
    /// Stays the caller's. Its own <see cref="HttpClient.Timeout"/> also ends uploads; give it a
    /// <see cref="RetryHandler"/> where passing failures are to be bridged.
    /// </param>
    /// <param name="options">Where the service is and how to call it; the address and the key come from here.</param>
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

    /// <summary>Starts a run, waits for its end and answers with it.</summary>
    /// <param name="analyze">What to analyse and how.</param>
    /// <param name="progress">Told every status on the way.</param>
    /// <param name="cancellationToken">Ends the waiting, not the run.</param>
    /// <remarks>
    /// Cancelling the token ends the waiting, not the run; for that use
    /// <see cref="StartAsync(AnalyzeRequest, CancellationToken)"/>.
    /// </remarks>
    /// <exception cref="RunFailedException">The run has failed.</exception>
    public async Task<RunResult> RunAsync(
        AnalyzeRequest analyze,
        IProgress<JobStatus>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RunJob job = await StartAsync(analyze, cancellationToken).ConfigureAwait(false);
        if (!job.HasEnded)
        {
            await job.WaitAsync(progress, cancellationToken).ConfigureAwait(false);
        }

        return await job.ResultAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Starts a run of items, of an uploaded dataset or of a trace. Passing failures are bridged by sending it again
    /// under the same idempotency key, which comes to one run.
    /// </summary>
    /// <exception cref="ValidationException">An item or an option is not one that the service takes.</exception>
    /// <exception cref="DatasetTooLargeException">
    /// Upload the dataset instead: <see cref="UploadDatasetAsync"/>.
    /// </exception>
    /// <exception cref="QuotaExceededException">The organization has used up what it may.</exception>
    public Task<RunJob> StartAsync(AnalyzeRequest analyze, CancellationToken cancellationToken = default) =>
        StartAsync(analyze, _connection.NewIdempotencyKey(), cancellationToken);

    /// <summary>
    /// Starts a run under a key of the caller's, for programs that may start it again after they were restarted.
    /// </summary>
    /// <param name="analyze">What to analyse and how.</param>
    /// <param name="idempotencyKey">The same key and request come to the same run.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConflictException">The key belongs to another request.</exception>
    /// <inheritdoc cref="StartAsync(AnalyzeRequest, CancellationToken)" path="/exception"/>
    public async Task<RunJob> StartAsync(
        AnalyzeRequest analyze,
        string idempotencyKey,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(analyze);
        ArgumentException.ThrowIfNullOrWhiteSpace(idempotencyKey);
        AnalyzeRequest complete = analyze with
        {
            ProjectName = _connection.ProjectOf(analyze.ProjectName),
            OpenaiApiKey = analyze.OpenaiApiKey ?? _connection.OpenaiApiKey,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, _connection.Address($"{Root}/analyze"))
        {
            Content = JsonContent.Create(complete, WireJson.Default.AnalyzeRequest),
            Headers = { { RetryHandler.IdempotencyHeader, idempotencyKey } },
        };
        return await _connection.CallAtLengthAsync(request, ReadJobAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a dataset of any size, without holding it in memory, and starts its run.</summary>
    /// <param name="project">Made on first use; null: the options' default project.</param>
    /// <param name="name">A file name whose ending tells the form: see <see cref="DatasetFormat"/>.</param>
    /// <param name="content">Read from its current position to its end; stays the caller's.</param>
    /// <param name="options">How to analyse it; null: as a new <see cref="AnalyzeOptions"/> says.</param>
    /// <param name="cancellationToken">Cancels the upload; the service then keeps nothing of it.</param>
    /// <remarks>
    /// It is sent once: where it breaks off, the service has kept nothing, and the caller may send the file again.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The name's ending is not known, a name is empty, or there is no project.
    /// </exception>
    /// <exception cref="DatasetTooLargeException">The dataset is over the service's limit.</exception>
    public async Task<RunJob> UploadDatasetAsync(
        string? project,
        string name,
        Stream content,
        AnalyzeOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        string contentType = DatasetFormat.ContentTypeOf(name)
            ?? throw new ArgumentException($"A dataset's name ends in {DatasetFormat.KnownEndings}.", nameof(name));
        string owner = QueryBuilder.Segment(_connection.ProjectOf(project) ?? "", nameof(project));
        string path = $"{Root}/datasets/{owner}"
            + $"/{QueryBuilder.Segment(name, nameof(name))}";
        Uri address = _connection.Address(QueryOf(path, options ?? new AnalyzeOptions()));
        using var request = new HttpRequestMessage(HttpMethod.Put, address)
        {
            Content = new UploadContent(content, contentType),
        };

        // A refusal (wrong key, too large) then comes before the body is sent, not as a broken connection halfway.
        request.Headers.ExpectContinue = true;
        return await _connection.CallAtLengthAsync(request, ReadJobAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// A handle to a run that was started before, perhaps by another process. Asks nothing of the service.
    /// </summary>
    public RunJob GetJob(string runId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(runId);
        return new RunJob(this, _connection, runId, null);
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
            return new RunJob(this, _connection, job.RunId, null);
        }

        RunResult result = await Connection.ReadAsync(response, WireJson.Default.RunResult, cancellationToken)
            .ConfigureAwait(false);
        return new RunJob(this, _connection, result.RunId, result);
    }

    private static string QueryOf(string path, AnalyzeOptions options) =>
        new QueryBuilder(path)
            .Add("feature_kind", options.FeatureKind)
            .Add("run_eval", options.RunEval)
            .Add("run_security", options.RunSecurity)
            .Add("run_scan", options.RunScan)
            .Add("run_judge", options.RunJudge)
            .Add("mandatory_eval_metrics", options.MandatoryEvalMetrics)
            .Add("mandatory_security_categories", options.MandatorySecurityCategories)
            .Add("subcategories", options.Subcategories)
            .Add("buckets", options.Buckets)
            .ToString();

    private static string RunPath(string runId) => $"{Root}/runs/{QueryBuilder.Segment(runId, nameof(runId))}";
}
