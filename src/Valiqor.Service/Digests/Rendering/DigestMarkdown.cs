using Valiqor.Client;

namespace Valiqor.Service.Digests.Rendering;

/// <summary>A digest as Markdown, for people and for GitHub.</summary>
internal static class DigestMarkdown
{
    /// <summary>Longer lists tell nothing more; all rows stand in the digest's JSON.</summary>
    private const int ChangesShown = 5;

    private const string Levels = "▁▂▃▄▅▆▇█";

    public static string Render(Digest digest)
    {
        var text = new MarkupText(Escapes.ForMarkdown);
        text.Line($"# {digest.ProjectName}: failures of {DigestWords.Days(digest)}");
        text.Line();
        text.Line($"**{digest.Headline}**");
        text.Line();
        Figures(text, digest);
        Days(text, digest);
        Changes(text, "What got worse", digest.Worse, digest);
        Changes(text, "What is new", digest.New, digest);
        Changes(text, "What got better", digest.Better, digest);
        TopFailures(text, digest);
        Security(text, digest);
        BrokenRuns(text, digest);
        Runs(text, digest);
        Footer(text, digest);
        return text.ToString();
    }

    private static void Figures(MarkupText text, Digest digest)
    {
        (DigestFigures now, DigestFigures before) = (digest.Now, digest.Before);
        text.Line($"| | This {digest.Window} | The {digest.Window} before |");
        text.Line($"|---|---:|---:|");
        Row("Failure rate", DigestWords.Rate(now), DigestWords.Rate(before));
        Row("Items", DigestWords.Number(now.Items), DigestWords.Number(before.Items));
        Row("Items with failures",
            DigestWords.Number(now.ItemsWithFailures), DigestWords.Number(before.ItemsWithFailures));
        Row("Unsafe items",
            DigestWords.Number(digest.Security.UnsafeItems), DigestWords.Number(digest.Security.UnsafeItemsBefore));
        Row("Average severity of failures",
            DigestWords.Severity(now.AverageSeverity), DigestWords.Severity(before.AverageSeverity));
        Row("Runs completed", DigestWords.Number(now.Runs), DigestWords.Number(before.Runs));
        Row("Runs failed or cancelled",
            DigestWords.Number(now.FailedRuns + now.CancelledRuns),
            DigestWords.Number(before.FailedRuns + before.CancelledRuns));
        text.Line();

        void Row(string name, string value, string valueBefore) => text.Line($"| {name} | {value} | {valueBefore} |");
    }

    /// <summary>A line of blocks, each day one, as high as its failure rate.</summary>
    private static void Days(MarkupText text, Digest digest)
    {
        double most = digest.Days.Select(day => day.FailureRate).DefaultIfEmpty().Max();
        if (digest.Days.Count < 2 || most == 0)
        {
            return;
        }

        string blocks = string.Concat(digest.Days.Select(day => day.Items == 0
            ? '·'
            : Levels[(int)Math.Round(day.FailureRate / most * (Levels.Length - 1), MidpointRounding.AwayFromZero)]));
        text.Add($"Failure rate from {DigestWords.ShortDay(digest.Days[0].Date)} ");
        text.Line($"to {DigestWords.ShortDay(digest.Days[^1].Date)}, highest {DigestWords.Percent(most)}: {blocks}");
        text.Line();
    }

    private static void Changes(MarkupText text, string title, IReadOnlyList<DigestChange> changes, Digest digest)
    {
        if (changes.Count == 0)
        {
            return;
        }

        text.Line($"## {title}");
        text.Line();
        text.Line($"| Failure | This {digest.Window} | Before | Change |");
        text.Line($"|---|---:|---:|---:|");
        foreach (DigestChange change in changes.Take(ChangesShown))
        {
            string chance = change.MayBeChance ? ", may be chance" : "";
            text.Add($"| {change.SubcategoryName} | {DigestWords.Now(change)} | {DigestWords.Before(change)} ");
            text.Line($"| {DigestWords.Points(change.Rate - change.RateBefore)}{chance} |");
        }

        text.Line();
        if (changes.Count > ChangesShown)
        {
            text.Line($"And {DigestWords.Number(changes.Count - ChangesShown)} more.");
            text.Line();
        }
    }

