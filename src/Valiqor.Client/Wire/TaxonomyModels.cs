namespace Valiqor.Client;

/// <summary>A family of failures (FABucket).</summary>
/// <param name="BucketId">As <c>tool_failures</c>.</param>
/// <param name="BucketName">The name for people.</param>
/// <param name="Description">What its failures have in common, in a sentence.</param>
/// <param name="Subcategories">The ways to fail that belong to it.</param>
public sealed record TaxonomyBucket(
    string BucketId,
    string BucketName,
    string Description,
    IReadOnlyList<TaxonomySubcategory> Subcategories);

/// <summary>One way to fail (FASubcategory).</summary>
public sealed record TaxonomySubcategory
{
    /// <summary>As <c>contradiction_with_context</c>.</summary>
    public required string SubcategoryId { get; init; }

    /// <summary>The name for people.</summary>
    public required string SubcategoryName { get; init; }

    /// <summary>The bucket that the subcategory belongs to.</summary>
    public required string BucketId { get; init; }

    /// <summary>What fails, in a sentence.</summary>
    public required string Description { get; init; }

    /// <summary><c>deterministic</c>, <c>llm_judge</c> or <c>hybrid</c>.</summary>
    public required string DetectionApproach { get; init; }

    /// <summary>Feature kinds: <c>rag</c>, <c>agent</c>, <c>agentic_rag</c>, <c>generic_llm</c>.</summary>
    public required IReadOnlyList<string> AppliesTo { get; init; }

    /// <summary>True where an item needs passages.</summary>
    public required bool RequiresRetrieval { get; init; }

    /// <summary>True where an item needs tools or calls of them.</summary>
    public required bool RequiresTools { get; init; }

    /// <summary>True where a dataset is enough and no trace is needed.</summary>
    public required bool MinimalModeCompatible { get; init; }

    /// <summary>The members of an item that the check needs.</summary>
    public required IReadOnlyList<string> RequiredInputs { get; init; }

    /// <summary>The ids of the metrics that measure the same.</summary>
    public required IReadOnlyList<string> RelatedEvalMetrics { get; init; }

    /// <summary>The safety categories ("S9") that a failure may be of.</summary>
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

    /// <summary>Only subcategories of this bucket.</summary>
    public string? BucketId { get; init; }

    /// <summary><c>deterministic</c>, <c>llm_judge</c> or <c>hybrid</c>.</summary>
    public string? DetectionApproach { get; init; }

    /// <summary>
    /// A feature kind: <c>rag</c>, <c>agent</c>, <c>agentic_rag</c> or <c>generic_llm</c>.
    /// </summary>
    public string? AppliesTo { get; init; }
}
