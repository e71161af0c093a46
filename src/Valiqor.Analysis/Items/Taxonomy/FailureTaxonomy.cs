using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Valiqor.Analysis.Items.Taxonomy;

/// <summary>
/// The vocabulary of failure: what each subcategory means and weighs. How one is found is a detector's business.
/// </summary>
public sealed class FailureTaxonomy
{
    /// <summary>The bucket whose failures make an item unsafe.</summary>
    public const string SecurityBucket = "security_safety";

    private readonly FrozenDictionary<string, Subcategory> _subcategories;
    private readonly FrozenDictionary<string, Bucket> _buckets;

    private FailureTaxonomy(TaxonomyFile file)
    {
        Version = file.Version;
        Buckets = file.Buckets;
        Subcategories = file.Subcategories;
        SecurityCategories = file.SecurityCategories;
        Metrics = file.Metrics;
        _buckets = file.Buckets.ToFrozenDictionary(bucket => bucket.Id, StringComparer.Ordinal);
        _subcategories = file.Subcategories.ToFrozenDictionary(row => row.Id, StringComparer.Ordinal);
    }

    public string Version { get; }

    public ImmutableArray<Bucket> Buckets { get; }

    /// <summary>All subcategories, in the file's order, which is the order of every list made from them.</summary>
    public ImmutableArray<Subcategory> Subcategories { get; }

    public ImmutableArray<SecurityCategory> SecurityCategories { get; }

    public ImmutableArray<EvalMetric> Metrics { get; }

    public Subcategory this[string id] => _subcategories[id];

    public Subcategory? FindSubcategory(string id) => _subcategories.GetValueOrDefault(id);

    public Bucket? FindBucket(string id) => _buckets.GetValueOrDefault(id);

    /// <exception cref="InvalidDataException">
    /// The file names a bucket or a category that it does not define.
    /// </exception>
    public static FailureTaxonomy LoadEmbedded()
    {
        using Stream stream = typeof(FailureTaxonomy).Assembly.GetManifestResourceStream("taxonomy.json")!;
        TaxonomyFile file = JsonSerializer.Deserialize(stream, TaxonomyJson.Default.TaxonomyFile)!;
        var buckets = file.Buckets.Select(bucket => bucket.Id).ToHashSet(StringComparer.Ordinal);
        Subcategory? stray = file.Subcategories.FirstOrDefault(row => !buckets.Contains(row.Bucket));
        return stray is null
            ? new FailureTaxonomy(file)
            : throw new InvalidDataException($"'{stray.Id}' names the unknown bucket '{stray.Bucket}'.");
    }
}
