using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Client;

namespace Valiqor.Service.Taxonomy;

/// <summary>The vocabulary of failure as it goes over the wire.</summary>
public static class TaxonomyAnswers
{
    public static IReadOnlyList<TaxonomyBucket> BucketsOf(FailureTaxonomy taxonomy) =>
        [.. taxonomy.Buckets.Select(bucket => BucketOf(taxonomy, bucket))];

    public static TaxonomyBucket BucketOf(FailureTaxonomy taxonomy, Bucket bucket) => new(
        bucket.Id,
        bucket.Name,
        bucket.Definition,
        [.. taxonomy.Subcategories.Where(row => row.Bucket == bucket.Id).Select(SubcategoryOf)]);

    public static TaxonomySubcategory SubcategoryOf(Subcategory row) => new()
    {
        SubcategoryId = row.Id,
        SubcategoryName = row.Name,
        BucketId = row.Bucket,
        Description = row.Definition,
        DetectionApproach = Wire.Name(row.Detection),
        AppliesTo = [.. row.AppliesTo.Select(Wire.Name)],
        RequiresRetrieval = row.RequiredInputs.Contains(ItemPart.Context),
        RequiresTools = row.RequiredInputs.Any(part =>
            part is ItemPart.ToolCalls or ItemPart.ToolsOrToolCalls or ItemPart.ToolOutputs),
        MinimalModeCompatible = true,
        RequiredInputs = [.. row.RequiredInputs.Select(Wire.Name)],
        RelatedEvalMetrics = row.RelatedEvalMetrics,
        RelatedSecurityCategories = row.RelatedSecurityCategories,
        ImpactScore = row.Impact,
        RiskCategory = Wire.Name(row.Risk),
    };
}
