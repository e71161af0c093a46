namespace Valiqor.Client;

/// <summary>A family of failures (FABucket).</summary>
public sealed record TaxonomyBucket(
    string BucketId,
    string BucketName,
    string Description,
    IReadOnlyList<TaxonomySubcategory> Subcategories);

/// <summary>One way to fail (FASubcategory).</summary>
public sealed record TaxonomySubcategory
{
    public required string SubcategoryId { get; init; }

    public required string SubcategoryName { get; init; }

    public required string BucketId { get; init; }

    public required string Description { get; init; }

    /// <summary><c>deterministic</c>, <c>llm_judge</c> or <c>hybrid</c>.</summary>
    public required string DetectionApproach { get; init; }

    public required IReadOnlyList<string> AppliesTo { get; init; }

    public required bool RequiresRetrieval { get; init; }

    public required bool RequiresTools { get; init; }

    /// <summary>True where a dataset is enough and no trace is needed.</summary>
    public required bool MinimalModeCompatible { get; init; }

    public required IReadOnlyList<string> RequiredInputs { get; init; }

    public required IReadOnlyList<string> RelatedEvalMetrics { get; init; }

    public required IReadOnlyList<string> RelatedSecurityCategories { get; init; }

    /// <summary>1–5.</summary>
    public required double ImpactScore { get; init; }

    /// <summary><c>low</c>, <c>medium</c>, <c>high</c> or <c>critical</c>.</summary>
    public required string RiskCategory { get; init; }
}

/// <summary>Which subcategories to list.</summary>
public sealed record SubcategoryFilter
{
    /// <summary>For a service whose projects have taxonomies of their own; this one's all have the same.</summary>
    public string? ProjectName { get; init; }

    public string? BucketId { get; init; }

    /// <summary><c>deterministic</c>, <c>llm_judge</c> or <c>hybrid</c>.</summary>
    public string? DetectionApproach { get; init; }

    /// <summary>
    /// A feature kind: <c>rag</c>, <c>agent</c>, <c>agentic_rag</c> or <c>generic_llm</c>.
    /// </summary>
    public string? AppliesTo { get; init; }
}
