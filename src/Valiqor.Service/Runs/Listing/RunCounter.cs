using Azure.Data.Tables;
using Valiqor.Client;

namespace Valiqor.Service.Runs.Listing;

/// <summary>
/// What stands in a row that runs are counted in: how many are in each status; and, but for the counters of days, the
/// newest of each list, and in an organization's row the names of projects.
/// </summary>
internal static class RunCounter
{
    internal static readonly string[] Statuses =
    [
        RunStatus.Queued, RunStatus.Processing, RunStatus.Completed, RunStatus.Failed, RunStatus.Cancelled,
    ];

    /// <summary>The names of projects with runs of the row's shard, a line each.</summary>
    internal const string Projects = "projects";

    /// <summary>True where not all names had room.</summary>
    internal const string MoreProjects = "more_projects";

    /// <summary>Of names together: some hundreds of projects a shard.</summary>
    private const int ProjectCharacters = 8_000;

    /// <summary>The rows that a run counts in: of organization and project, of all days and of its own.</summary>
    public static IEnumerable<string> RowsOf(RunRow run)
    {
        int shard = CounterShards.Of(run.RowKey);
        return
        [
            RunLayout.RunCounter(null, shard),
            RunLayout.RunCounter(run.Project, shard),
            RunLayout.RunDayCounter(null, run.CreatedAt, shard),
            RunLayout.RunDayCounter(run.Project, run.CreatedAt, shard),
        ];
    }

    /// <summary>Counts a run, in one of its rows, in its status.</summary>
    /// <param name="from">The status that it was counted in before; null where it is new.</param>
    public static void Count(TableEntity counter, RunRow run, string? from)
    {
        if (from is not null)
        {
            counter[from] = CountOf(counter, from) - 1;
        }

        counter[run.Status] = CountOf(counter, run.Status) + 1;
        if (counter.RowKey.StartsWith(RunLayout.AllRunCounters, StringComparison.Ordinal))
        {
            Place(counter, ListRows.PlaceOf(run), from, run.Status);
            if (counter.RowKey.StartsWith(RunLayout.RunCounters(null), StringComparison.Ordinal))
            {
                AddProject(counter, run.Project);
            }
        }
    }

    internal static int CountOf(TableEntity counter, string status) => counter.GetInt32(status) ?? 0;

    /// <summary>The property that has the newest runs in a status, or of all.</summary>
    internal static string HeadOf(string? status) => status is null ? "newest" : $"newest_{status}";

    private static void Place(TableEntity counter, string place, string? from, string to)
    {
        if (from is null)
        {
            Change(counter, null, head => head.With(place));
        }
        else
        {
            Change(counter, from, head => head.Without(place));
        }

        Change(counter, to, head => head.With(place));
    }

    private static void Change(TableEntity counter, string? status, Func<RunHead, RunHead> change)
    {
        string head = HeadOf(status);
        counter[head] = change(RunHead.Parse(counter.GetString(head))).ToString();
    }

    private static void AddProject(TableEntity counter, string project)
    {
        string[] names = counter.GetString(Projects)?.Split('\n') ?? [];
        if (names.Contains(project))
        {
            return;
        }

        string all = string.Join('\n', [.. names, project]);
        if (all.Length <= ProjectCharacters)
        {
            counter[Projects] = all;
        }
        else
        {
            counter[MoreProjects] = true;
        }
    }
}
