using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Client;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Taxonomy;

/// <summary>The vocabulary of failure.</summary>
internal sealed class TaxonomyApi(FailureTaxonomy taxonomy) : IOperationGroup
{
    private readonly QueryParameter<string?> _bucketId = QueryParameter.OneOf(
        "bucket_id", "Only those of this bucket.", taxonomy.Buckets.Select(row => row.Id));

    private readonly QueryParameter<string?> _approach = QueryParameter.OneOf(
        "detection_approach", "Only those found in this way.", Enum.GetValues<Detection>().Select(Wire.Name));

    private readonly QueryParameter<string?> _appliesTo = QueryParameter.OneOf(
        "applies_to", "Only those that apply to this kind of application.",
        Enum.GetValues<FeatureKind>().Select(Wire.Name));

    private readonly QueryParameter<string?> _project = QueryParameter.Text(
        "project_name", "Accepted as the public API has it; every project has the same taxonomy.");

    public ImmutableArray<Operation> Operations =>
    [
        new("GetTaxonomy", "GET", Routes.Taxonomy, "Lists the buckets of failures.", GetTaxonomyAsync)
        {
            Answer = BodyShape.Json(WireJson.Default.IReadOnlyListTaxonomyBucket),
        },
        new("GetBucket", "GET", Routes.TaxonomyBucket, "Shows one bucket.", GetBucketAsync)
        {
            Answer = BodyShape.Json(WireJson.Default.TaxonomyBucket),
        },
        new("GetSubcategories", "GET", Routes.Subcategories, "Lists the ways to fail.", GetSubcategoriesAsync)
        {
            Aliases = [new("GetTaxonomySubcategories", "GET", Routes.TaxonomySubcategories)],
            Query = [_project, _bucketId, _approach, _appliesTo],
            Answer = BodyShape.Json(WireJson.Default.IReadOnlyListTaxonomySubcategory),
        },
    ];

    private Task<IResult> GetTaxonomyAsync(ApiCall call)
    {
        IReadOnlyList<TaxonomyBucket> buckets = TaxonomyAnswers.BucketsOf(taxonomy);
        return Task.FromResult(Results.Json(buckets, WireJson.Default.IReadOnlyListTaxonomyBucket));
    }

    private Task<IResult> GetBucketAsync(ApiCall call)
    {
        Bucket bucket = taxonomy.FindBucket(call.RouteValue("bucketId"))
            ?? throw ProblemException.BucketNotFound(
                call.RouteValue("bucketId"), taxonomy.Buckets.Select(row => row.Id));
        return Task.FromResult(Results.Json(
            TaxonomyAnswers.BucketOf(taxonomy, bucket), WireJson.Default.TaxonomyBucket));
    }

    private Task<IResult> GetSubcategoriesAsync(ApiCall call)
    {
        string? bucket = _bucketId.Of(call);
        string? approach = _approach.Of(call);
        string? kind = _appliesTo.Of(call);
        IReadOnlyList<TaxonomySubcategory> rows =
        [
            .. from row in taxonomy.Subcategories
               where bucket is null || row.Bucket == bucket
               where approach is null || Wire.Name(row.Detection) == approach
               where kind is null
                   || row.AppliesTo.Any(applies => Wire.Name(applies) == kind || applies == FeatureKind.All)
               select TaxonomyAnswers.SubcategoryOf(row),
        ];
        return Task.FromResult(Results.Json(rows, WireJson.Default.IReadOnlyListTaxonomySubcategory));
    }
}
