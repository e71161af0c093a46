using System.Globalization;

namespace Valiqor.Cli.Rendering;

/// <summary>
/// How long ago something was, in one unit: <c>40 s ago</c>, <c>3 min ago</c>, <c>2 h ago</c>, <c>5 d ago</c>.
/// </summary>
internal static class AgeText
{
    public static string Of(DateTimeOffset time, DateTimeOffset now)
    {
        TimeSpan age = now - time;
        return age switch
        {
            { TotalSeconds: < 1 } => "now",
            { TotalMinutes: < 1 } => In((int)age.TotalSeconds, "s"),
            { TotalHours: < 1 } => In((int)age.TotalMinutes, "min"),
            { TotalDays: < 1 } => In((int)age.TotalHours, "h"),
            { TotalDays: < 100 } => In((int)age.TotalDays, "d"),
            _ => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }

    private static string In(int count, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {unit} ago");
}
