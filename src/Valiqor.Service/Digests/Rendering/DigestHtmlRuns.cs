using Valiqor.Client;

namespace Valiqor.Service.Digests.Rendering;

/// <summary>The lower part of the page: what is unsafe, and the runs.</summary>
internal static class DigestHtmlRuns
{
    public static void Security(MarkupText page, Digest digest)
    {
        DigestSecurity security = digest.Security;
        if (security.UnsafeItems == 0)
        {
            return;
        }

        page.Line($"<h2>Security</h2>");
        page.Add($"<p>{DigestWords.Share(security.UnsafeItems, security.UnsafeRate, digest.Now.Items)} unsafe; ");
        page.Line($"the {digest.Window} before: {DigestWords.Number(security.UnsafeItemsBefore)}.</p>");
        page.Line($"<table class=\"rows\"><tr><th>Category</th><th class=\"n\">Items</th></tr>");
        foreach (SecurityCategoryCount category in security.ByCategory)
        {
            page.Add($"<tr><td>{category.Category} {category.Name}</td>");
            page.Line($"<td class=\"n\">{DigestWords.Number(category.Count)}</td></tr>");
        }

        page.Line($"</table>");
    }

    public static void Broken(MarkupText page, Digest digest)
    {
        if (digest.BrokenRuns.Count == 0)
        {
            return;
        }

        page.Line($"<h2>Runs that failed or were cancelled</h2><table class=\"rows\">");
        page.Line($"<tr><th>Run</th><th>Begun</th><th>How it ended</th></tr>");
        foreach (DigestRun run in digest.BrokenRuns)
        {
            string reason = run.Error is { } error ? $": {error}" : "";
            page.Add($"<tr><td>{Link(run.RunId, run.Url)}</td><td>{DigestWords.Time(run.CreatedAt)}</td>");
            page.Line($"<td>{run.Status}{reason}</td></tr>");
        }

        page.Line($"</table>");
    }

    public static void Completed(MarkupText page, Digest digest)
    {
        if (digest.Runs.Count == 0)
        {
            return;
        }

        page.Line($"<h2>Runs</h2><table class=\"rows\"><tr><th>Run</th><th>Begun</th><th class=\"n\">Items</th>");
        page.Line($"<th class=\"n\">With failures</th></tr>");
        foreach (DigestRun run in digest.Runs)
        {
            page.Add($"<tr><td>{Link(run.RunId, run.Url)}</td><td>{DigestWords.Time(run.CreatedAt)}</td>");
            page.Add($"<td class=\"n\">{DigestWords.Number(run.Items)}</td>");
            page.Line($"<td class=\"n\">{DigestWords.Number(run.ItemsWithFailures)}</td></tr>");
        }

        page.Line($"</table>");
        if (digest.Now.Runs > digest.Runs.Count)
        {
            page.Add($"<p class=\"quiet\">The newest {DigestWords.Number(digest.Runs.Count)} ");
            page.Line($"of {DigestWords.Number(digest.Now.Runs)}.</p>");
        }
    }

    public static MarkupText Link(string word, string? url)
    {
        var link = new MarkupText(Escapes.ForHtml);
        return url is null
            ? link.Add($"<code>{word}</code>")
            : link.Add($"<a href=\"{url}\"><code>{word}</code></a>");
    }
}
