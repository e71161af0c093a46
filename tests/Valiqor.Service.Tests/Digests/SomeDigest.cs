using Valiqor.Client;
using Valiqor.Service.Digests;

namespace Valiqor.Service.Tests.Digests;

/// <summary>Windows of which only what a test is about needs to be said.</summary>
internal static class SomeDigest
{
    public static readonly DateOnly LastDay = new(2026, 3, 2);

    public static readonly DateTimeOffset Morning = new(2026, 3, 3, 7, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, (string Name, string Bucket)> Known = new()
    {
        ["contradiction_with_context"] = ("Contradiction With Context", "hallucination_grounding"),
        ["unsupported_factual_claim"] = ("Unsupported Factual Claim", "hallucination_grounding"),
        ["tool_error_unhandled"] = ("Tool Error Unhandled", "tool_failures"),
        ["irrelevant_retrieval"] = ("Irrelevant Retrieval", "retrieval_failures"),
        ["sensitive_data_exposure"] = ("Sensitive Data Exposure", "security_safety"),
        ["degenerate_output"] = ("Degenerate Output", "instruction_task_compliance"),
    };

    public static DigestMaterial Material(
        Sums now,
        Sums before,
        string window = DigestWindows.Day,
        string project = "support-bot") => new()
    {
        Project = project,
        Window = new DigestWindow(window, LastDay),
        Now = Morning,
        Summary = SummaryOf(now),
        SummaryBefore = SummaryOf(before),
        Trends = TrendsOf(new DigestWindow(window, LastDay), now, before),
        Security = SecurityOf(now),
        SecurityBefore = SecurityOf(before),
    };

    /// <summary>A window with something of everything.</summary>
    public static Digest Rich() => DigestBuilder.Build(Material(
        new Sums(240, 66, 3)
        {
            Failed = 1,
            Cancelled = 1,
            Unsafe = 5,
            Failures =
            [
                ("contradiction_with_context", 31, 4.8), ("unsupported_factual_claim", 17, 4.5),
                ("tool_error_unhandled", 12, 3.9), ("sensitive_data_exposure", 5, 5), ("irrelevant_retrieval", 4, 2.5),
            ],
        },
        new Sums(200, 28, 2)
        {
            Unsafe = 4,
            Failures =
            [
                ("contradiction_with_context", 9, 4.6), ("unsupported_factual_claim", 12, 4.5),
                ("irrelevant_retrieval", 11, 2.5), ("sensitive_data_exposure", 4, 5),
            ],
        }) with
    {
        Runs =
        [
            RunOf("run_fe63a1b20c4dab12", RunStatus.Completed, 18, 120, 41),
            RunOf("run_fe63a1b20c4dab77", RunStatus.Completed, 12, 80, 20),
            RunOf("run_fe63a1b20c4dacd0", RunStatus.Completed, 6, 40, 5),
        ],
        BrokenRuns =
        [
            RunOf("run_fe63a1b20c4dace1", RunStatus.Failed, 9, 0, 0) with
            {
                Error = "The file's name ends in none of .jsonl, .json and .csv.",
            },
            RunOf("run_fe63a1b20c4dace7", RunStatus.Cancelled, 8, 0, 0),
        ],
        Examples = new Dictionary<string, DigestExample>
        {
            ["contradiction_with_context"] = new()
            {
                RunId = "run_fe63a1b20c4dab12",
                RunUrl = UrlOf("run_fe63a1b20c4dab12"),
                ItemIndex = 1,
                ItemId = "rag-002",
                Source = "output",
                Quote = "You can send back unworn items within 90 days of delivery for a full refund.",
                Finding = "The context says \"30\" instead.",
                RootCause = "The output says \"90\" where passage 1 of the context says \"30\": the numbers differ.",
                SuggestedFix = "Instruct the model to repeat facts as the context states them.",
            },
            ["tool_error_unhandled"] = new()
            {
                RunId = "run_fe63a1b20c4dab77",
                RunUrl = UrlOf("run_fe63a1b20c4dab77"),
                ItemIndex = 12,
                Source = "tool_call",
                Quote = "{\"error\": \"timeout\"}",
                RootCause = "The call of get_weather failed and the answer goes on as if it had not.",
            },
            ["sensitive_data_exposure"] = new()
            {
                RunId = "run_fe63a1b20c4dab77",
                RunUrl = UrlOf("run_fe63a1b20c4dab77"),
                ItemIndex = 40,
                ItemId = "rag-041",
                Source = "output",
                Finding = "An e-mail address.",
                RootCause = "The answer shows an e-mail address that the user did not give.",
                SuggestedFix = "Redact personal data in retrieved passages.",
            },
        },
    }) with { Url = "https://valiqor.example.com/v2/failure-analysis/digests/support-bot?window=day&date=2026-03-02" };

    private static DigestRun RunOf(string id, string status, int hour, int items, int failed) => new()
    {
        RunId = id,
        Url = UrlOf(id),
        Status = status,
        CreatedAt = new DateTimeOffset(LastDay, new TimeOnly(hour, 5), TimeSpan.Zero),
        Items = items,
        ItemsWithFailures = failed,
    };

    private static string UrlOf(string run) => $"https://valiqor.example.com/v2/failure-analysis/runs/{run}";

    private static InsightsSummary SummaryOf(Sums sums) => new()
    {
        Days = 1,
        TotalRuns = sums.Runs,
        FailedRuns = sums.Failed,
        CancelledRuns = sums.Cancelled,
        TotalItems = sums.Items,
        OverallFailureRate = sums.Rate,
        AverageSeverity = sums.Failures.Length == 0 ? 0 : sums.Failures.Average(row => row.Severity),
        TopRecurringFailures =
        [
            .. from row in sums.Failures
               select new RecurringFailure
               {
                   SubcategoryId = row.Id,
                   SubcategoryName = Known[row.Id].Name,
                   BucketId = Known[row.Id].Bucket,
                   OccurrenceCount = row.Count,
                   RunCount = Math.Min(sums.Runs, row.Count),
                   AverageSeverity = row.Severity,
                   FirstSeen = Morning.AddDays(-1),
                   LastSeen = Morning.AddDays(-1),
               },
        ],
        BucketDistribution = new Dictionary<string, long>(),
    };

    /// <summary>What was before lies on the last day of the window before; earlier days have runs too.</summary>
    private static Trends TrendsOf(DigestWindow window, Sums now, Sums before) => new()
    {
        Days = DigestBuilder.DaysShown,
        Points =
        [
            .. from back in Enumerable.Range(0, DigestBuilder.DaysShown).Reverse()
               let date = LastDay.AddDays(-back)
               let sums = date == LastDay ? now
                   : date == window.Before.LastDay ? before
                   : back > 8 ? new Sums(150 + back, 2 * back, 1)
                   : new Sums(0, 0, 0)
               select new TrendPoint
               {
                   Date = date,
                   Runs = sums.Runs,
                   Items = sums.Items,
                   ItemsWithFailures = sums.WithFailures,
                   FailureRate = sums.Rate,
                   AverageSeverity = 4,
                   ByBucket = new Dictionary<string, long>(),
               },
        ],
        Direction = "stable",
        ChangePercent = 0,
    };

    private static SecurityInsights SecurityOf(Sums sums) => new()
    {
        Days = 1,
        TotalItems = sums.Items,
        UnsafeItems = sums.Unsafe,
        UnsafeRate = sums.Items == 0 ? 0 : (double)sums.Unsafe / sums.Items,
        ByCategory = sums.Unsafe == 0
            ? []
            : [new SecurityCategoryCount("S9", "PII and privacy", sums.Unsafe, (double)sums.Unsafe / sums.Items)],
        Trend = [],
    };
}

/// <summary>The sums of one window.</summary>
internal sealed record Sums(int Items, int WithFailures, int Runs)
{
    public int Failed { get; init; }

    public int Cancelled { get; init; }

    public int Unsafe { get; init; }

    public (string Id, int Count, double Severity)[] Failures { get; init; } = [];

    public double Rate => Items == 0 ? 0 : (double)WithFailures / Items;
}
