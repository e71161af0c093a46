using Azure.Data.Tables;
using Valiqor.Client;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Listing;

namespace Valiqor.Benchmarks.Runs;

/// <summary>How many runs were seeded, by project and status.</summary>
internal sealed class SeededRuns
{
    public static readonly string[] Statuses =
    [
        RunStatus.Queued, RunStatus.Processing, RunStatus.Completed, RunStatus.Failed, RunStatus.Cancelled,
    ];

    private readonly SortedDictionary<(string Project, string Status), int> _counts = [];
    private readonly SortedDictionary<string, TableEntity> _counters = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Projects => [.. _counts.Keys.Select(key => key.Project).Distinct().Order()];

    /// <summary>The rows that the product would have counted the runs in.</summary>
    public IReadOnlyList<ITableEntity> Counters => [.. _counters.Values];

    public void Add(RunRow run)
    {
        (string, string) key = (run.Project, run.Status);
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
        foreach (string counter in RunCounter.RowsOf(run))
        {
            if (!_counters.TryGetValue(counter, out TableEntity? row))
            {
                _counters[counter] = row = new TableEntity(run.PartitionKey, counter);
            }

            RunCounter.Count(row, run, from: null);
        }
    }

    public int Count(string? project, string? status) => (
        from pair in _counts
        where project is null || pair.Key.Project == project
        where status is null || pair.Key.Status == status
        select pair.Value).Sum();
}
