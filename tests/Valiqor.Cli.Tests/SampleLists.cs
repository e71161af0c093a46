using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.Cli.Tests;

/// <summary>Lists with a little of everything that can stand in them.</summary>
internal static class SampleLists
{
    public static DateTimeOffset Now { get; } = new(2026, 3, 6, 12, 0, 0, TimeSpan.Zero);

    public static RunListPage Runs { get; } = new()
    {
        Runs =
        [
            Row("run_fe6a3f00000a3f6a91bc0001", RunStatus.Processing, TimeSpan.FromSeconds(40), null),
            Row("run_fe6a3f00000a3f6a91bc0002", RunStatus.Completed, TimeSpan.FromMinutes(90), SampleRun.Mixed.Summary),
            Row("run_fe6a3f00000a3f6a91bc0003", RunStatus.Completed, TimeSpan.FromDays(3), SampleRun.Clean.Summary),
            Row("run_fe6a3f00000a3f6a91bc0004", RunStatus.Failed, TimeSpan.FromDays(200), null) with
            {
                ProjectName = "a-project-with-a-rather-long-name",
            },
            Row("run_fe6a3f00000a3f6a91bc0005", RunStatus.Cancelled, TimeSpan.FromMinutes(5), null),
        ],
        Total = 4_045,
        Page = 2,
        PageSize = 5,
        TotalPages = 809,
    };

    public static IReadOnlyList<FailureTag> Tags { get; } =
    [
        SampleRun.Mixed.FailureTags[0] with { IsReviewed = true },
        SampleRun.Mixed.FailureTags[1] with { IssueUrl = "https://issues.example.com/7" },
        SampleRun.Tag("tone_mismatch", 1_234, 0) with
        {
            Decision = "unsure",
            JudgeRationale = "The tone is \u001b[31mcurt\u001b[0m,\nwhich may be meant.",
        },
    ];

    /// <summary>Twenty days, six of them without runs.</summary>
    public static Trends Trends { get; } = Some.Trends with
    {
        Days = 20,
        Direction = "improving",
        ChangePercent = -37.5,
        Points =
        [
            .. from day in Enumerable.Range(0, 20)
               let isIdle = day % 7 >= 5 || day is 8 or 9
               select new TrendPoint
               {
                   Date = new DateOnly(2026, 2, 15).AddDays(day),
                   Runs = isIdle ? 0 : 1 + (day % 3),
                   Items = isIdle ? 0 : 1_000 + (100 * day),
                   ItemsWithFailures = isIdle ? 0 : 500 - (20 * day),
                   FailureRate = isIdle ? 0 : (500.0 - (20 * day)) / (1_000 + (100 * day)),
                   AverageSeverity = isIdle ? 0 : 4.5 - (0.1 * day),
                   ByBucket = new Dictionary<string, long>(),
               },
        ],
    };

    /// <summary>A judge that can be relied on, one that cannot, and rules about which nobody can say.</summary>
    public static Calibration Calibration { get; } = Some.Calibration with
    {
        Subcategories =
        [
            Some.CalibrationRow with { SubcategoryName = "Contradiction with context" },
            Some.CalibrationRow with
            {
                SubcategoryName = "Tone mismatch",
                Judge = Some.Agreement with
                {
                    Tags = 40, Kappa = 0.12, KappaLow = -0.08, KappaHigh = 0.32, Strength = "slight",
                },
            },
            new CalibrationRow
            {
                SubcategoryId = "degenerate_output",
                SubcategoryName = "Degenerate output",
                Final = Some.Agreement with
                {
                    Tags = 3,
                    ObservedAgreement = 1,
                    ExpectedAgreement = 1,
                    Kappa = null,
                    KappaLow = null,
                    KappaHigh = null,
                    Strength = null,
                },
            },
        ],
    };

    public static InsightsSummary Insights { get; } = Some.Insights with
    {
        TopRecurringFailures =
        [
            Some.Insights.TopRecurringFailures[0],
            Some.Insights.TopRecurringFailures[0] with
            {
                SubcategoryId = "tone_mismatch",
                SubcategoryName = "Tone Mismatch",
                OccurrenceCount = 1_204,
                AverageSeverity = 1.25,
            },
        ],
        BucketDistribution = new Dictionary<string, long>
        {
            ["instruction_compliance"] = 1_204, ["hallucination_grounding"] = 31, ["tool_failures"] = 0,
        },
    };

    public static IReadOnlyList<ListedKey> Keys { get; } =
    [
        new ListedKey
        {
            KeyId = "key_1",
            Name = "nightly",
            Organization = "acme",
            ProjectId = "shop",
            PublicPrefix = "vq_ab12",
            CreatedAt = Now.AddDays(-2),
        },
        new ListedKey
        {
            KeyId = "key_2",
            Name = "laptop",
            Organization = "acme",
            PublicPrefix = "vq_cd34",
            CreatedAt = Now.AddDays(-90),
            RevokedAt = Now.AddHours(-3),
        },
    ];

    private static RunListRow Row(string id, string status, TimeSpan age, RunSummary? summary) => new()
    {
        RunId = id,
        ProjectName = "shop",
        Status = status,
        CreatedAt = Now - age,
        Summary = summary,
    };
}
