namespace Valiqor.Client;

/// <summary>What changed in a project over a day or a week, against the window of the same length before it.</summary>
public sealed record Digest
{
    /// <summary>The project that the digest is about.</summary>
    public required string ProjectName { get; init; }

    /// <summary><c>day</c> or <c>week</c>.</summary>
    public required string Window { get; init; }

    /// <summary>Days are UTC days; a run belongs to the day on which it ended.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>The last day of the window, included.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>When the digest was made, UTC.</summary>
    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>False where the last day had not ended when the digest was made.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>
    /// The failure rate against the window before: <c>worse</c>, <c>better</c> or <c>steady</c>, which a difference is
    /// too that may be chance; <c>no_comparison</c> where the window before has no items; <c>no_items</c>.
    /// </summary>
    public required string Verdict { get; init; }

    /// <summary>The verdict in one sentence.</summary>
    public required string Headline { get; init; }

    /// <summary>The totals of the window.</summary>
    public required DigestFigures Now { get; init; }

    /// <summary>The same of the window before.</summary>
    public required DigestFigures Before { get; init; }

    /// <summary>The last 14 days, the oldest first, so that a single day is seen among others.</summary>
    public IReadOnlyList<DigestDay> Days { get; init => field = value ?? []; } = [];

    /// <summary>Failures whose share of the items rose, the greatest rise first.</summary>
    public IReadOnlyList<DigestChange> Worse { get; init => field = value ?? []; } = [];

    /// <summary>Failures that the window before did not have, although it had items.</summary>
    public IReadOnlyList<DigestChange> New { get; init => field = value ?? []; } = [];

    /// <summary>Failures whose share of the items fell, the greatest fall first.</summary>
    public IReadOnlyList<DigestChange> Better { get; init => field = value ?? []; } = [];

    /// <summary>The most frequent failures, at most five, each with an example where one was found.</summary>
    public IReadOnlyList<DigestFailure> TopFailures { get; init => field = value ?? []; } = [];

    /// <summary>Unsafe items, now and before.</summary>
    public required DigestSecurity Security { get; init; }

    /// <summary>The newest runs that completed, at most ten.</summary>
    public IReadOnlyList<DigestRun> Runs { get; init => field = value ?? []; } = [];

    /// <summary>The newest runs that failed or were cancelled, at most ten.</summary>
    public IReadOnlyList<DigestRun> BrokenRuns { get; init => field = value ?? []; } = [];

    /// <summary>Where this digest can be asked for, where the service knows its own address.</summary>
    public string? Url { get; init; }
}

/// <summary>The sums of a window.</summary>
public sealed record DigestFigures
{
    /// <summary>Runs that completed.</summary>
    public required int Runs { get; init; }

    /// <summary>Runs that failed; they count nowhere else.</summary>
    public int FailedRuns { get; init; }

    /// <summary>Runs that were cancelled; they count nowhere else.</summary>
    public int CancelledRuns { get; init; }

    /// <summary>Items of the completed runs.</summary>
    public required long Items { get; init; }

    /// <summary>Items with one failure or more.</summary>
    public required long ItemsWithFailures { get; init; }

    /// <summary>0–1: items with failures ÷ items.</summary>
    public required double FailureRate { get; init; }

    /// <summary>0–5, over failures.</summary>
    public required double AverageSeverity { get; init; }
}

/// <summary>One day, UTC.</summary>
/// <param name="Date">The day.</param>
/// <param name="Runs">Completed runs that ended on the day.</param>
/// <param name="Items">Items of these runs.</param>
/// <param name="ItemsWithFailures">Items with one failure or more.</param>
/// <param name="FailureRate">0–1: items with failures ÷ items.</param>
/// <param name="IsInWindow">False for the days that are shown for comparison.</param>
public sealed record DigestDay(
    DateOnly Date,
    int Runs,
    long Items,
    long ItemsWithFailures,
    double FailureRate,
    bool IsInWindow);

/// <summary>A failure whose share of the items is another one than before.</summary>
public sealed record DigestChange
{
    /// <summary>As <c>contradiction_with_context</c>.</summary>
    public required string SubcategoryId { get; init; }

    /// <summary>The name for people.</summary>
    public required string SubcategoryName { get; init; }

    /// <summary>The bucket that the subcategory belongs to.</summary>
    public required string BucketId { get; init; }

    /// <summary>Items that fail it.</summary>
    public required long Failures { get; init; }

    /// <summary>Items that failed it in the window before.</summary>
    public required long FailuresBefore { get; init; }

    /// <summary>0–1: of all items.</summary>
    public required double Rate { get; init; }

    /// <summary>0–1: of all items of the window before.</summary>
    public required double RateBefore { get; init; }

