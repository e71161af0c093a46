using System.Globalization;
using Valiqor.Client;

namespace Valiqor.Cli.Rendering;

/// <summary>What fails most, over days.</summary>
internal static class InsightsReport
{
    private const int BarWidth = 20;

    public static Report Of(InsightsSummary insights, DateTimeOffset now)
    {
        var report = new Report();
        string window = Window(insights.ProjectName, insights.Days);
        if (insights.TotalRuns == 0)
        {
            return report.Line($"No completed runs {window}.");
        }

        report.Line(
            $"{Percent(insights.OverallFailureRate)} of {Number(insights.TotalItems)} items failed in "
            + $"{ReportText.Count(insights.TotalRuns, "run")} {window}; "
            + $"average severity {ReportText.Severity(insights.AverageSeverity)}.",
            Tone.Heading);
        if (Unfinished(insights) is { } unfinished)
        {
            report.Line(unfinished, Tone.Dim);
        }

        if (insights.TopRecurringFailures.Count > 0)
        {
            report.Heading("Most frequent").Table(Recurring(insights, now));
            report.Heading("By bucket").Table(Buckets(insights));
        }

        return report;
    }

    public static string Window(string? project, int days) =>
        (days == 1 ? "today" : string.Create(CultureInfo.InvariantCulture, $"in the last {days} days"))
        + (project is null ? "" : $", project {project}");

    public static string Percent(double rate) =>
        (rate * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string? Unfinished(InsightsSummary insights) => (insights.FailedRuns, insights.CancelledRuns) switch
    {
        (0, 0) => null,
        (var failed, 0) => $"Not counted: {ReportText.Count(failed, "failed run")}.",
        (0, var cancelled) => $"Not counted: {ReportText.Count(cancelled, "cancelled run")}.",
        var (failed, cancelled) => $"Not counted: {ReportText.Count(failed, "failed run")}, "
            + $"{ReportText.Count(cancelled, "cancelled run")}.",
    };

    private static TableView Recurring(InsightsSummary insights, DateTimeOffset now)
    {
        var table = new TableView(
            new Column("Failure"),
            new Column("Times") { IsNumber = true },
            new Column("Runs") { IsNumber = true },
            new Column("Severity") { IsNumber = true },
            new Column("First seen") { IsWhole = true, FromWidth = 100 },
            new Column("Last seen") { IsWhole = true });
        foreach (RecurringFailure row in insights.TopRecurringFailures)
        {
            table.Add(
                new Cell(row.SubcategoryName) { Exact = row.SubcategoryId },
                Count(row.OccurrenceCount),
                Count(row.RunCount),
                new Cell(ReportText.Severity(row.AverageSeverity), Tones.OfSeverity(row.AverageSeverity)),
                Time(row.FirstSeen, now),
                Time(row.LastSeen, now));
        }

        return table;
    }

    private static TableView Buckets(InsightsSummary insights)
    {
        var table = new TableView(
            new Column("Bucket"), new Column("Failures") { IsNumber = true }, new Column("Share") { IsWhole = true });
        long all = Math.Max(1, insights.BucketDistribution.Values.Sum());
        foreach ((string bucket, long count) in insights.BucketDistribution
            .Where(row => row.Value > 0)
            .OrderByDescending(row => row.Value)
            .ThenBy(row => row.Key, StringComparer.Ordinal))
        {
            double share = (double)count / all;
            table.Add(
                bucket,
                Count(count),
                new Cell($"{Sparkline.Bar(share, BarWidth)} {Percent(share)}")
                {
                    Exact = share.ToString("0.####", CultureInfo.InvariantCulture),
                });
        }

        return table;
    }

    private static Cell Count(long count) => new(Number(count))
    {
        Exact = count.ToString(CultureInfo.InvariantCulture),
    };

    private static Cell Time(DateTimeOffset time, DateTimeOffset now) => new(AgeText.Of(time, now))
    {
        Exact = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    };

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
