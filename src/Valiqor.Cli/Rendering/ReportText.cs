using System.Globalization;
using Valiqor.Cli.Progress;
using Valiqor.Client;

namespace Valiqor.Cli.Rendering;

/// <summary>The sentences that both forms of the report share.</summary>
internal static class ReportText
{
    /// <summary>How many rejected lines are named.</summary>
    public const int RejectedShown = 10;

    public static string Headline(RunResult result)
    {
        if (result.Summary is not { TotalItems: > 0 } summary)
        {
            return $"Run {result.RunId}: {result.Status}";
        }

        return summary.ItemsWithFailures == 0
            ? $"No failures in {Count(summary.TotalItems, "item")}"
            : $"{Count(summary.TotalFailuresDetected, "failure")} in "
                + $"{summary.ItemsWithFailures.ToString("N0", Culture)} of {Count(summary.TotalItems, "item")}";
    }

    public static string? PrimaryFailure(RunSummary summary) =>
        summary.PrimaryFailureName is { } name ? $"{name} ({summary.PrimaryFailure})" : null;

    /// <summary>The means of the metrics that could be taken; null where none could.</summary>
    public static string? Metrics(RunResult result) => result.EvalMetrics is not { Count: > 0 } means ? null
        : string.Join(", ", means.Select(row => string.Create(Culture, $"{row.Key} {row.Value:0.00}")));

    /// <summary>What the run asks of people and pipelines.</summary>
    public static IEnumerable<(string Name, bool IsOn, string Text)> Verdicts(RunSummary summary) =>
    [
        ("CI gate", summary.ShouldGateCi, summary.ShouldGateCi ? "stop the release" : "pass"),
        ("Alert", summary.ShouldAlert, summary.ShouldAlert ? "yes" : "no"),
        ("Human review", summary.NeedsHumanReview, summary.NeedsHumanReview
            ? $"needed ({Count(summary.TotalUncertain, "uncertain decision")})"
            : "not needed"),
    ];

    public static IEnumerable<string> Rejected(RunResult result)
    {
        foreach (RejectedLine line in result.Rejected.Take(RejectedShown))
        {
            yield return string.Create(Culture, $"line {line.Line}: {Excerpt.Printable(line.Reason)}");
        }

        int more = result.RejectedLines - Math.Min(result.Rejected.Count, RejectedShown);
        if (more > 0)
        {
            yield return $"and {more.ToString("N0", Culture)} more";
        }
    }

    /// <summary>
    /// One line however many there are: each reason with its ids, or with their count where they are many.
    /// </summary>
    public static string? Skipped(RunResult result)
    {
        const int NamedLimit = 3;
        if (result.DetectorsSkipped.Count == 0)
        {
            return null;
        }

        IEnumerable<string> reasons =
            from skipped in result.DetectorsSkipped
            let colon = skipped.IndexOf(": ", StringComparison.Ordinal)
            let id = colon < 0 ? skipped : skipped[..colon]
            let reason = colon < 0 ? "skipped" : skipped[(colon + 2)..]
            group id by reason into ids
            orderby ids.Count() descending, ids.Key
            select ids.Count() > NamedLimit
                ? $"{ids.Count().ToString(Culture)} {ids.Key}"
                : $"{string.Join(", ", ids)} {ids.Key}";
        return $"Not looked for, or by half: {string.Join("; ", reasons)}.";
    }

    public static string Footer(RunResult result) =>
        $"Run {result.RunId} · {result.Status} in {ProgressText.Duration(TimeSpan.FromMilliseconds(result.DurationMs))}"
        + $" · {Count(result.DetectorsRun.Count, "detector")}"
        + (result.FeatureKind is { } kind ? $" · {kind}" : "");

    public static string Severity(double severity) => severity.ToString("0.0", Culture);

    public static string Confidence(double confidence) => (confidence * 100).ToString("0", Culture) + " %";

    public static string Count(int count, string noun) =>
        $"{count.ToString("N0", Culture)} {noun}{(count == 1 ? "" : "s")}";

    private static CultureInfo Culture => CultureInfo.InvariantCulture;
}
