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

    /// <summary>Items of the completed runs.</summary>
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
    /// <summary>As <c>contradiction_with_context</c>.</summary>
    public required string SubcategoryId { get; init; }

    /// <summary>The name for people.</summary>
    public required string SubcategoryName { get; init; }

    /// <summary>The bucket that the subcategory belongs to.</summary>
    public required string BucketId { get; init; }

    /// <summary>Items that fail it.</summary>
    public required long OccurrenceCount { get; init; }

    /// <summary>Runs that have it.</summary>
    public required int RunCount { get; init; }

    /// <summary>0–5.</summary>
    public required double AverageSeverity { get; init; }

    /// <summary>When the first run of the window that has it ended.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When the last such run ended.</summary>
    public required DateTimeOffset LastSeen { get; init; }
}

/// <summary>Day by day, and whether it gets better (FATrends).</summary>
public sealed record Trends
{
    /// <summary>Null: all projects.</summary>
    public string? ProjectName { get; init; }

    /// <summary>1–365.</summary>
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
    /// <summary>The day.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Completed runs that ended on the day.</summary>
    public required int Runs { get; init; }

    /// <summary>Runs that failed; they count nowhere else.</summary>
    public int FailedRuns { get; init; }

    /// <summary>Runs that were cancelled; they count nowhere else.</summary>
    public int CancelledRuns { get; init; }

    /// <summary>Items of the completed runs.</summary>
    public required long Items { get; init; }

    /// <summary>Items with one failure or more.</summary>
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
    /// <summary>Null: all projects.</summary>
    public string? ProjectName { get; init; }

    /// <summary>1–365.</summary>
    public required int Days { get; init; }

    /// <summary>Items of the completed runs.</summary>
    public required long TotalItems { get; init; }

    /// <summary>Items that fail in a safety category.</summary>
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
/// <param name="Name">The name for people.</param>
/// <param name="Count">Items that fail in it.</param>
/// <param name="Rate">0–1: of all items.</param>
public sealed record SecurityCategoryCount(string Category, string Name, long Count, double Rate);

/// <summary>The unsafe items of one day, UTC.</summary>
/// <param name="Date">The day.</param>
/// <param name="UnsafeItems">Items that fail in a safety category.</param>
public sealed record SecurityTrendPoint(DateOnly Date, long UnsafeItems);
