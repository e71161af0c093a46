using System.Globalization;
using Valiqor.Client;

namespace Valiqor.Service.Digests.Rendering;

/// <summary>The top failures as bars, each with a mark where it was before.</summary>
/// <inheritdoc cref="DaysChart" path="/remarks"/>
internal static class FailuresChart
{
    private const double Width = 600;
    private const double RowHeight = 38;
    private const double BarWidth = 480;
    private const double BarHeight = 12;
    private const double LeastBar = 3;

    public static MarkupText Render(IReadOnlyList<DigestFailure> failures)
    {
        double most = failures.Select(row => Math.Max(row.Rate, row.RateBefore)).DefaultIfEmpty().Max();
        double height = (RowHeight * failures.Count) + 4;
        const string about = "Share of items that each of the top failures has";
        var svg = new MarkupText(Escapes.ForHtml);
        svg.Add($"<svg role=\"img\" aria-label=\"{about}\" viewBox=\"0 0 {Text(Width)} {Text(height)}\" ");
        svg.Line($"width=\"100%\" xmlns=\"http://www.w3.org/2000/svg\" font-family=\"inherit\" font-size=\"13\">");
        svg.Line($"<title>{about}</title>");
        foreach ((int i, DigestFailure failure) in failures.Index())
        {
            Bar(svg, failure, i * RowHeight, most);
        }

        svg.Line($"</svg>");
        return svg;
    }

    private static void Bar(MarkupText svg, DigestFailure failure, double y, double most)
    {
        double length = Math.Max(BarWidth * failure.Rate / most, LeastBar);
        double before = BarWidth * failure.RateBefore / most;
        svg.Add($"<g><title>{failure.SubcategoryName}: {DigestWords.Percent(failure.Rate)} of items, ");
        svg.Add($"{DigestWords.Percent(failure.RateBefore)} before</title>");
        svg.Add($"<text class=\"word\" x=\"0\" y=\"{Text(y + 13)}\" fill=\"#1c2330\">{failure.SubcategoryName}</text>");
        svg.Add($"<rect class=\"rail\" x=\"0\" y=\"{Text(y + 19)}\" width=\"{Text(BarWidth)}\" ");
        svg.Add($"height=\"{Text(BarHeight)}\" rx=\"3\" fill=\"#eef0f4\"/>");
        svg.Add($"<rect class=\"now\" x=\"0\" y=\"{Text(y + 19)}\" width=\"{Text(length)}\" ");
        svg.Add($"height=\"{Text(BarHeight)}\" rx=\"3\" fill=\"#d6455d\"/>");
        if (failure.RateBefore > 0)
        {
            svg.Add($"<rect class=\"word\" x=\"{Text(before - 1)}\" y=\"{Text(y + 16)}\" width=\"2\" ");
            svg.Add($"height=\"{Text(BarHeight + 6)}\" fill=\"#1c2330\"/>");
        }

        svg.Add($"<text class=\"word\" x=\"{Text(BarWidth + 12)}\" y=\"{Text(y + 30)}\" fill=\"#1c2330\">");
        svg.Line($"{DigestWords.Percent(failure.Rate)}</text></g>");
    }

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
