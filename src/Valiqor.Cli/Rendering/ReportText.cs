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

    /// <summary>
    /// What the judge did and cost; null where the run has none:
    /// <c>Judge gpt-4.1-mini: 38 items judged, 2 not; 40 calls, 61,234 tokens, cost 0.0123; budget reached 2 times.</c>
    /// </summary>
    public static string? Judge(RunJudging? judge)
    {
        if (judge is null)
        {
            return null;
        }

        string text = $"Judge {Excerpt.Printable(judge.Model)}: ";
        if (judge.ItemsJudged is { } judged)
        {
            text += $"{Count(judged, "item")} judged"
                + (judge.ItemsNotJudged is > 0 and { } not ? $", {not.ToString("N0", Culture)} not; " : "; ");
        }

        text += $"{Count((int)judge.Calls, "call")}, "
            + (judge.KeptAnswers > 0 ? $"{Count((int)judge.KeptAnswers, "kept answer")}, " : "")
            + Spent(judge);
        IEnumerable<string> faults =
            from fault in judge.Faults select $"{fault.Key.Replace('_', ' ')} {Times(fault.Value)}";
        return judge.Faults.Count == 0 ? $"{text}." : $"{text}; {string.Join(", ", faults)}.";
    }

    /// <summary>Who decided a tag.</summary>
    public static string DecidedBy(FailureTag tag) => tag.DetectorTypeUsed switch
    {
        "llm_judge" => "judge",
        "hybrid" when tag.JudgeDecision is not null => "both",
        _ => "rule",
    };

    /// <summary>Who decided a tag that a judge had a part in, and the judge's reasons; null for other tags.</summary>
    public static string? Judged(FailureTag tag)
    {
        if (tag.JudgeModel is null && tag.JudgeRationale is null)
        {
            return null;
        }

        string who = DecidedBy(tag) switch
        {
            "both" => "rule and judge",
            var one => one,
        };
        return string.IsNullOrWhiteSpace(tag.JudgeRationale) ? who
            : tag.JudgeDecision is { } decision ? $"{who}; the judge ({decision}): {tag.JudgeRationale}"
            : $"{who}; {tag.JudgeRationale}";
    }

    /// <summary><c>61,234 tokens, cost 0.0123</c>.</summary>
    public static string Spent(RunJudging judge) =>
        $"{judge.TokensUsed.ToString("N0", Culture)} tokens"
        + (judge.EstimatedCost is { } cost ? $", cost {Cost(cost)}" : "");

    /// <summary>In the currency of the configured prices.</summary>
    public static string Cost(decimal cost) => cost.ToString("#,0.00##", Culture);

    private static string Times(int count) => count == 1 ? "once" : $"{count.ToString("N0", Culture)} times";

    public static string Severity(double severity) => severity.ToString("0.0", Culture);

    public static string Confidence(double confidence) => (confidence * 100).ToString("0", Culture) + " %";

    public static string Count(int count, string noun) =>
        $"{count.ToString("N0", Culture)} {noun}{(count == 1 ? "" : "s")}";

    private static CultureInfo Culture => CultureInfo.InvariantCulture;
}
