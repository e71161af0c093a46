namespace Valiqor.Client;

/// <summary>A page of an organization's runs, the newest first (FARunListPage).</summary>
public sealed record RunListPage
{
    public required IReadOnlyList<RunListRow> Runs { get; init; }

    /// <summary>All runs that pass the filter, on every page together.</summary>
    public required int Total { get; init; }

    /// <summary>From 1.</summary>
    public required int Page { get; init; }

    /// <summary>1–100.</summary>
    public required int PageSize { get; init; }

    public required int TotalPages { get; init; }

    /// <summary>Where the next page begins, however many runs start meanwhile; null on the last one.</summary>
    public string? Continuation { get; init; }
}

/// <summary>A run as lists show it.</summary>
public sealed record RunListRow
{
    public required string RunId { get; init; }

    public required string ProjectName { get; init; }

    /// <summary><c>queued</c>, <c>processing</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    public string? FeatureKind { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public long DurationMs { get; init; }

    /// <summary>Null until the run has ended.</summary>
    public RunSummary? Summary { get; init; }
}

/// <summary>How many runs there are.</summary>
public sealed record RunCount(int Count);

/// <summary>Which runs to list.</summary>
public sealed record RunFilter
{
    /// <summary>
    /// Null: the options' default project; none of either, or an empty text: all projects.
    /// </summary>
    public string? ProjectName { get; init; }

    /// <summary><c>queued</c>, <c>processing</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public string? Status { get; init; }
}
