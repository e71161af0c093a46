using System.Collections.Immutable;

namespace Valiqor.Analysis.Scoring.Metrics;

/// <summary>Every metric that can be taken without a judge. A test holds them to taxonomy.json.</summary>
public static class MetricCatalog
{
    public static ImmutableArray<IMetric> All { get; } =
    [
        new ContainsExpected(),
        new EqualsExpected(),
        new MatchesPattern(),
        new LevenshteinSimilarity(),
        new ContextPrecisionEstimate(),
        new ContextRecallEstimate(),
        new ClaimSupportEstimate(),
    ];
}
