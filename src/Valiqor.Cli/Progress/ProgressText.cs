using System.Globalization;
using Valiqor.Cli.Rendering;
using Valiqor.Client;

namespace Valiqor.Cli.Progress;

/// <summary>How far a run is, in words: <c>1,200 of 40,000 items (3 %), 410 items/s, 1 min 35 s left</c>.</summary>
internal static class ProgressText
{
    public static string Of(JobStatus status)
    {
        if (status.TotalItems == 0)
        {
            return "Reading the dataset";
        }

        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{status.CurrentItem:N0} of {status.TotalItems:N0} items ({Math.Floor(status.ProgressPercent):0} %)");
        if (status.ItemsPerSecond > 0)
        {
            string format = status.ItemsPerSecond < 10 ? "0.0" : "N0";
            text += $", {status.ItemsPerSecond.ToString(format, CultureInfo.InvariantCulture)} items/s";
        }

        if (status.Judge is { TokensUsed: > 0 } judge)
        {
            text += $", {ReportText.Spent(judge)}";
        }

        return status.EtaSeconds is >= 1 and < 1e6 and { } left
            ? $"{text}, {Duration(TimeSpan.FromSeconds(Math.Ceiling(left)))} left"
            : text;
    }

    /// <summary>Two units at most: <c>0.8 s</c>, <c>42 s</c>, <c>3 min 5 s</c>, <c>2 h 10 min</c>.</summary>
    public static string Duration(TimeSpan span) => span switch
    {
        { TotalSeconds: < 10 } when span.Milliseconds != 0 =>
            string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s"),
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0} s"),
        { TotalHours: < 1 } => $"{span.Minutes} min {span.Seconds} s",
        _ => $"{(int)span.TotalHours} h {span.Minutes} min",
    };
}
