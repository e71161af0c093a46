using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Valiqor.Analysis;
using Valiqor.Analysis.Taxonomy;
using Valiqor.Client;
using Valiqor.Pipeline.Storage;

namespace Valiqor.Pipeline.Http;

/// <summary>What can be asked of the service itself: its vocabulary, its keys, its health.</summary>
public sealed class ServiceApi(FailureTaxonomy taxonomy, KeyRing keys, RunStorage storage)
{
    private const int LongestKeyName = 200;

    public Task<IResult> GetTaxonomyAsync(ApiCall call)
    {
        IReadOnlyList<TaxonomyBucket> buckets = [.. taxonomy.Buckets.Select(BucketOf)];
        return Task.FromResult(Results.Json(buckets, WireJson.Default.IReadOnlyListTaxonomyBucket));
    }

    public Task<IResult> GetBucketAsync(ApiCall call)
    {
        Bucket bucket = taxonomy.FindBucket(call.RouteValue("bucketId"))
            ?? throw ProblemException.BucketNotFound(
                call.RouteValue("bucketId"), taxonomy.Buckets.Select(row => row.Id));
        return Task.FromResult(Results.Json(BucketOf(bucket), WireJson.Default.TaxonomyBucket));
    }

    public Task<IResult> GetSubcategoriesAsync(ApiCall call)
    {
        IQueryCollection query = call.Request.Query;
        string? bucket = Known(query, "bucket_id", taxonomy.Buckets.Select(row => row.Id));
        string? approach = Known(query, "detection_approach", Enum.GetValues<Detection>().Select(Wire.Name));
        string? kind = Known(query, "applies_to", Enum.GetValues<FeatureKind>().Select(Wire.Name));
        IReadOnlyList<TaxonomySubcategory> rows =
        [
            .. from row in taxonomy.Subcategories
               where bucket is null || row.Bucket == bucket
               where approach is null || Wire.Name(row.Detection) == approach
               where kind is null
                   || row.AppliesTo.Any(applies => Wire.Name(applies) == kind || applies == FeatureKind.All)
               select SubcategoryOf(row),
        ];
        return Task.FromResult(Results.Json(rows, WireJson.Default.IReadOnlyListTaxonomySubcategory));
    }

    public async Task<IResult> CreateKeyAsync(ApiCall call)
    {
        using JsonDocument document = await Body.ParseAsync(call);
        CreateKeyRequest request = Body.Read(document.RootElement, WireJson.Default.CreateKeyRequest);
        string organization = request.Organization ?? call.Organization;
        FieldProblem[] problems =
        [
            .. Layout.IsName(organization) ? (FieldProblem[])[]
                : [FieldProblems.Of(
                    $"A name has {Layout.NameRule}.", "string_pattern_mismatch", "body", "organization")],
            .. request.Name.Length is > 0 and <= LongestKeyName ? (FieldProblem[])[]
                : [FieldProblems.Of(
                    $"A key's name has 1 to {LongestKeyName} characters.", "string_length", "body", "name")],
        ];
        return problems.Length > 0
            ? throw ProblemException.Invalid(problems)
            : Results.Json(
                await keys.CreateAsync(request.Name, organization, call.Aborted), WireJson.Default.CreatedKey);
    }

    public static Task<IResult> HealthAsync(ApiCall call) =>
        Task.FromResult(Results.Json(new ServiceHealth("ok"), WireJson.Default.ServiceHealth));

    public async Task<IResult> ReadyAsync(ApiCall call)
    {
        await storage.PingAsync(call.Aborted);
        return Results.Json(new ServiceHealth("ready"), WireJson.Default.ServiceHealth);
    }

    private static string? Known(IQueryCollection query, string name, IEnumerable<string> known)
    {
        string text = query[name].ToString();
        return text.Length == 0 ? null
            : known.Contains(text) ? text
            : throw ProblemException.Invalid(FieldProblems.Of(
                $"'{text}' is not known. Known are: {string.Join(", ", known)}.", "enum", "query", name));
    }

    private TaxonomyBucket BucketOf(Bucket bucket) => new(
        bucket.Id,
        bucket.Name,
        bucket.Definition,
        [.. taxonomy.Subcategories.Where(row => row.Bucket == bucket.Id).Select(SubcategoryOf)]);

    private static TaxonomySubcategory SubcategoryOf(Subcategory row) => new()
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
