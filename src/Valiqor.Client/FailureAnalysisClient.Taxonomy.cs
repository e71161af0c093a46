using Valiqor.Client.Http;

namespace Valiqor.Client;

/// <content>The vocabulary of failure.</content>
public sealed partial class FailureAnalysisClient
{
    /// <summary>Every way to fail that the service knows, by bucket.</summary>
    public Task<IReadOnlyList<TaxonomyBucket>> GetTaxonomyAsync(CancellationToken cancellationToken = default) =>
        _connection.GetAsync($"{Root}/taxonomy", WireJson.Default.IReadOnlyListTaxonomyBucket, cancellationToken);

    /// <summary>One bucket of the taxonomy.</summary>
    /// <exception cref="NotFoundException">There is no such bucket.</exception>
    public Task<TaxonomyBucket> GetBucketAsync(string bucketId, CancellationToken cancellationToken = default) =>
        _connection.GetAsync(
            $"{Root}/taxonomy/{QueryBuilder.Segment(bucketId, nameof(bucketId))}",
            WireJson.Default.TaxonomyBucket,
            cancellationToken);

    /// <summary>The subcategories of the taxonomy that pass every filter given.</summary>
    /// <exception cref="ValidationException">The filter names something that does not exist.</exception>
    public Task<IReadOnlyList<TaxonomySubcategory>> GetSubcategoriesAsync(
        SubcategoryFilter? filter = null,
        CancellationToken cancellationToken = default)
    {
        string path = new QueryBuilder($"{Root}/subcategories")
            .Add("project_name", _connection.ProjectOf(filter?.ProjectName))
            .Add("bucket_id", filter?.BucketId)
            .Add("detection_approach", filter?.DetectionApproach)
            .Add("applies_to", filter?.AppliesTo)
            .ToString();
        return _connection.GetAsync(path, WireJson.Default.IReadOnlyListTaxonomySubcategory, cancellationToken);
    }
}
