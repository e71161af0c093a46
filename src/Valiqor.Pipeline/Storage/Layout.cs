using System.Globalization;
using Valiqor.Analysis.Text;
using Valiqor.Pipeline.Workflow;

namespace Valiqor.Pipeline.Storage;

/// <summary>Where everything lies: every container, table, blob name and key of the service.</summary>
/// <remarks>
/// Names between separators are checked by <see cref="IsName"/>, so that no name can reach into another's place.
/// </remarks>
public static class Layout
{
    /// <summary>Users drop datasets here: <c>{project}/{name}</c>, or <c>{organization}/{project}/{name}</c>.</summary>
    public const string DatasetContainer = "datasets";

    public const string RunContainer = "runs";

    public const string TraceContainer = "traces";

    public const string RunTable = "ValiqorRuns";

    public const string TagTable = "ValiqorTags";

    /// <summary>What keys and organizations have used.</summary>
    public const string LimitTable = "ValiqorLimits";

    /// <summary>Which runs the callers' keys stand for.</summary>
    public const string ClaimTable = "ValiqorClaims";

    public const string KeyTable = "ValiqorKeys";

    /// <summary>The callers' own judge keys, encrypted, of runs that go on.</summary>
    public const string RunKeyTable = "ValiqorRunKeys";

    /// <summary>What judge keys are encrypted with: it opens them, so it is worth as much as they are.</summary>
    public const string KeyRingContainer = "key-ring";

    public const string KeyRingBlob = "data-protection.xml";

    public const string DayTable = "ValiqorDays";

    public const string TraceTable = "ValiqorTraces";

    /// <summary>What judge models answered.</summary>
    public const string AnswerTable = "ValiqorAnswers";

    /// <summary>Written digests: <c>{project}/{day}.md</c>, <c>.html</c>, <c>.json</c>, as datasets lie.</summary>
    public const string DigestContainer = "digests";

    public const string DigestTable = "ValiqorDigests";

    /// <summary>No organization: names begin with a letter or a digit.</summary>
    public const string DigestClockPartition = "|";

    public const string DigestClockRow = "clock";

    public const string ScanContainer = "scans";

    public const string ScanTable = "ValiqorScans";

    /// <summary>The organization of the storage account's owner and of the administrator's key.</summary>
    public const string OwnOrganization = "default";

    public const string KeyPartition = "key";

    /// <summary>What every run's row key begins with.</summary>
    public const string RunRows = "run_";

    /// <summary>What stands behind the last tag row key of a run: <c>t|</c> rows sort before it.</summary>
    public const string TagRowsEnd = "t}";

    /// <summary>What stands behind the last <see cref="ListedKeyRow"/>.</summary>
    public const string ListedKeyRowsEnd = "id}";

    private const int SliceEntryBytes = 48;
    private const int ScanIdCharacters = 64;

    /// <summary>What times in keys count down from, in milliseconds since 1970, so that they have 12 digits.</summary>
    private const long Horizon = 0xFFFF_FFFF_FFFF;

    /// <summary>
    /// True for a project, dataset or organization name: letters, digits, space, <c>. _ -</c>; no <c>..</c>.
    /// </summary>
    public static bool IsName(string name) =>
        NamePattern.IsMatch(name) && !name.Contains("..", StringComparison.Ordinal);

    public const string NameRule =
        "1 to 100 letters, digits, spaces, dots, dashes and underscores, a letter or digit first, and no '..'";

    public static bool IsScanId(string id) =>
        id.Length is > 0 and <= ScanIdCharacters
        && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
        && !id.Contains("..", StringComparison.Ordinal);

    public const string ScanIdRule = "1 to 64 letters, digits, dots, dashes and underscores, and no '..'";

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

    /// <summary>The first key behind all those that begin with a text.</summary>
    public static string EndOf(string beginning) => beginning[..^1] + (char)(beginning[^1] + 1);

    /// <summary>What the names of a trace's parts begin with.</summary>
    public static string TraceFolder(string organization, string traceId) => $"{organization}/{traceId}/";

    /// <param name="hash">Of the part's bytes, so that the same part posted again is the same blob.</param>
    public static string TracePartBlob(string organization, string traceId, string hash) =>
        $"{TraceFolder(organization, traceId)}{hash}.json";

    public static string TagPartition(RunRef run) => $"{run.Organization}|{run.RunId}";

    public static string TagRow(int itemIndex, string subcategoryId) => $"t|{itemIndex:D10}|{subcategoryId}";

    /// <summary>Sorts before all tag rows of the item, and behind those of the items before it.</summary>
    public static string TagRowsFrom(int itemIndex) => $"t|{itemIndex:D10}";

    public static string SliceRow(int slice) => $"s|{slice:D8}";

    /// <summary>The days of a project, or of the whole organization: no project has an empty name.</summary>
    public static string DayPartition(string organization, string? project) => $"{organization}|{project}";

    /// <summary>Days sort as their rows do.</summary>
    public static string DayRow(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"d|{day:yyyyMMdd}");

    public static DateOnly ParseDayRow(string row) =>
        DateOnly.ParseExact(row.AsSpan(2), "yyyyMMdd", CultureInfo.InvariantCulture);

    public static string DayPartRow(string runId) => $"r|{runId}";

    public static string ScanRow(string scanId) => $"s|{scanId}";

    /// <summary>Sorts the latest first among the rows of the project.</summary>
    public static string ProjectScanRow(string project, DateTimeOffset time, string scanId) =>
        $"c|{project}|{Horizon - time.ToUnixTimeMilliseconds():x12}|{scanId}";

    /// <summary>What all completed scans of a project lie between, the end exclusive.</summary>
    public static (string From, string End) ProjectScanRows(string project) => ($"c|{project}|", $"c|{project}}}");

    public static string ScanMapBlob(ScanRef scan) => $"{scan.Organization}/{scan.ScanId}/{scan.Digest}.json";

    public static string ListedKeyRow(string keyId) => $"id|{keyId}";

    public static string KeyCallsRow(string keyId) => $"calls|{keyId}";

    public static string PlaygroundRow(string keyId) => $"playground|{keyId}";

    public static string JudgeSpendingRow(string runId) => $"judge|{runId}";

    public static string AnswerPartition(string organization) => organization;

    /// <param name="month">As <c>2026-11</c>.</param>
    public static string MonthRow(string month) => $"month|{month}";

    /// <summary>A dataset's blob name; the owner's organization is left out of it.</summary>
    public static string DatasetBlob(string organization, string project, string name) =>
        organization == OwnOrganization ? $"{project}/{name}" : $"{organization}/{project}/{name}";

    /// <summary>A digest's blob name; the owner's organization is left out of it.</summary>
    /// <param name="ending">As <c>.md</c>.</param>
    public static string DigestBlob(string organization, string project, string lastDay, string ending) =>
        DatasetBlob(organization, project, lastDay + ending);

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

    private static readonly Pattern NamePattern = Pattern.Of(@"^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}\z");
}

/// <summary>Where one slice's items lie in the run's items blob.</summary>
public readonly record struct SliceExtent(long Offset, int Length, int FirstItem, int Items);
