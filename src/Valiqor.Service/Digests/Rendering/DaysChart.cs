using System.Globalization;
using Valiqor.Client;

namespace Valiqor.Service.Digests.Rendering;

/// <summary>The failure rate of each day as columns: an SVG that stands by itself within a page.</summary>
/// <remarks>
/// Colours stand twice: as attributes, for mail programs that know no style sheets in SVG, and as classes, by which a
/// page that knows dark mode recolours the chart.
/// </remarks>
internal static class DaysChart
{
    private const double Width = 600;
    private const double Height = 170;
    private const double Left = 44;
    private const double Top = 14;
    private const double Bottom = 26;
    private const double PlotHeight = Height - Top - Bottom;

    /// <summary>A rate so small still has a column that can be seen.</summary>
    private const double LeastColumn = 2;

    public static MarkupText Render(IReadOnlyList<DigestDay> days)
    {
        double top = TopOf(days.Select(day => day.FailureRate).DefaultIfEmpty().Max());
        double step = (Width - Left) / Math.Max(days.Count, 1);
        var svg = new MarkupText(Escapes.ForHtml);
        string about = AboutOf(days);
        svg.Add($"<svg role=\"img\" aria-label=\"{about}\" viewBox=\"0 0 {Text(Width)} {Text(Height)}\" ");
        svg.Line($"width=\"100%\" xmlns=\"http://www.w3.org/2000/svg\" font-family=\"inherit\" font-size=\"11\">");
        svg.Line($"<title>{about}</title>");
        foreach (double level in (double[])[0, top / 2, top])
        {
            Level(svg, level, top);
        }

        foreach ((int i, DigestDay day) in days.Index())
        {
            Column(svg, day, Left + (i * step), step, top);
        }

        svg.Line($"</svg>");
        return svg;
    }

    private static void Level(MarkupText svg, double level, double top)
    {
        string y = Text(YOf(level, top));
        svg.Add($"<line class=\"grid\" x1=\"{Text(Left)}\" x2=\"{Text(Width)}\" y1=\"{y}\" y2=\"{y}\" ");
        svg.Add($"stroke=\"#d0d5dd\" stroke-width=\"1\"/>");
        svg.Add($"<text class=\"axis\" x=\"{Text(Left - 8)}\" y=\"{Text(YOf(level, top) + 4)}\" ");
        svg.Line($"text-anchor=\"end\" fill=\"#667085\">{Axis(level, top)}</text>");
    }

    private static void Column(MarkupText svg, DigestDay day, double x, double step, double top)
    {
        double width = Math.Min(step * 0.62, 44);
        double height = day.Items == 0 ? 0 : Math.Max(PlotHeight * day.FailureRate / top, LeastColumn);
        (string kind, string fill) = day.IsInWindow ? ("now", "#d6455d") : ("past", "#b8c0cc");
        string middle = Text(x + (step / 2));
        svg.Add($"<g><title>{AboutOf(day)}</title>");
        if (day.Items == 0)
        {
            svg.Add($"<circle class=\"past\" cx=\"{middle}\" cy=\"{Text(YOf(0, top) - 4)}\" ");
            svg.Add($"r=\"1.5\" fill=\"#b8c0cc\"/>");
        }
        else
        {
            svg.Add($"<rect class=\"{kind}\" x=\"{Text(x + ((step - width) / 2))}\" ");
            svg.Add($"y=\"{Text(YOf(0, top) - height)}\" width=\"{Text(width)}\" height=\"{Text(height)}\" ");
            svg.Add($"rx=\"2\" fill=\"{fill}\"/>");
        }

        svg.Add($"<text class=\"axis\" x=\"{middle}\" y=\"{Text(Height - 8)}\" text-anchor=\"middle\" ");
        svg.Line($"fill=\"#667085\">{LabelOf(day)}</text></g>");
    }

    private static double YOf(double rate, double top) => Top + (PlotHeight * (1 - (rate / top)));

    /// <summary>The next round share above the greatest: 1, 2, 5, 10, 20, 50 or 100 %.</summary>
    private static double TopOf(double most)
    {
        double[] rounds = [0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8];
        return rounds.FirstOrDefault(round => round >= most, 1);
    }

    private static string LabelOf(DigestDay day) =>
        day.Date.ToString(day.Date.Day == 1 ? "MMM d" : "%d", CultureInfo.InvariantCulture);

    private static string Axis(double level, double top) =>
        (level * 100).ToString(top < 0.02 ? "0.0" : "0.#", CultureInfo.InvariantCulture) + " %";

    private static string AboutOf(IReadOnlyList<DigestDay> days) => days.Count == 0
        ? "Failure rate by day"
        : $"Failure rate by day, {DigestWords.Day(days[0].Date)} to {DigestWords.Day(days[^1].Date)}";

    private static string AboutOf(DigestDay day) => day.Items == 0
        ? $"{DigestWords.Day(day.Date)}: no items"
        : $"{DigestWords.Day(day.Date)}: {DigestWords.Share(day.ItemsWithFailures, day.FailureRate, day.Items)} failed";

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
