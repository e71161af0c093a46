using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Client;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Runs.Tags;

/// <summary>What can be asked of a run's tags.</summary>
internal sealed class TagsApi(RunStorage storage, TagReader tags, FailureTaxonomy taxonomy) : IOperationGroup
{
    private const int MostTagsAPage = 1_000;

    private static readonly QueryParameter<string?> DecisionIs = QueryParameter.OneOf(
        "decision", "Only tags of this decision.", Enum.GetValues<Decision>().Select(Wire.Name));

    private static readonly QueryParameter<double?> MinSeverity = QueryParameter.Fraction(
        "min_severity", "Only tags of at least this severity.", 0, 5);

    private static readonly QueryParameter<int?> ItemIndex = QueryParameter.Number(
        "item_index", "Only tags of this item, from 0.", 0, int.MaxValue);

    private static readonly QueryParameter<bool?> IsReviewed = QueryParameter.Flag(
        "is_reviewed", "Only tags that a person has, or has not, looked at.");

    private static readonly QueryParameter<int?> Limit = QueryParameter.Number(
        "limit", $"A page of so many; {Page.ContinuationHeader} tells where the next one begins.", 1, MostTagsAPage);

    private static readonly QueryParameter<string?> Continuation = QueryParameter.Text(
        "continuation", $"Where a page begins: the {Page.ContinuationHeader} of the one before.");

    private readonly QueryParameter<string?> _bucketId = QueryParameter.OneOf(
        "bucket_id", "Only tags of this bucket.", taxonomy.Buckets.Select(row => row.Id));

    private readonly QueryParameter<string?> _subcategoryId = QueryParameter.OneOf(
        "subcategory_id", "Only tags of this subcategory.", taxonomy.Subcategories.Select(row => row.Id));

    public ImmutableArray<Operation> Operations =>
    [
        new("GetRunTags", "GET", Routes.RunTags, "Lists what was decided about each item.", ListAsync)
        {
            Aliases = [new("GetShortRunTags", "GET", Routes.ShortRunTags)],
            Query =
            [
                DecisionIs, _bucketId, _subcategoryId, MinSeverity, ItemIndex, IsReviewed, Limit, Continuation,
            ],
            Answer = BodyShape.Json(WireJson.Default.IReadOnlyListFailureTag),
        },
    ];

    /// <summary>All tags as a stream; with <c>limit</c> a page, and the header where it goes on.</summary>
    private async Task<IResult> ListAsync(ApiCall call)
    {
        var filter = new TagFilter
        {
            Decision = DecisionIs.Of(call),
            BucketId = _bucketId.Of(call),
            SubcategoryId = _subcategoryId.Of(call),
            MinSeverity = MinSeverity.Of(call),
            ItemIndex = ItemIndex.Of(call),
            IsReviewed = IsReviewed.Of(call),
        };
        TagPlace? after = Continuation.Of(call) is not { } text ? null
            : TagPlace.Parse(text)
                ?? throw ProblemException.BadParameter(Continuation.Name, "is not one that was given out.");
        int? limit = Limit.Of(call);
        RunRow row = await call.FindRunAsync(storage);
        IAsyncEnumerable<FailureTag> found = tags.ReadAsync(row, filter, after, call.Aborted);
        return limit is { } most
            ? await Page.OfAsync(
                found,
                most,
                tag => new TagPlace(tag.ItemIndex, tag.SubcategoryId).ToString(),
                WireJson.Default.IReadOnlyListFailureTag,
                call)
            : new JsonArrayResult<FailureTag>(found, WireJson.Default.FailureTag);
    }
}