    /// <summary>
    /// True where two samples of the same application would differ so much in more than 5 of 100 cases (two-proportion
    /// z-test). Over the very same items, a difference is a difference.
    /// </summary>
    public required bool MayBeChance { get; init; }
}

/// <summary>A frequent failure.</summary>
public sealed record DigestFailure
{
    /// <summary>As <c>contradiction_with_context</c>.</summary>
    public required string SubcategoryId { get; init; }

    /// <summary>The name for people.</summary>
    public required string SubcategoryName { get; init; }

    /// <summary>The bucket that the subcategory belongs to.</summary>
    public required string BucketId { get; init; }

    /// <summary>Items that fail it.</summary>
    public required long Failures { get; init; }

    /// <summary>Runs that have it.</summary>
    public required int Runs { get; init; }

    /// <summary>0–1: of all items.</summary>
    public required double Rate { get; init; }

    /// <summary>0–1: of all items of the window before.</summary>
    public required double RateBefore { get; init; }

    /// <summary>0–5.</summary>
    public required double AverageSeverity { get; init; }

    /// <summary>One item that fails it; null where none was found.</summary>
    public DigestExample? Example { get; init; }
}

/// <summary>One item that fails, from the newest run that has one among its first failures.</summary>
public sealed record DigestExample
{
    /// <summary>The run that the item belongs to.</summary>
    public required string RunId { get; init; }

    /// <summary>Where that run can be read; null where the service does not know its own address.</summary>
    public string? RunUrl { get; init; }

    /// <summary>From 0.</summary>
    public required int ItemIndex { get; init; }

    /// <summary>As the dataset names it, else its index.</summary>
    public string? ItemId { get; init; }

    /// <summary>What the quote is of: <c>output</c>, <c>context</c> and so on.</summary>
    public string? Source { get; init; }

    /// <summary>
    /// The words that prove it. Left out where the item also fails in <c>security_safety</c>: a digest is sent around,
    /// and what was exposed once should not be so twice.
    /// </summary>
    public string? Quote { get; init; }

    /// <summary>What is wrong with the quote, in a sentence.</summary>
    public string? Finding { get; init; }

    /// <summary>Why the item fails.</summary>
    public string? RootCause { get; init; }

    /// <summary>What to change.</summary>
    public string? SuggestedFix { get; init; }
}

/// <summary>Unsafe items of the window.</summary>
public sealed record DigestSecurity
{
    /// <summary>Items that fail in a safety category.</summary>
    public required long UnsafeItems { get; init; }

    /// <summary>The same of the window before.</summary>
    public required long UnsafeItemsBefore { get; init; }

    /// <summary>0–1.</summary>
    public required double UnsafeRate { get; init; }

    /// <summary>The most frequent first.</summary>
    public IReadOnlyList<SecurityCategoryCount> ByCategory { get; init => field = value ?? []; } = [];
}

/// <summary>A run of the window.</summary>
public sealed record DigestRun
{
    /// <summary>The id of the run.</summary>
    public required string RunId { get; init; }

    /// <summary>Where the run can be read; null where the service does not know its own address.</summary>
    public string? Url { get; init; }

    /// <summary><c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When the run was asked for, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Items that were analysed.</summary>
    public long Items { get; init; }

    /// <summary>Items with one failure or more.</summary>
    public long ItemsWithFailures { get; init; }

    /// <summary>Why the run failed, where it did.</summary>
    public string? Error { get; init; }
}

/// <summary>The body of a webhook of the generic format.</summary>
public sealed record DigestDelivery
{
    /// <summary>A digest was written.</summary>
    public const string Written = "digest.written";

    /// <summary><see cref="Written"/>; ignore what you do not know.</summary>
    public required string Event { get; init; }

    /// <summary>The same however often this digest is sent: by it a receiver knows a repetition.</summary>
    public required string DeliveryId { get; init; }

    /// <summary>The organization that the project belongs to.</summary>
    public required string Organization { get; init; }

    /// <summary>The digest itself.</summary>
    public required Digest Digest { get; init; }
}

/// <summary>How long a digest's window is.</summary>
public static class DigestWindows
{
    /// <summary>One day, UTC.</summary>
    public const string Day = "day";
    /// <summary>Seven days.</summary>
    public const string Week = "week";
}

/// <summary>What a digest can be had as.</summary>
public static class DigestFormats
{
    /// <summary>The wire form of <see cref="Digest"/>.</summary>
    public const string Json = "json";
    /// <summary>A text for chats and mails.</summary>
    public const string Markdown = "markdown";
    /// <summary>A page with charts, complete in itself.</summary>
    public const string Html = "html";
}
