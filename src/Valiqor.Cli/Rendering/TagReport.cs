using System.Globalization;
using Valiqor.Client;

namespace Valiqor.Cli.Rendering;

/// <summary>Tags of one run.</summary>
internal static class TagReport
{
    // Enough to know the place by; the whole excerpt is what 'valiqor run' shows.
    private const int QuotedLetters = 40;

    private static readonly string[] Names =
    [
        "tag", "item", "failure", "decision", "severity", "confidence", "reviewed", "issue", "finding",
        "decided_by", "judge",
    ];

    public static Report Of(IReadOnlyList<FailureTag> tags, string runId, bool isCut)
    {
        var report = new Report();
        if (tags.Count == 0)
        {
            return report.Hint("No tags.");
        }

        bool anySeen = tags.Any(tag => tag.IsReviewed || tag.IssueUrl is not null);
        bool anyJudged = tags.Any(tag => tag.JudgeModel is not null);
        var table = new TableView(
            new Column("Item") { IsNumber = true },
            new Column("Failure") { IsWhole = true },
            new Column("Severity") { IsNumber = true },
            new Column("Confidence") { IsNumber = true, FromWidth = 100 },
            new Column("Seen") { IsWhole = true, FromWidth = anySeen ? 0 : int.MaxValue },
            new Column("By") { IsWhole = true, FromWidth = anyJudged ? 100 : int.MaxValue },
            new Column("Finding"));
        foreach (FailureTag tag in tags)
        {
            table.Add(
                tag.ItemIndex.ToString(CultureInfo.InvariantCulture),
                tag.SubcategoryId,
                tag.Decision == "fail"
                    ? new Cell(ReportText.Severity(tag.Severity), Tones.OfSeverity(tag.Severity))
                    : new Cell(tag.Decision, Tone.Dim),
                ReportText.Confidence(tag.Confidence),
                new Cell(SeenOf(tag), Tone.Good),
                ReportText.DecidedBy(tag),
                Finding(tag));
        }

        report.Table(table);
        if (isCut)
        {
            report.Hint($"The first {tags.Count}; --limit 0 shows all.");
        }

        return report.Hint($"Seen one? valiqor review {RunFinder.Short(runId)}.ITEM.FAILURE");
    }

    /// <summary>One line a tag, separated by tabs, while they arrive.</summary>
    /// <param name="open">Called once, when the service has begun to answer.</param>
    public static async Task WriteAsync(
        IAsyncEnumerable<FailureTag> tags,
        Func<TextWriter> open,
        CancellationToken cancellationToken)
    {
        TextWriter? writer = null;
        await foreach (FailureTag tag in tags.WithCancellation(cancellationToken))
        {
            writer ??= await BeginAsync(open());
            string[] cells =
            [
                tag.TagId,
                tag.ItemIndex.ToString(CultureInfo.InvariantCulture),
                tag.SubcategoryId,
                tag.Decision,
                tag.Severity.ToString(CultureInfo.InvariantCulture),
                tag.Confidence.ToString(CultureInfo.InvariantCulture),
                tag.IsReviewed ? "true" : "false",
                tag.IssueUrl ?? "",
                Finding(tag),
                ReportText.DecidedBy(tag),
                tag.JudgeRationale ?? "",
            ];
            await writer.WriteLineAsync(string.Join('\t', cells.Select(Excerpt.Printable)));
        }

        _ = writer ?? await BeginAsync(open());
    }

    private static async Task<TextWriter> BeginAsync(TextWriter writer)
    {
        await writer.WriteLineAsync(string.Join('\t', Names));
        return writer;
    }

    private static string SeenOf(FailureTag tag) =>
        tag.IssueUrl is not null ? "issue" : tag.IsReviewed ? tag.ReviewedDecision ?? "yes" : "";

    /// <summary>The words that show it, and what is wrong with them.</summary>
    private static string Finding(FailureTag tag)
    {
        EvidenceItem? evidence = tag.EvidenceItems
            .Where(one => one.Source != EvidenceSources.Scan)
            .MaxBy(one => one.Confidence);
        if (evidence is null)
        {
            return tag.JudgeRationale ?? tag.RootCause ?? "";
        }

        return string.IsNullOrWhiteSpace(evidence.ContentSnippet) ? evidence.Description
            : $"“{Excerpt.Start(evidence.ContentSnippet, QuotedLetters)}” {evidence.Description}";
    }
}