    private static void TopFailures(MarkupText text, Digest digest)
    {
        if (digest.TopFailures.Count == 0)
        {
            return;
        }

        text.Line($"## Top failures");
        text.Line();
        foreach (DigestFailure failure in digest.TopFailures)
        {
            text.Line($"### {failure.SubcategoryName}");
            text.Line();
            text.Add($"{DigestWords.Share(failure.Failures, failure.Rate, digest.Now.Items)}, ");
            text.Add($"in {DigestWords.Count(failure.Runs, "run")}, ");
            text.Line($"average severity {DigestWords.Severity(failure.AverageSeverity)}");
            text.Line();
            if (failure.Example is { } example)
            {
                Example(text, example);
            }
            else
            {
                text.Line($"{DigestWords.NoExample}");
                text.Line();
            }
        }
    }

    private static void Example(MarkupText text, DigestExample example)
    {
        if (example.Quote is { } quote)
        {
            text.Line($"> “{quote}”");
            text.Line();
        }

        text.Line($"- **Seen in** {Link(example.RunId, example.RunUrl)}, {DigestWords.Place(example)}");
        Point("Finding", example.Finding);
        Point("Root cause", example.RootCause);
        Point("Fix", example.SuggestedFix);
        text.Line();

        void Point(string name, string? value)
        {
            if (value is not null)
            {
                text.Line($"- **{name}** {value}");
            }
        }
    }

    private static void Security(MarkupText text, Digest digest)
    {
        DigestSecurity security = digest.Security;
        if (security.UnsafeItems == 0)
        {
            return;
        }

        text.Line($"## Security");
        text.Line();
        text.Add($"{DigestWords.Share(security.UnsafeItems, security.UnsafeRate, digest.Now.Items)} unsafe; ");
        text.Line($"the {digest.Window} before: {DigestWords.Number(security.UnsafeItemsBefore)}.");
        text.Line();
        foreach (SecurityCategoryCount category in security.ByCategory)
        {
            text.Line($"- {category.Category} {category.Name}: {DigestWords.Count(category.Count, "item")}");
        }

        text.Line();
    }

    private static void BrokenRuns(MarkupText text, Digest digest)
    {
        if (digest.BrokenRuns.Count == 0)
        {
            return;
        }

        text.Line($"## Runs that failed or were cancelled");
        text.Line();
        foreach (DigestRun run in digest.BrokenRuns)
        {
            string reason = run.Error is { } error ? $": {error}" : "";
            text.Add($"- {Link(run.RunId, run.Url)} {run.Status}, ");
            text.Line($"begun {DigestWords.Time(run.CreatedAt)}{reason}");
        }

        text.Line();
    }

    private static void Runs(MarkupText text, Digest digest)
    {
        if (digest.Runs.Count == 0)
        {
            return;
        }

        text.Line($"## Runs");
        text.Line();
        text.Line($"| Run | Begun | Items | With failures |");
        text.Line($"|---|---|---:|---:|");
        foreach (DigestRun run in digest.Runs)
        {
            text.Add($"| {Link(run.RunId, run.Url)} | {DigestWords.Time(run.CreatedAt)} ");
            text.Line($"| {DigestWords.Number(run.Items)} | {DigestWords.Number(run.ItemsWithFailures)} |");
        }

        text.Line();
        if (digest.Now.Runs > digest.Runs.Count)
        {
            text.Line($"The newest {DigestWords.Number(digest.Runs.Count)} of {DigestWords.Number(digest.Now.Runs)}.");
            text.Line();
        }
    }

    private static void Footer(MarkupText text, Digest digest)
    {
        text.Add($"Days are UTC days. Written {DigestWords.Time(digest.GeneratedAt)} by Valiqor.");
        text.Line();
    }

    private static MarkupText Link(string word, string? url)
    {
        var link = new MarkupText(Escapes.ForMarkdown);
        return url is null
            ? link.Add($"{word}")
            : link.Add($"[{word}]({new MarkupText(Escapes.ForMarkdownAddress).Add($"{url}")})");
    }
}
