using System.Globalization;
using Valiqor.Client;

namespace Valiqor.Cli.Rendering;

/// <summary>Day by day, as lines over time and, for other programs, as numbers.</summary>
internal static class TrendsReport
{
    // What a screen holds beside the lines; the lines have every day.
    private const int DaysShown = 14;

    public static Report Of(Trends trends)
    {
        var report = new Report();
        TrendPoint[] active = [.. trends.Points.Where(point => point.Runs > 0)];
        string window = InsightsReport.Window(trends.ProjectName, trends.Days);
        if (active.Length == 0)
        {
            return report.Add(
                console => new Report().Line($"No completed runs {window}.").WriteTo(console),
                writer => new Report().Table(Days(trends.Points)).WriteTo(writer));
        }

        return report.Add(
            console => OnTerminal(trends, active, window).WriteTo(console),
            writer => new Report().Table(Days(trends.Points)).WriteTo(writer));
    }

    private static Report OnTerminal(Trends trends, TrendPoint[] active, string window)
    {
        long items = active.Sum(point => point.Items);
        double rate = items == 0 ? 0 : (double)active.Sum(point => point.ItemsWithFailures) / items;
        var report = new Report()
            .Line($"{Direction(trends)} {window}.", trends.Direction switch
            {
                "improving" => Tone.Good,
                "worsening" => Tone.Bad,
                _ => Tone.Heading,
            })
            .Blank()
            .Sparks(
            [
                new Spark("Failing", Values(trends, point => point.FailureRate), InsightsReport.Percent(rate)),
                new Spark("Severity", Values(trends, point => point.AverageSeverity), Greatest(
                    active.Max(point => point.AverageSeverity))),
                new Spark("Items", [.. trends.Points.Select(point => (double?)point.Items)],
                    items.ToString("N0", CultureInfo.InvariantCulture)),
            ])
            .Table(Days([.. active.TakeLast(DaysShown)]));
        return active.Length > DaysShown
            ? report.Hint($"The last {DaysShown} of {active.Length} days with runs; a pipe or --json has them all.")
            : report;
    }

    private static string Direction(Trends trends)
    {
        string word = char.ToUpperInvariant(trends.Direction[0]) + trends.Direction[1..];
        return trends.ChangePercent == 0 ? word : string.Create(
            CultureInfo.InvariantCulture, $"{word} by {Math.Abs(trends.ChangePercent):0.#} %");
    }

    private static string Greatest(double severity) => $"up to {ReportText.Severity(severity)}";

    /// <summary>Days without runs have none.</summary>
    private static IReadOnlyList<double?> Values(Trends trends, Func<TrendPoint, double> value) =>
        [.. trends.Points.Select(point => point.Runs == 0 ? null : (double?)value(point))];

    private static TableView Days(IReadOnlyList<TrendPoint> points)
    {
        var table = new TableView(
            new Column("Date") { IsWhole = true },
            new Column("Runs") { IsNumber = true },
            new Column("Items") { IsNumber = true },
            new Column("Failing") { IsNumber = true },
            new Column("Rate") { IsNumber = true },
            new Column("Severity") { IsNumber = true });
        foreach (TrendPoint point in points)
        {
            table.Add(
                point.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                Count(point.Runs),
                Count(point.Items),
                Count(point.ItemsWithFailures),
                new Cell(InsightsReport.Percent(point.FailureRate)) { Exact = Exact(point.FailureRate) },
                new Cell(ReportText.Severity(point.AverageSeverity), Tones.OfSeverity(point.AverageSeverity))
                {
                    Exact = Exact(point.AverageSeverity),
                });
        }

        return table;
    }

    private static Cell Count(long count) => new(count.ToString("N0", CultureInfo.InvariantCulture))
    {
        Exact = count.ToString(CultureInfo.InvariantCulture),
    };

    private static string Exact(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
