using System.CommandLine;
using System.Globalization;
using Valiqor.Cli.Rendering;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary><c>valiqor runs</c>: the runs there are, the newest first.</summary>
internal static class RunsCommand
{
    private const int DefaultPageSize = 20;
    private const int LargestPageSize = 100;

    public static Command Create()
    {
        Option<string?> project = SharedOptions.Project();
        Option<string?> status = SharedOptions.OneOf(
            "--status",
            "STATUS",
            "Only runs that are so.",
            RunStatus.Queued, RunStatus.Processing, RunStatus.Completed, RunStatus.Failed, RunStatus.Cancelled);
        Option<int> page = SharedOptions.Number("--page", "PAGE", "Which page of the list.", 1, 1, int.MaxValue);
        Option<int> pageSize = SharedOptions.Number(
            "--page-size", "ROWS", "Runs a page.", DefaultPageSize, 1, LargestPageSize);

        return new ServiceCommand(
            "runs",
            "Lists runs, the newest first.",
            [project, status, page, pageSize],
            async (question, cancellationToken) =>
            {
                var filter = new RunFilter { ProjectName = question.Of(project), Status = question.Of(status) };
                RunListPage rows = await question.Client.ListRunsAsync(
                    filter, question.Of(page), question.Of(pageSize), cancellationToken);
                return await question.AnswerAsync(
                    rows, WireJson.Default.RunListPage, () => ReportOf(rows, TimeProvider.System.GetUtcNow()));
            });
    }

    internal static Report ReportOf(RunListPage page, DateTimeOffset now)
    {
        var table = new TableView(
            new Column("Run") { IsWhole = true },
            new Column("Project"),
            new Column("Status") { IsWhole = true },
            new Column("Started") { IsWhole = true },
            new Column("Items") { IsNumber = true },
            new Column("Failing") { IsNumber = true },
            new Column("Severity") { IsNumber = true, FromWidth = 90 },
            new Column("Primary failure") { FromWidth = 110 });
        foreach (RunListRow run in page.Runs)
        {
            table.Add(
                new Cell(RunFinder.Short(run.RunId), Tone.Heading) { Exact = run.RunId },
                run.ProjectName,
                new Cell(run.Status, Tones.OfStatus(run.Status)),
                new Cell(AgeText.Of(run.CreatedAt, now)) { Exact = Exact(run.CreatedAt) },
                Count(run.Summary?.TotalItems),
                Failing(run.Summary),
                Severity(run.Summary),
                new Cell(run.Summary?.PrimaryFailureName ?? "") { Exact = run.Summary?.PrimaryFailure });
        }

        var report = new Report();
        if (page.Runs.Count == 0)
        {
            return report.Hint(page.Total == 0
                ? "No runs."
                : $"There is no page {page.Page}: the last one is {page.TotalPages}.");
        }

        report.Table(table);
        return report.Hint(page.Page < page.TotalPages
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Page {page.Page} of {page.TotalPages}, {page.Total:N0} runs in all. Next: --page {page.Page + 1}")
            : ReportText.Count(page.Total, "run") + (page.TotalPages > 1 ? " in all, the last page." : "."));
    }

    private static string Exact(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Cell Count(int? count) => count is { } known
        ? new Cell(known.ToString("N0", CultureInfo.InvariantCulture))
        {
            Exact = known.ToString(CultureInfo.InvariantCulture),
        }
        : new Cell("-") { Exact = "" };

    private static Cell Failing(RunSummary? summary) => summary is null
        ? new Cell("-") { Exact = "" }
        : Count(summary.ItemsWithFailures) with { Tone = summary.ItemsWithFailures == 0 ? Tone.Good : Tone.Plain };

    private static Cell Severity(RunSummary? summary) => summary is { TotalFailuresDetected: > 0 }
        ? new Cell(ReportText.Severity(summary.OverallSeverity), Tones.OfSeverity(summary.OverallSeverity))
        : new Cell("-") { Exact = "" };
}
