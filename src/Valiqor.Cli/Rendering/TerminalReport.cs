using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Valiqor.Client;

namespace Valiqor.Cli.Rendering;

/// <summary>The result for a terminal of any width: a table of what failed, then one example of each.</summary>
internal static class TerminalReport
{
    private static readonly Style Dim = new(decoration: Decoration.Dim);
    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Good = new(Color.Green);
    private static readonly Style Bad = new(Color.Red);
    private static readonly Style Marked = new(Color.Red, decoration: Decoration.Bold | Decoration.Underline);

    public static void Write(IAnsiConsole console, RunView view)
    {
        RunResult result = view.Result;
        bool isClean = result.Summary is { TotalItems: > 0, ItemsWithFailures: 0 };
        console.WriteLine();
        console.Write(new ConsoleText(ReportText.Headline(result), isClean ? Good : Bold));
        console.WriteLine();
        if (view.Failures.Count > 0)
        {
            console.Write(Overview(view.Failures));
        }

        foreach (FailureView failure in view.Failures)
        {
            WriteExample(console, failure);
        }

        if (result.Summary is { TotalItems: > 0 } summary)
        {
            console.WriteLine();
            WriteVerdicts(console, summary, ReportText.Metrics(result));
        }

        if (result.RejectedLines > 0)
        {
            console.WriteLine();
            WriteLine(console, $"Not analysed: {ReportText.Count(result.RejectedLines, "line")}", Bold);
            foreach (string line in ReportText.Rejected(result))
            {
                console.Write(new Padder(new ConsoleText(line), new Padding(2, 0, 0, 0)));
            }
        }

        console.WriteLine();
        if (ReportText.Skipped(result) is { } skipped)
        {
            WriteLine(console, skipped, Dim);
        }

        if (ReportText.Judge(result.Judge) is { } judge)
        {
            WriteLine(console, judge, Dim);
        }

        WriteLine(console, ReportText.Footer(result), Dim);
    }

    private static Table Overview(IReadOnlyList<FailureView> failures)
    {
        Table table = new Table { Border = TableBorder.Simple, ShowRowSeparators = false }
            .AddColumn(new TableColumn(new ConsoleText("Failure", Bold)))
            .AddColumn(Number("Failed"))
            .AddColumn(Number("Unsure"))
            .AddColumn(Number("Severity"))
            .AddColumn(Number("Confidence"));
        foreach (FailureView failure in failures)
        {
            SubcategorySummary row = failure.Row;
            bool failed = row.Failures > 0;
            table.AddRow(
                new ConsoleText(row.SubcategoryName),
                new ConsoleText(row.Failures.ToString("N0", CultureInfo.InvariantCulture)),
                new ConsoleText(row.Uncertain.ToString("N0", CultureInfo.InvariantCulture)),
                failed
                    ? new ConsoleText(ReportText.Severity(row.WorstSeverity), StyleOf(row.WorstSeverity))
                    : new ConsoleText("-"),
                new ConsoleText(failed ? ReportText.Confidence(row.AverageConfidence) : "-"));
        }

        return table;

        static TableColumn Number(string name) => new TableColumn(new ConsoleText(name, Bold)).RightAligned().NoWrap();
    }

    private static void WriteExample(IAnsiConsole console, FailureView failure)
    {
        if (failure.Example is not { } example)
        {
            return;
        }

        console.WriteLine();
        console.Write(new Paragraph()
            .Append(failure.Row.SubcategoryName, Bold)
            .Append($"  {failure.Row.SubcategoryId}", Dim));
        console.WriteLine();

        var grid = new Grid();
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(2, 0, 2, 0) });
        grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        AddRow(grid, "Example", new ConsoleText(
            example.Place.Length == 0 ? example.Item : $"{example.Item}, {example.Place}"));
        if (example.Quote is { } quote)
        {
            AddRow(grid, "", new Paragraph()
                .Append($"“{quote.Before}")
                .Append(quote.Marked, Marked)
                .Append($"{quote.After}”"));
        }

        AddRow(grid, "Finding", example.Finding);
        AddRow(grid, "Decided by", example.DecidedBy);
        AddRow(grid, "Root cause", example.RootCause);
        AddRow(grid, "Sources", example.Sources);
        AddRow(grid, "Fix", example.SuggestedFix);
        console.Write(grid);
    }

    private static void WriteVerdicts(IAnsiConsole console, RunSummary summary, string? metrics)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        AddRow(grid, "Primary failure", ReportText.PrimaryFailure(summary));
        AddRow(grid, "Metrics", metrics);
        foreach ((string name, bool isOn, string text) in ReportText.Verdicts(summary))
        {
            AddRow(grid, name, new ConsoleText(text, isOn ? Bad : Good));
        }

        console.Write(grid);
    }

    private static void AddRow(Grid grid, string name, string? text)
    {
        if (text is not null)
        {
            AddRow(grid, name, new ConsoleText(text));
        }
    }

    private static void AddRow(Grid grid, string name, IRenderable content) =>
        grid.AddRow(new ConsoleText(name, Dim), content);

    private static void WriteLine(IAnsiConsole console, string text, Style style)
    {
        console.Write(new ConsoleText(text, style));
        console.WriteLine();
    }

    private static Style StyleOf(double severity) => severity switch
    {
        >= 4 => new Style(Color.Red, decoration: Decoration.Bold),
        >= 2.5 => new Style(Color.Yellow),
        _ => Style.Plain,
    };
}
