using Valiqor.Service.Ground;
using Valiqor.Service.Runs.Slices;

namespace Valiqor.Service.Runs;

/// <summary>Where runs lie: their containers, tables, blob names and keys.</summary>
internal static class RunLayout
{
    public const string RunContainer = "runs";

    public const string RunTable = "ValiqorRuns";

    public const string TagTable = "ValiqorTags";

    /// <summary>What every run's row key begins with.</summary>
    public const string RunRows = "run_";

    /// <summary>What stands behind the last tag row key of a run: <c>t|</c> rows sort before it.</summary>
    public const string TagRowsEnd = "t}";

    private const int SliceEntryBytes = 48;

    /// <summary>The items of a POST, and nothing else of its body.</summary>
    public static string BodyBlob(RunRef run) => $"{Folder(run)}/dataset.json";

    public static string ItemsBlob(RunRef run) => $"{Folder(run)}/items.jsonl";

    public static string RejectedBlob(RunRef run) => $"{Folder(run)}/rejected.jsonl";

    public static string SliceIndexBlob(RunRef run) => $"{Folder(run)}/slices.txt";

    public static string SliceResultsBlob(RunRef run, int slice) => $"{Folder(run)}/results/{slice:D8}.jsonl";

    /// <summary>The beginning of the row keys of a list of runs.</summary>
    /// <param name="project">Null: of every project.</param>
    /// <param name="status">Null: of every status.</param>
    public static string RunList(string? project, string? status) => $"l|{project}|{status}|";

    /// <summary>
    /// A run's place in each of its lists: the newest stands first. Its id would not do for that, because it may tell
    /// when a dataset was uploaded, long before somebody asked for the run.
    /// </summary>
    public static string RunListPlace(DateTimeOffset createdAt, string runId) =>
        $"{long.MaxValue - createdAt.UtcTicks:x16}|{runId}";

    /// <summary>The id of the run at a place, or at a row key that ends in one.</summary>
    public static string RunIdAt(string place) => place[(place.LastIndexOf('|') + 1)..];

    /// <summary>The beginning of the row keys of a project's counters, or of the organization's for null.</summary>
    public static string RunCounters(string? project) => $"{AllRunCounters}{project}|";

    public static string RunCounter(string? project, int shard) => $"{RunCounters(project)}{shard:D2}";

    /// <summary>The beginning of the row keys of counters by the day of creation, UTC, the newest day first.</summary>
    public static string RunDayCounters(string? project) => $"d|{project}|";

    public static string RunDayCounter(string? project, DateTimeOffset createdAt, int shard) =>
        $"{RunDayCounters(project)}{long.MaxValue - DayOf(createdAt).UtcTicks:x16}|{shard:D2}";

    /// <summary>A counter's day as a place in lists: the runs of that day and before stand behind it.</summary>
    public static string RunDayPlace(string counterRow)
    {
        long midnight = long.MaxValue - Convert.ToInt64(counterRow.Split('|')[2], 16);
        return $"{long.MaxValue - (midnight + TimeSpan.TicksPerDay - 1):x16}";
    }

    /// <summary>The beginning of the counters of all projects; those of the organization stand behind them.</summary>
    public const string AllRunCounters = "c|";

    public static string TagPartition(RunRef run) => $"{run.Organization}|{run.RunId}";

    public static string TagRow(int itemIndex, string subcategoryId) => $"t|{itemIndex:D10}|{subcategoryId}";

    /// <summary>Sorts before all tag rows of the item, and behind those of the items before it.</summary>
    public static string TagRowsFrom(int itemIndex) => $"t|{itemIndex:D10}";

    public static string SliceRow(int slice) => $"s|{slice:D8}";

    /// <summary>Fixed width, so that one slice's entry is one range of the index.</summary>
    public static (long Offset, int Length) SliceEntryRange(int slice) =>
        ((long)slice * SliceEntryBytes, SliceEntryBytes);

    public static string SliceEntry(SliceExtent extent) =>
        $"{extent.Offset:D16} {extent.Length:D10} {extent.FirstItem:D10} {extent.Items:D8}\n";

    public static SliceExtent ParseSliceEntry(string entry)
    {
        string[] parts = entry.TrimEnd('\n').Split(' ');
        return new SliceExtent(
            long.Parse(parts[0], null),
            int.Parse(parts[1], null),
            int.Parse(parts[2], null),
            int.Parse(parts[3], null));
    }

    private static DateTimeOffset DayOf(DateTimeOffset time) => new(time.UtcDateTime.Date, TimeSpan.Zero);

    private static string Folder(RunRef run) => $"{run.Organization}/{run.RunId}";
}
