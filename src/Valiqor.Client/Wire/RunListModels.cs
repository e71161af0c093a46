namespace Valiqor.Client;

/// <summary>A page of an organization's runs, the newest first (FARunListPage).</summary>
public sealed record RunListPage
{
    /// <summary>The runs of this page.</summary>
    public required IReadOnlyList<RunListRow> Runs { get; init; }

    /// <summary>All runs that pass the filter, on every page together.</summary>
    public required int Total { get; init; }

    /// <summary>From 1.</summary>
    public required int Page { get; init; }

    /// <summary>1–100.</summary>
    public required int PageSize { get; init; }

    /// <summary>Pages of this size that the runs fill.</summary>
    public required int TotalPages { get; init; }

    /// <summary>Where the next page begins, however many runs start meanwhile; null on the last one.</summary>
    public string? Continuation { get; init; }
}

/// <summary>A run as lists show it.</summary>
public sealed record RunListRow
{
    /// <summary>The id of the run.</summary>
    public required string RunId { get; init; }

    /// <summary>The project that the run belongs to.</summary>
    public required string ProjectName { get; init; }

    /// <summary><c>queued</c>, <c>processing</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary><c>rag</c>, <c>agent</c>, <c>agentic_rag</c> or <c>generic_llm</c>; null until it is known.</summary>
    public string? FeatureKind { get; init; }

    /// <summary>When the run was asked for, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From start to end in milliseconds; 0 until the run has ended.</summary>
    public long DurationMs { get; init; }

    /// <summary>Null until the run has ended.</summary>
    public RunSummary? Summary { get; init; }
}

/// <summary>How many runs there are.</summary>
/// <param name="Count">Runs that pass the filter.</param>
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
