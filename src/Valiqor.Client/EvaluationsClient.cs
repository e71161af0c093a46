using Valiqor.Client.Http;

namespace Valiqor.Client;

/// <summary>The metrics of runs, and runs compared.</summary>
public sealed class EvaluationsClient
{
    private const string Root = "v2/evaluate";

    private readonly Connection _connection;

    internal EvaluationsClient(Connection connection) => _connection = connection;

    /// <summary>The metrics of a run; none until it has ended.</summary>
    /// <param name="evalRunId">A run's <see cref="RunResult.EvalRunId"/>, or the run's own id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    public Task<EvaluationRun> GetRunAsync(string evalRunId, CancellationToken cancellationToken = default) =>
        _connection.GetAsync(RunPath(evalRunId), WireJson.Default.EvaluationRun, cancellationToken);

    /// <summary>The items of a run that have the value of any metric, in their order, read while they arrive.</summary>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    public IAsyncEnumerable<EvaluationItem> GetItemsAsync(
        string evalRunId,
        CancellationToken cancellationToken = default) =>
        _connection.StreamAsync($"{RunPath(evalRunId)}/items", WireJson.Default.EvaluationItem, cancellationToken);

    /// <summary>Puts two to five evaluation runs side by side; the first is what the others are held against.</summary>
    /// <exception cref="NotFoundException">One of them does not exist.</exception>
    public Task<EvaluationComparison> CompareAsync(
        IReadOnlyList<string> evalRunIds,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(evalRunIds);
        string path = new QueryBuilder($"{Root}/compare").Add("run_ids", evalRunIds).ToString();
        return _connection.GetAsync(path, WireJson.Default.EvaluationComparison, cancellationToken);
    }

    private static string RunPath(string evalRunId) =>
        $"{Root}/runs/{QueryBuilder.Segment(evalRunId, nameof(evalRunId))}";
}
