namespace Valiqor.Client;

/// <summary>What fails, over a window of days that ends today, UTC (FAInsightsSummary).</summary>
public sealed record InsightsSummary
{
    /// <summary>Null: all projects.</summary>
    public string? ProjectName { get; init; }

    /// <summary>1–365.</summary>
    public required int Days { get; init; }

    /// <summary>Completed runs.</summary>
    public required int TotalRuns { get; init; }

    /// <summary>Runs that failed, which tell nothing of the application and count nowhere else.</summary>
    public int FailedRuns { get; init; }

    /// <summary>Runs that were cancelled, which count nowhere else.</summary>
    public int CancelledRuns { get; init; }

    public required long TotalItems { get; init; }

    /// <summary>0–1: items with failures ÷ items.</summary>
    public required double OverallFailureRate { get; init; }

    /// <summary>0–5, over failures.</summary>
    public required double AverageSeverity { get; init; }

    /// <summary>The most frequent first.</summary>
    public IReadOnlyList<RecurringFailure> TopRecurringFailures { get; init => field = value ?? []; } = [];

    /// <summary>Bucket id to failures.</summary>
    public required IReadOnlyDictionary<string, long> BucketDistribution { get; init; }
}

/// <summary>A failure and how often it came.</summary>
public sealed record RecurringFailure
{
    public required string SubcategoryId { get; init; }

    public required string SubcategoryName { get; init; }

    public required string BucketId { get; init; }

    public required long OccurrenceCount { get; init; }

    public required int RunCount { get; init; }

    /// <summary>0–5.</summary>
    public required double AverageSeverity { get; init; }

    /// <summary>When the first run of the window that has it ended.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    public required DateTimeOffset LastSeen { get; init; }
}

/// <summary>Day by day, and whether it gets better (FATrends).</summary>
public sealed record Trends
{
    public string? ProjectName { get; init; }

    public required int Days { get; init; }

    /// <summary>Every day of the window, the oldest first; days without runs have zeros.</summary>
    public required IReadOnlyList<TrendPoint> Points { get; init; }

    /// <summary><c>improving</c>, <c>stable</c> or <c>worsening</c>.</summary>
    public required string Direction { get; init; }

    /// <summary>
    /// The failure rate against the window before, in percent of that one's; 0 where either has no items.
    /// </summary>
    public required double ChangePercent { get; init; }
}

/// <summary>One day, UTC.</summary>
public sealed record TrendPoint
{
    public required DateOnly Date { get; init; }

    public required int Runs { get; init; }

    public int FailedRuns { get; init; }

    public int CancelledRuns { get; init; }

    public required long Items { get; init; }

    public required long ItemsWithFailures { get; init; }

    /// <summary>0–1.</summary>
    public required double FailureRate { get; init; }

    /// <summary>0–5, over failures.</summary>
    public required double AverageSeverity { get; init; }

    /// <summary>Bucket id to failures.</summary>
    public required IReadOnlyDictionary<string, long> ByBucket { get; init; }
}

/// <summary>Unsafe items over a window of days (FASecurityInsightsSummary).</summary>
public sealed record SecurityInsights
{
    public string? ProjectName { get; init; }

    public required int Days { get; init; }

    public required long TotalItems { get; init; }

    public required long UnsafeItems { get; init; }

    /// <summary>0–1.</summary>
    public required double UnsafeRate { get; init; }

    /// <summary>The most frequent first.</summary>
    public required IReadOnlyList<SecurityCategoryCount> ByCategory { get; init; }

    /// <summary>The category ("S9") that most items fell into.</summary>
    public string? TopRiskCategory { get; init; }

    /// <summary>Every day of the window, the oldest first.</summary>
    public required IReadOnlyList<SecurityTrendPoint> Trend { get; init; }
}

/// <summary>One safety category's share.</summary>
/// <param name="Category">As "S9".</param>
/// <param name="Rate">0–1: of all items.</param>
public sealed record SecurityCategoryCount(string Category, string Name, long Count, double Rate);

public sealed record SecurityTrendPoint(DateOnly Date, long UnsafeItems);
