using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Client;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs.Slices;

namespace Valiqor.Service.Runs.Tags;

/// <summary>The place behind a tag, from which a list goes on.</summary>
internal readonly record struct TagPlace(int ItemIndex, string SubcategoryId)
{
    public override string ToString() => $"{ItemIndex}.{SubcategoryId}";

    public static TagPlace? Parse(string text) =>
        text.Split('.') is [var item, var subcategory] && int.TryParse(item, out int index) && index >= 0
            ? new TagPlace(index, subcategory)
            : null;
}

/// <summary>Reads a run's tags, in the order of item and subcategory id, as a stream.</summary>
internal sealed class TagReader(RunStorage storage, SliceReader slices, FailureTaxonomy taxonomy)
{
    private static readonly string Pass = Wire.Name(Decision.Pass);

    /// <summary>
    /// The row of a tag, or one made for a pass, which is stored as a code until somebody reviews it; such a row has no
    /// ETag. Null where nothing was decided.
    /// </summary>
    internal async Task<TagRow?> FindAsync(RunRow run, TagPlace place, CancellationToken cancellationToken)
    {
        if (taxonomy.Subcategories.All(row => row.Id != place.SubcategoryId))
        {
            return null;
        }

        NullableResponse<TagRow> stored = await storage.Tags.GetEntityIfExistsAsync<TagRow>(
            RunLayout.TagPartition(run.Run),
            RunLayout.TagRow(place.ItemIndex, place.SubcategoryId),
            cancellationToken: cancellationToken);
        if (stored.HasValue)
        {
            return stored.Value;
        }

        await foreach ((SliceFileHeader header, ItemResult item) in
            ResultsAsync(run, place.ItemIndex, place.ItemIndex, cancellationToken))
        {
            int at = Array.IndexOf(header.Subcategories, place.SubcategoryId);
            return at >= 0 && item.PassAt(at) is { } pass
                ? PassRow(run, place, pass, header.ValuesOf(item))
                : null;
        }

        return null;
    }

    public async IAsyncEnumerable<FailureTag> ReadAsync(
        RunRow run,
        TagFilter filter,
        TagPlace? after,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A reviewed pass has a row, so what is reviewed is found without looking through the slices' results.
        bool passes = (filter.Decision is null || filter.Decision == Pass)
            && filter.MinSeverity is null or 0
            && filter.IsReviewed != true;
        IAsyncEnumerable<FailureTag> tags = passes
            ? AllAsync(run, filter, after, cancellationToken)
            : StoredAsync(run, filter, after, cancellationToken);
        await foreach (FailureTag tag in tags.WithCancellation(cancellationToken))
        {
            if (Matches(tag, filter) && IsAfter(tag, after))
            {
                yield return tag;
            }
        }
    }

    /// <summary>The rows of items from one to another, in their order.</summary>
    internal AsyncPageable<TagRow> RowsAsync(
        RunRef run,
        int fromItem,
        int? toItem,
        string? decision,
        CancellationToken cancellationToken) =>
        RowsAsync(run, fromItem, toItem, new TagFilter { Decision = decision }, cancellationToken);

    private AsyncPageable<TagRow> RowsAsync(
        RunRef run,
        int fromItem,
        int? toItem,
        TagFilter only,
        CancellationToken cancellationToken)
    {
        string partition = RunLayout.TagPartition(run);
        string from = RunLayout.TagRowsFrom(fromItem);
        string end = toItem is { } last ? RunLayout.TagRowsFrom(last + 1) : RunLayout.TagRowsEnd;
        string filter =
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {end}");
        if (only.Decision is { } decision)
        {
            filter += TableClient.CreateQueryFilter($" and Decision eq {decision}");
        }

        if (only.IsReviewed == true)
        {
            filter += TableClient.CreateQueryFilter($" and IsReviewed eq {true}");
        }

        return storage.Tags.QueryAsync<TagRow>(filter, cancellationToken: cancellationToken);
    }

    /// <summary>The rows that fail in the security bucket, from an item on, in the order of items.</summary>
    internal AsyncPageable<TagRow> UnsafeRowsAsync(RunRef run, int fromItem, CancellationToken cancellationToken)
    {
        string partition = RunLayout.TagPartition(run);
        string from = RunLayout.TagRowsFrom(fromItem);
        string end = RunLayout.TagRowsEnd;

        // Only those rows have the property, and a comparison with what is not there is false.
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {end}")
            + " and (InInput eq true or InInput eq false)";
        return storage.Tags.QueryAsync<TagRow>(filter, cancellationToken: cancellationToken);
    }

