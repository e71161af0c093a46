using System.Globalization;

namespace Valiqor.Service.Days;

/// <summary>Where the days of projects and organizations lie.</summary>
internal static class DayLayout
{
    public const string DayTable = "ValiqorDays";

    /// <summary>The days of a project, or of the whole organization: no project has an empty name.</summary>
    public static string DayPartition(string organization, string? project) => $"{organization}|{project}";

    /// <summary>Days sort as their rows do.</summary>
    public static string DayRow(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"d|{day:yyyyMMdd}");

    public static DateOnly ParseDayRow(string row) =>
        DateOnly.ParseExact(row.AsSpan(2), "yyyyMMdd", CultureInfo.InvariantCulture);

    public static string DayPartRow(string runId) => $"r|{runId}";
}
