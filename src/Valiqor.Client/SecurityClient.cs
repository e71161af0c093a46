using Valiqor.Client.Http;

namespace Valiqor.Client;

/// <summary>The security side of runs.</summary>
public sealed class SecurityClient
{
    private const string Root = "v2/security/audit/batches";

    private readonly Connection _connection;

    internal SecurityClient(Connection connection) => _connection = connection;

    /// <summary>A page of batches, newest first.</summary>
    /// <param name="projectId">
    /// Only those of this project, by its name. Null: the options' default project; none of either, or an empty text:
    /// all projects.
    /// </param>
    /// <param name="limit">1–1,000.</param>
    /// <param name="after">The id of the last batch of the page before.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<IReadOnlyList<AuditBatch>> GetBatchesAsync(
        string? projectId = null,
        int limit = 100,
        string? after = null,
        CancellationToken cancellationToken = default)
    {
        string path = new QueryBuilder(Root)
            .Add("project_id", _connection.ProjectOf(projectId))
            .Add("limit", limit)
            .Add("continuation", after)
            .ToString();
        return _connection.GetAsync(path, WireJson.Default.IReadOnlyListAuditBatch, cancellationToken);
    }

    /// <summary>One batch.</summary>
    /// <param name="batchId">A run's <see cref="RunResult.SecurityBatchId"/>, or the run's own id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="NotFoundException">
    /// There is no such run, or it did not look for anything of security.
    /// </exception>
    public Task<AuditBatch> GetBatchAsync(string batchId, CancellationToken cancellationToken = default) =>
        _connection.GetAsync(BatchPath(batchId), WireJson.Default.AuditBatch, cancellationToken);

    /// <summary>A page of a batch's items, in their order.</summary>
    /// <param name="batchId">A run's <see cref="RunResult.SecurityBatchId"/>, or the run's own id.</param>
    /// <param name="limit">1–1,000.</param>
    /// <param name="status"><c>safe</c> or <c>unsafe</c>; null for both.</param>
    /// <param name="after">The id of the last item of the page before.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="NotFoundException">
    /// There is no such run, or it did not look for anything of security.
    /// </exception>
    public Task<IReadOnlyList<AuditItem>> GetBatchItemsAsync(
        string batchId,
        int limit = 100,
        string? status = null,
        string? after = null,
        CancellationToken cancellationToken = default)
    {
        string path = new QueryBuilder($"{BatchPath(batchId)}/items")
            .Add("limit", limit)
            .Add("status", status)
            .Add("continuation", after)
            .ToString();
        return _connection.GetAsync(path, WireJson.Default.IReadOnlyListAuditItem, cancellationToken);
    }

    private static string BatchPath(string batchId) => $"{Root}/{QueryBuilder.Segment(batchId, nameof(batchId))}";
}
