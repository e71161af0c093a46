using System.Globalization;
using Valiqor.Client;

namespace Valiqor.Cli.Rendering;

/// <summary>
/// The result in plain lines, for files, pipes and logs: no colours, no boxes, no control characters.
/// </summary>
internal static class PlainReport
{
    public static void Write(TextWriter writer, RunView view)
    {
        RunResult result = view.Result;
        writer.WriteLine(ReportText.Headline(result));
        foreach (FailureView failure in view.Failures)
        {
            writer.WriteLine();
            WriteFailure(writer, failure);
        }

        if (result.Summary is { TotalItems: > 0 } summary)
        {
            writer.WriteLine();
            if (ReportText.PrimaryFailure(summary) is { } primary)
            {
                writer.WriteLine($"Primary failure: {primary}");
            }

            if (ReportText.Metrics(result) is { } metrics)
            {
                writer.WriteLine($"Metrics: {metrics}");
            }

            foreach ((string name, _, string text) in ReportText.Verdicts(summary))
            {
                writer.WriteLine($"{name}: {text}");
            }
        }

        if (result.RejectedLines > 0)
        {
            writer.WriteLine();
            writer.WriteLine($"Not analysed: {ReportText.Count(result.RejectedLines, "line")}");
            foreach (string line in ReportText.Rejected(result))
            {
                writer.WriteLine($"  {line}");
            }
        }

        writer.WriteLine();
        if (ReportText.Skipped(result) is { } skipped)
        {
            writer.WriteLine(skipped);
        }

        if (ReportText.Judge(result.Judge) is { } judge)
        {
            writer.WriteLine(judge);
        }

        writer.WriteLine(ReportText.Footer(result));
    }

    private static void WriteFailure(TextWriter writer, FailureView failure)
    {
        SubcategorySummary row = failure.Row;
        writer.WriteLine($"{row.SubcategoryName} ({row.BucketId}/{row.SubcategoryId})");
        writer.WriteLine(row.Failures > 0
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"  {row.Failures:N0} failed, {row.Uncertain:N0} unsure, worst severity ")
                + $"{ReportText.Severity(row.WorstSeverity)} of 5, "
                + $"confidence {ReportText.Confidence(row.AverageConfidence)}"
            : string.Create(CultureInfo.InvariantCulture, $"  {row.Uncertain:N0} unsure"));
        if (failure.Example is not { } example)
        {
            return;
        }

        writer.WriteLine(example.Place.Length == 0
            ? $"  Example: {example.Item}"
            : $"  Example: {example.Item}, {example.Place}");
        if (example.Quote is { } quote)
        {
            writer.WriteLine($"    {quote.Before}>>{quote.Marked}<<{quote.After}");
        }

        WriteLine(writer, "Finding", example.Finding);
        WriteLine(writer, "Decided by", example.DecidedBy);
        WriteLine(writer, "Root cause", example.RootCause);
        WriteLine(writer, "Sources", example.Sources);
        WriteLine(writer, "Fix", example.SuggestedFix);
    }

    private static void WriteLine(TextWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteLine($"  {name}: {text}");
        }
    }
}
