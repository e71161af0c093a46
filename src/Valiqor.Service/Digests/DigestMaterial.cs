using Valiqor.Client;

namespace Valiqor.Service.Digests;

/// <summary>All that a digest is made of, read before anything is judged.</summary>
internal sealed record DigestMaterial
{
    public required string Project { get; init; }

    public required DigestWindow Window { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required InsightsSummary Summary { get; init; }

    public required InsightsSummary SummaryBefore { get; init; }

    /// <summary>Of the window, of the one before, and of <see cref="DigestBuilder.DaysShown"/> days at least.</summary>
    public required Trends Trends { get; init; }

    public required SecurityInsights Security { get; init; }

    public required SecurityInsights SecurityBefore { get; init; }

    /// <summary>The newest that completed.</summary>
    public IReadOnlyList<DigestRun> Runs { get; init; } = [];

    /// <summary>The newest that failed or were cancelled.</summary>
    public IReadOnlyList<DigestRun> BrokenRuns { get; init; } = [];

    /// <summary>By subcategory.</summary>
    public IReadOnlyDictionary<string, DigestExample> Examples { get; init; } =
        new Dictionary<string, DigestExample>();
}
