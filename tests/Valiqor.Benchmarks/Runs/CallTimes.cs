using System.Diagnostics;
using System.Text.Json;
using Valiqor.Benchmarks.Speed;
using Valiqor.Client;

namespace Valiqor.Benchmarks.Runs;

/// <summary>Times calls over HTTP, and holds each answer to what is known to be there.</summary>
internal sealed class CallTimes(HttpClient http, SeededRuns seeded)
{
    private const string Root = "v2/failure-analysis";
    private const int WarmUpCalls = 3;

    public async Task AddListAsync(
        Table table,
        string? project,
        string? status,
        int page,
        int pageSize,
        int calls,
        CancellationToken cancellationToken)
    {
        int total = seeded.Count(project, status);
        string query = $"{FilterOf(project, status)}&page={page}&page_size={pageSize}";
        await AddAsync(
            table,
            $"page {page} of {pageSize}: {WordsOf(project, status)}",
            total,
            $"{Root}/runs?{query}",
            WireJson.Default.RunListPage,
            answer => answer.Total == total
                && answer.Runs.Count == Math.Clamp(total - ((page - 1) * pageSize), 0, pageSize),
            calls,
            cancellationToken);
    }

    public async Task AddCountAsync(
        Table table,
        string? project,
        string? status,
        int calls,
        CancellationToken cancellationToken)
    {
        int total = seeded.Count(project, status);
        await AddAsync(
            table,
            $"count: {WordsOf(project, status)}",
            total,
            $"{Root}/runs/count?{FilterOf(project, status)}",
            WireJson.Default.RunCount,
            answer => answer.Count == total,
            calls,
            cancellationToken);
    }

    public Task AddProjectsAsync(Table table, int calls, CancellationToken cancellationToken) => AddAsync(
        table,
        "projects",
        seeded.Count(null, null),
        $"{Root}/projects",
        WireJson.Default.IReadOnlyListString,
        answer => answer.SequenceEqual(seeded.Projects),
        calls,
        cancellationToken);

    private async Task AddAsync<T>(
        Table table,
        string name,
        int runs,
        string path,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type,
        Func<T, bool> isRight,
        int calls,
        CancellationToken cancellationToken)
    {
        var times = new List<double>();
        for (int call = 0; call < WarmUpCalls + calls; call++)
        {
            long start = Stopwatch.GetTimestamp();
            byte[] body = await http.GetByteArrayAsync(new Uri(path, UriKind.Relative), cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (!isRight(JsonSerializer.Deserialize(body, type)!))
            {
                throw new InvalidOperationException($"{path} answers what is not there.");
            }
        }

        double[] sorted = [.. times.Skip(WarmUpCalls).Order()];
        table.Add(
            name,
            Table.Number(runs),
            Table.Number(sorted[sorted.Length / 2], "N1"),
            Table.Number(sorted[(int)Math.Ceiling(sorted.Length * 0.95) - 1], "N1"));
    }

    private static string FilterOf(string? project, string? status) => $"project_name={project}&status={status}";

    private static string WordsOf(string? project, string? status) => (project, status) switch
    {
        (null, null) => "no filter",
        (null, _) => $"status {status}",
        (_, null) => $"project {project}",
        _ => $"project {project}, {status}",
    };
}
