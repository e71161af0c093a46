using Valiqor.Client.Http;

namespace Valiqor.Client;

/// <content>One run: what became of it, its items and tags.</content>
public sealed partial class FailureAnalysisClient
{
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
}
