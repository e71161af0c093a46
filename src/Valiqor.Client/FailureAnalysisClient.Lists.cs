using System.Runtime.CompilerServices;
using Valiqor.Client.Http;

namespace Valiqor.Client;

/// <content>What an organization has: runs and projects.</content>
public sealed partial class FailureAnalysisClient
{
    private const int DefaultPageSize = 20;
    private const int LargestPageSize = 100;

    /// <summary>A page of the runs that pass the filter, the newest first.</summary>
    /// <param name="filter">Null: all runs of the options' default project, else of the organization.</param>
    /// <param name="page">From 1; after the last one, pages are empty.</param>
    /// <param name="pageSize">1–100.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ValidationException">The filter names a status that does not exist.</exception>
    public Task<RunListPage> ListRunsAsync(
        RunFilter? filter = null,
        int page = 1,
        int pageSize = DefaultPageSize,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, LargestPageSize);
        string path = WithFilter($"{Root}/runs", filter)
            .Add("page", page)
            .Add("page_size", pageSize)
            .ToString();
        return _connection.GetAsync(path, WireJson.Default.RunListPage, cancellationToken);
    }

    /// <summary>
    /// All runs that pass the filter, the newest first, page by page while they are asked for. Runs that start
    /// meanwhile are not among them, and none comes twice.
    /// </summary>
    /// <exception cref="ValidationException">The filter names a status that does not exist.</exception>
    public async IAsyncEnumerable<RunListRow> ListAllRunsAsync(
        RunFilter? filter = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? continuation = null;
        do
        {
            string path = WithFilter($"{Root}/runs", filter)
                .Add("page_size", LargestPageSize)
                .Add("continuation", continuation)
                .ToString();
            RunListPage page = await _connection
                .GetAsync(path, WireJson.Default.RunListPage, cancellationToken)
                .ConfigureAwait(false);
            foreach (RunListRow row in page.Runs)
            {
                yield return row;
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    /// <summary>How many runs pass the filter.</summary>
    /// <exception cref="ValidationException">The filter names a status that does not exist.</exception>
    public async Task<int> GetRunCountAsync(RunFilter? filter = null, CancellationToken cancellationToken = default)
    {
        string path = WithFilter($"{Root}/runs/count", filter).ToString();
        RunCount answer = await _connection.GetAsync(path, WireJson.Default.RunCount, cancellationToken)
            .ConfigureAwait(false);
        return answer.Count;
    }

    /// <summary>The names of the projects that have runs, in order.</summary>
    public Task<IReadOnlyList<string>> GetProjectsAsync(CancellationToken cancellationToken = default) =>
        _connection.GetAsync($"{Root}/projects", WireJson.Default.IReadOnlyListString, cancellationToken);

    private QueryBuilder WithFilter(string path, RunFilter? filter) =>
        new QueryBuilder(path)
            .Add("project_name", _connection.ProjectOf(filter?.ProjectName))
            .Add("status", filter?.Status);
}
