using Valiqor.Client;

namespace Valiqor.Service.Digests.Rendering;

/// <summary>A digest as one HTML page, for browsers and for mail: no script, nothing from elsewhere.</summary>
/// <remarks>
/// Mail programs know tables better than anything else, some of them drop SVG, and most of them variables: so the page
/// is laid out in tables, and every figure of a chart stands in words too.
/// </remarks>
internal static class DigestHtml
{
    /// <summary>Nothing is loaded, sent or run, whatever a text brings along.</summary>
    public const string ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
        + "form-action 'none'";

    private const int ChangesShown = 5;

    public static string Render(Digest digest)
    {
        var page = new MarkupText(Escapes.ForHtml);
        Head(page, digest);
        page.Line($"<body><table role=\"presentation\" class=\"page\"><tr><td>");
        page.Line($"<p class=\"kicker\">Valiqor digest</p>");
        page.Line($"<h1>{digest.ProjectName}</h1>");
        page.Line($"<p class=\"quiet\">{DigestWords.Days(digest)}</p>");
        page.Line($"<p class=\"verdict {digest.Verdict}\">{digest.Headline}</p>");
        Tiles(page, digest);
        if (digest.Days.Any(day => day.Items > 0))
        {
            page.Line($"<h2>Failure rate by day</h2>{DaysChart.Render(digest.Days)}");
        }

        Changes(page, "What got worse", "worse", digest.Worse, digest);
        Changes(page, "What is new", "worse", digest.New, digest);
        Changes(page, "What got better", "better", digest.Better, digest);
        TopFailures(page, digest);
        DigestHtmlRuns.Security(page, digest);
        DigestHtmlRuns.Broken(page, digest);
        DigestHtmlRuns.Completed(page, digest);
        page.Add($"<p class=\"foot\">Days are UTC days. Written {DigestWords.Time(digest.GeneratedAt)}. ");
        page.Line($"Quotes are texts of the application; they are shown, never run.</p>");
        page.Line($"</td></tr></table></body></html>");
        return page.ToString();
    }

    private static void Head(MarkupText page, Digest digest)
    {
        page.Line($"<!doctype html>");
        page.Line($"<html lang=\"en\"><head><meta charset=\"utf-8\">");
        page.Line($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.Line($"<meta name=\"color-scheme\" content=\"light dark\">");
        page.Line($"<meta name=\"supported-color-schemes\" content=\"light dark\">");
        page.Line($"<meta http-equiv=\"Content-Security-Policy\" content=\"{ContentSecurityPolicy}\">");
        page.Line($"<title>{digest.ProjectName}: {digest.Headline}</title>");
        page.AddOwn(DigestStyle.Sheet);
        page.Line($"</head>");
    }

    private static void Tiles(MarkupText page, Digest digest)
    {
        (DigestFigures now, DigestFigures before) = (digest.Now, digest.Before);
        bool compares = now.Items > 0 && before.Items > 0;
        page.Line($"<table role=\"presentation\" class=\"tiles\"><tr>");
        Tile("Failure rate",
            DigestWords.Rate(now),
            compares ? DigestWords.Points(now.FailureRate - before.FailureRate) : "");
        Tile("Items", DigestWords.Number(now.Items), Before(DigestWords.Number(before.Items)));
        Tile("Unsafe items",
            DigestWords.Number(digest.Security.UnsafeItems),
            Before(DigestWords.Number(digest.Security.UnsafeItemsBefore)));
        Tile("Runs", DigestWords.Number(now.Runs), Broken(now));
        page.Line($"</tr></table>");

        void Tile(string name, string value, string note)
        {
            page.Add($"<td class=\"tile\"><span class=\"quiet\">{name}</span><br>");
            page.Line($"<span class=\"figure\">{value}</span><br><span class=\"quiet\">{note}</span></td>");
        }

        string Before(string value) => before.Items > 0 ? $"{value} the {digest.Window} before" : "";
    }

    private static string Broken(DigestFigures now) => (now.FailedRuns, now.CancelledRuns) switch
    {
        (0, 0) => "all completed",
        (var failed, 0) => $"and {DigestWords.Number(failed)} failed",
        (0, var cancelled) => $"and {DigestWords.Number(cancelled)} cancelled",
        var (failed, cancelled) => $"and {DigestWords.Number(failed + cancelled)} failed or cancelled",
    };

    private static void Changes(
        MarkupText page,
        string title,
        string tone,
        IReadOnlyList<DigestChange> changes,
        Digest digest)
    {
        if (changes.Count == 0)
        {
            return;
        }

        page.Line($"<h2>{title}</h2><table class=\"rows changes\"><tr><th>Failure</th>");
        page.Line($"<th class=\"n\">This {digest.Window}</th>");
        page.Line($"<th class=\"n\">Before</th><th class=\"n\">Change</th></tr>");
        foreach (DigestChange change in changes.Take(ChangesShown))
        {
            page.Add($"<tr><td>{change.SubcategoryName}</td>");
            page.Add($"<td class=\"n\">{DigestWords.Now(change)}</td>");
            page.Add($"<td class=\"n\">{DigestWords.Before(change)}</td><td class=\"n\">");
            page.Add($"<span class=\"{tone}\">{DigestWords.Points(change.Rate - change.RateBefore)}</span>");
            page.Line($"{Chance(change)}</td></tr>");
        }

        page.Line($"</table>");
        if (changes.Count > ChangesShown)
        {
            page.Line($"<p class=\"quiet\">And {DigestWords.Number(changes.Count - ChangesShown)} more.</p>");
        }
    }

    private static MarkupText Chance(DigestChange change)
    {
        var note = new MarkupText(Escapes.ForHtml);
        return change.MayBeChance ? note.Add($"<br><span class=\"quiet\">may be chance</span>") : note;
    }

    private static void TopFailures(MarkupText page, Digest digest)
    {
        if (digest.TopFailures.Count == 0)
        {
            return;
        }

        page.Line($"<h2>Top failures</h2>{FailuresChart.Render(digest.TopFailures)}");
        if (digest.Before.Items > 0)
        {
            page.Line($"<p class=\"quiet\">The upright marks show the {digest.Window} before.</p>");
        }

        foreach (DigestFailure failure in digest.TopFailures)
        {
            page.Line($"<table role=\"presentation\" class=\"card\"><tr><td><h3>{failure.SubcategoryName}</h3>");
            page.Add($"<p class=\"quiet\">{DigestWords.Share(failure.Failures, failure.Rate, digest.Now.Items)}, ");
            page.Add($"in {DigestWords.Count(failure.Runs, "run")}, ");
            page.Line($"average severity {DigestWords.Severity(failure.AverageSeverity)}</p>");
            if (failure.Example is { } example)
            {
                Example(page, example);
            }
            else
            {
                page.Line($"<p class=\"quiet\">{DigestWords.NoExample}</p>");
            }

            page.Line($"</td></tr></table>");
        }
    }

    private static void Example(MarkupText page, DigestExample example)
    {
        if (example.Quote is { } quote)
        {
            page.Line($"<blockquote>“{quote}”</blockquote>");
        }

        Point("Finding", example.Finding);
        Point("Root cause", example.RootCause);
        Point("Fix", example.SuggestedFix);
        page.Add($"<p class=\"quiet\">Seen in {DigestHtmlRuns.Link(example.RunId, example.RunUrl)}, ");
        page.Line($"{DigestWords.Place(example)}</p>");

        void Point(string name, string? value)
        {
            if (value is not null)
            {
                page.Line($"<p><b>{name}</b> {value}</p>");
            }
        }
    }
}
