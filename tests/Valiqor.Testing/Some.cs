using System.Text.Json;
using Valiqor.Client;

namespace Valiqor.Testing;

/// <summary>Answers with something in every member, so that one that is lost on the way shows.</summary>
internal static class Some
{
    private static readonly DateTimeOffset Time = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public static RunSummary Summary { get; } = new()
    {
        TotalFailuresDetected = 2,
        TotalPasses = 7,
        TotalUncertain = 1,
        OverallSeverity = 4.5,
        OverallConfidence = 0.75,
        PrimaryFailure = "s",
        PrimaryFailureName = "S",
        BucketsAffected = ["b"],
        ShouldAlert = true,
        ShouldGateCi = true,
        NeedsHumanReview = true,
        TotalItems = 3,
        ItemsWithFailures = 2,
        ItemsAllPassed = 1,
    };

    public static PlaygroundResult Playground { get; } = new()
    {
        RunId = "run-1",
        Summary = Summary,
        FailureTags = [JsonSerializer.Deserialize(Script.Tag(0), WireJson.Default.FailureTag)!],
        ChecksPassed = ["degenerate_output"],
        PlaygroundRunsToday = 3,
        PlaygroundLimitPerDay = 10,
    };

    public static UpdatedTag UpdatedTag { get; } = new()
    {
        TagId = "t",
        IsReviewed = true,
        ReviewedAt = Time,
        ReviewedDecision = "pass",
        IssueUrl = "https://issues.example.com/7",
        Message = "Noted.",
    };

    public static RaterAgreement Agreement { get; } = new()
    {
        Tags = 200,
        ObservedAgreement = 0.7,
        ExpectedAgreement = 0.41,
        Kappa = 0.4915,
        KappaLow = 0.3903,
        KappaHigh = 0.5927,
        Strength = "moderate",
        Confusion = new Dictionary<string, IReadOnlyDictionary<string, long>>
        {
            ["fail"] = new Dictionary<string, long> { ["fail"] = 88, ["pass"] = 14, ["unsure"] = 18 },
            ["pass"] = new Dictionary<string, long> { ["fail"] = 10, ["pass"] = 40, ["unsure"] = 10 },
            ["unsure"] = new Dictionary<string, long> { ["fail"] = 2, ["pass"] = 6, ["unsure"] = 12 },
        },
        ConfidenceWhenRight = 0.9,
        ConfidenceWhenWrong = 0.7,
    };

    public static CalibrationRow CalibrationRow { get; } = new()
    {
        SubcategoryId = "s",
        SubcategoryName = "S",
        JudgeModel = "judge-1",
        JudgePromptVersion = "1",
        Judge = Agreement,
        Final = Agreement,
    };

    public static Calibration Calibration { get; } = new()
    {
        ProjectName = "p",
        Days = 30,
        Runs = 12,
        ReviewedTags = 200,
        IsCut = true,
        Overall = CalibrationRow,
        Judges = [CalibrationRow],
        Subcategories = [CalibrationRow],
    };

    public static InsightsSummary Insights { get; } = new()
    {
        ProjectName = "p",
        Days = 7,
        TotalRuns = 4,
        FailedRuns = 1,
        CancelledRuns = 2,
        TotalItems = 400,
        OverallFailureRate = 0.125,
        AverageSeverity = 2.5,
        TopRecurringFailures =
        [
            new RecurringFailure
            {
                SubcategoryId = "contradiction_with_context",
                SubcategoryName = "Contradiction With Context",
                BucketId = "hallucination_grounding",
                OccurrenceCount = 31,
                RunCount = 4,
                AverageSeverity = 4.5,
                FirstSeen = Time,
                LastSeen = Time.AddDays(3),
            },
        ],
        BucketDistribution = new Dictionary<string, long> { ["hallucination_grounding"] = 31 },
    };

    public static Trends Trends { get; } = new()
    {
        ProjectName = "p",
        Days = 2,
        Points =
        [
            new TrendPoint
            {
                Date = new DateOnly(2026, 3, 3),
                Runs = 2,
                FailedRuns = 1,
                CancelledRuns = 1,
                Items = 200,
                ItemsWithFailures = 50,
                FailureRate = 0.25,
                AverageSeverity = 3,
                ByBucket = new Dictionary<string, long> { ["hallucination_grounding"] = 50 },
            },
        ],
        Direction = "worsening",
        ChangePercent = 12.5,
    };

    public static SecurityInsights SecurityInsights { get; } = new()
    {
        ProjectName = "p",
        Days = 365,
        TotalItems = 100,
        UnsafeItems = 5,
        UnsafeRate = 0.05,
        ByCategory = [new SecurityCategoryCount("S9", "PII and privacy", 5, 0.05)],
        TopRiskCategory = "S9",
        Trend = [new SecurityTrendPoint(new DateOnly(2026, 3, 3), 5)],
    };

    public static TaxonomyBucket Bucket { get; } = new(
        "b",
        "B",
        "A bucket.",
        [
            new TaxonomySubcategory
            {
                SubcategoryId = "s",
                SubcategoryName = "S",
                BucketId = "b",
                Description = "A way to fail.",
                DetectionApproach = "hybrid",
                AppliesTo = ["rag"],
                RequiresRetrieval = true,
                RequiresTools = false,
                MinimalModeCompatible = true,
                RequiredInputs = ["context"],
                RelatedEvalMetrics = ["hallucination"],
                RelatedSecurityCategories = ["S9"],
                ImpactScore = 4,
                RiskCategory = "high",
            },
        ]);

    public static RunInput Input { get; } = new()
    {
        ItemIndex = 3,
        HasFailures = true,
        FailureCount = 2,
        MaxSeverity = 4.5,
        Input = "Capital?",
        Output = "Berlin.",
        Context = ["Paris."],
        Id = "faq-7",
    };

    public static RunListPage Page(int page, int totalPages, params string[] ids) => new()
    {
        Runs =
        [
            .. from id in ids
               select new RunListRow
               {
                   RunId = id,
                   ProjectName = "p",
                   Status = RunStatus.Completed,
                   FeatureKind = "rag",
                   CreatedAt = Time,
                   DurationMs = 1_200,
                   Summary = Summary,
               },
        ],
        Total = 41,
        Page = page,
        PageSize = 20,
        TotalPages = totalPages,
    };
}