    private async IAsyncEnumerable<FailureTag> StoredAsync(
        RunRow run,
        TagFilter filter,
        TagPlace? after,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var composer = new TagComposer(taxonomy, run);
        int from = filter.ItemIndex ?? after?.ItemIndex ?? 0;
        var rows = RowsAsync(run.Run, from, filter.ItemIndex, filter, cancellationToken);
        await foreach (TagRow row in rows)
        {
            yield return composer.Compose(row);
        }
    }

    /// <summary>Rows, and beside them the passes that are kept in the slices' results.</summary>
    private async IAsyncEnumerable<FailureTag> AllAsync(
        RunRow run,
        TagFilter filter,
        TagPlace? after,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var composer = new TagComposer(taxonomy, run);
        int from = filter.ItemIndex ?? after?.ItemIndex ?? 0;
        await using IAsyncEnumerator<TagRow> rows = RowsAsync(
            run.Run, from, filter.ItemIndex, new TagFilter(), cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        bool more = await rows.MoveNextAsync();
        var results = ResultsAsync(run, from, filter.ItemIndex, cancellationToken);
        await foreach ((SliceFileHeader header, ItemResult item) in results)
        {
            string[] ids = header.Subcategories;
            SortedDictionary<string, double> values = header.ValuesOf(item);
            var tags = new SortedDictionary<string, FailureTag>(StringComparer.Ordinal);
            for (int i = 0; i < ids.Length; i++)
            {
                if (item.PassAt(i) is { } pass)
                {
                    tags[ids[i]] = composer.ComposePass(item.I, ids[i], pass, values);
                }
            }

            for (; more && rows.Current.ItemIndex <= item.I; more = await rows.MoveNextAsync())
            {
                tags[rows.Current.SubcategoryId] = composer.Compose(rows.Current);
            }

            foreach (FailureTag tag in tags.Values)
            {
                yield return tag;
            }
        }
    }

    private async IAsyncEnumerable<(SliceFileHeader Header, ItemResult Item)> ResultsAsync(
        RunRow run,
        int fromItem,
        int? toItem,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SliceExtent[] extents = await slices.ExtentsAsync(run, cancellationToken);
        foreach ((int slice, SliceExtent extent) in extents.Index())
        {
            if (extent.FirstItem + extent.Items <= fromItem)
            {
                continue;
            }

            if (toItem is { } last && extent.FirstItem > last)
            {
                yield break;
            }

            SliceFile results = await slices.ResultsAsync(run.Run, slice, cancellationToken);
            foreach (ItemResult item in results.Items)
            {
                if (item.I >= fromItem && (toItem is null || item.I <= toItem))
                {
                    yield return (results.Header, item);
                }
            }
        }
    }

    private TagRow PassRow(RunRow run, TagPlace place, PassCode pass, SortedDictionary<string, double> values)
    {
        double confidence = ItemResult.ConfidenceOf(pass.Confidence);
        bool judged = pass.Decider != ItemResult.ByRule;
        return new TagRow
        {
            PartitionKey = RunLayout.TagPartition(run.Run),
            RowKey = RunLayout.TagRow(place.ItemIndex, place.SubcategoryId),
            ItemIndex = place.ItemIndex,
            SubcategoryId = place.SubcategoryId,
            Decision = Pass,
            Confidence = confidence,
            DeterministicWeight = judged ? 0 : confidence,
            JudgeWeight = judged ? confidence : null,
            JudgeDecision = judged ? Pass : null,
            JudgeModel = judged ? run.JudgeModel : null,
            JudgePromptVersion = judged ? run.JudgePromptVersion : null,
            Stage = Wire.Name(taxonomy[place.SubcategoryId].PipelineStage),
            MetricValues = SliceFileHeader.RelatedJson(taxonomy[place.SubcategoryId], values),
        };
    }

    private static bool Matches(FailureTag tag, TagFilter filter) =>
        (filter.Decision is null || tag.Decision == filter.Decision)
        && (filter.BucketId is null || tag.BucketId == filter.BucketId)
        && (filter.SubcategoryId is null || tag.SubcategoryId == filter.SubcategoryId)
        && (filter.MinSeverity is null || tag.Severity >= filter.MinSeverity)
        && (filter.IsReviewed is null || tag.IsReviewed == filter.IsReviewed);

    private static bool IsAfter(FailureTag tag, TagPlace? after) =>
        after is not { } place
        || tag.ItemIndex > place.ItemIndex
        || (tag.ItemIndex == place.ItemIndex && string.CompareOrdinal(tag.SubcategoryId, place.SubcategoryId) > 0);
}
