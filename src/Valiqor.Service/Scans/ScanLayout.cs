using Valiqor.Service.Ground;

namespace Valiqor.Service.Scans;

/// <summary>Where scans lie.</summary>
internal static class ScanLayout
{
    public const string ScanContainer = "scans";

    public const string ScanTable = "ValiqorScans";

    private const int ScanIdCharacters = 64;

    public static bool IsScanId(string id) =>
        id.Length is > 0 and <= ScanIdCharacters
        && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
        && !id.Contains("..", StringComparison.Ordinal);

    public const string ScanIdRule = "1 to 64 letters, digits, dots, dashes and underscores, and no '..'";

    public static string ScanRow(string scanId) => $"s|{scanId}";

    /// <summary>Sorts the latest first among the rows of the project.</summary>
    public static string ProjectScanRow(string project, DateTimeOffset time, string scanId) =>
        $"c|{project}|{NewestFirst.Of(time)}|{scanId}";

    /// <summary>What all completed scans of a project lie between, the end exclusive.</summary>
    public static (string From, string End) ProjectScanRows(string project) => ($"c|{project}|", $"c|{project}}}");

    public static string ScanMapBlob(ScanRef scan) => $"{scan.Organization}/{scan.ScanId}/{scan.Digest}.json";
}
