using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Client;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Slices;
using Valiqor.Service.Runs.Tags;

namespace Valiqor.Service.Security;

/// <summary>The items of a batch, each made from its slice's results and its rows when somebody asks.</summary>
internal sealed class AuditItems(SliceReader slices, TagReader tags, FailureTaxonomy taxonomy)
{
    /// <summary>
    /// The items that are analysed, in their order, as a stream. Only unsafe ones cost no look at the slices between.
    /// </summary>
    /// <param name="isUnsafe">Only the unsafe, or only the safe ones; null for both.</param>
    public async IAsyncEnumerable<AuditItem> ReadAsync(
        RunRow run,
        bool? isUnsafe,
        int fromItem,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SliceExtent[] extents = await slices.ExtentsAsync(run, cancellationToken);
        await using IAsyncEnumerator<TagRow> rows = tags.UnsafeRowsAsync(run.Run, fromItem, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        bool more = await rows.MoveNextAsync();
        var composer = new AuditItemComposer(taxonomy, run);
        foreach ((int slice, SliceExtent extent) in extents.Index())
        {
            int end = extent.FirstItem + extent.Items;
            if (end <= fromItem || (isUnsafe == true && (!more || rows.Current.ItemIndex >= end)))
            {
                continue;
            }

            SliceFile results = await slices.ResultsAsync(run.Run, slice, cancellationToken);
            IReadOnlyList<ReadOnlyMemory<byte>>? items = null;
            foreach (ItemResult item in results.Items.Where(item => item.I >= fromItem))
            {
                var found = new List<TagRow>();
                for (; more && rows.Current.ItemIndex <= item.I; more = await rows.MoveNextAsync())
                {
                    found.Add(rows.Current);
                }

                if (isUnsafe is null || isUnsafe == found.Count > 0)
                {
                    items ??= await slices.ItemsAsync(run.Run, extent, cancellationToken);
                    yield return composer.Compose(items[item.I - extent.FirstItem], results.Header, item, found);
                }
            }
        }
    }
}

/// <summary>Puts an item's security findings in the wire's words.</summary>
internal sealed class AuditItemComposer(FailureTaxonomy taxonomy, RunRow run)
{
    private const int ShortCharacters = 200;
    private const string Safe = "safe";
    private const string Unsafe = "unsafe";

    private readonly string _batchId = RunIds.AuditOf(run.RowKey);

    /// <param name="failures">The item's rows that fail in the security bucket.</param>
    public AuditItem Compose(
        ReadOnlyMemory<byte> json,
        SliceFileHeader header,
        ItemResult result,
        IReadOnlyList<TagRow> failures)
    {
        Item item = ItemParser.Parse(json, out _)!;
        TagRow[] inInput = [.. failures.Where(row => row.InInput == true)];
        bool looksAtInputs = header.Subcategories.Zip(result.R).Any(decided =>
            decided.Second != ItemResult.NotApplicable && DetectorSelection.LooksAtInputs(taxonomy[decided.First]));
        return new AuditItem
        {
            Id = AuditItemIds.Of(_batchId, result.I),
            Timestamp = run.CreatedAt,
            InputShort = Texts.Cut(item.Input, ShortCharacters),
            OutputShort = Texts.Cut(item.Output, ShortCharacters),
            RiskCategories = CategoriesOf(header, result, failures),
            TopRiskName = failures.Count == 0 ? null : NameOf(failures.MaxBy(row => row.Severity)!),
            Status = failures.Count > 0 ? Unsafe : Safe,
            InputSafety = !looksAtInputs ? null : inInput.Length > 0 ? Unsafe : Safe,
            InputSafetyCategories = !looksAtInputs ? null : [.. CategoriesOf(inInput)],
            AuditMetadata = new JsonObject
            {
                ["run_id"] = run.RowKey,
                ["item_index"] = result.I,
                ["subcategories"] = new JsonArray([.. failures.Select(row => (JsonNode)row.SubcategoryId)]),
            },
            BatchName = AuditBatches.NameOf(run),
        };
    }

    /// <summary>Each category that was looked for in this item: not those of detectors that did not apply.</summary>
    private SortedDictionary<string, string> CategoriesOf(
        SliceFileHeader header,
        ItemResult result,
        IReadOnlyList<TagRow> failures)
    {
        var categories = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string id, int code) in header.Subcategories.Zip(result.R))
        {
            foreach (string category in taxonomy[id].RelatedSecurityCategories)
            {
                if (code != ItemResult.NotApplicable)
                {
                    categories[category] = "pass";
                }
            }
        }

        foreach (string category in CategoriesOf(failures))
        {
            categories[category] = "fail";
        }

        return categories;
    }

    private static IEnumerable<string> CategoriesOf(IEnumerable<TagRow> rows) =>
        rows.Select(row => row.SecurityCategory).OfType<string>().Distinct().Order(StringComparer.Ordinal);

    /// <summary>The category's name; of a failure that falls into none the subcategory's.</summary>
    private string NameOf(TagRow row) =>
        taxonomy.SecurityCategories.FirstOrDefault(category => category.Id == row.SecurityCategory)?.Name
        ?? taxonomy[row.SubcategoryId].Name;
}

/// <summary>An audit item's id tells where it lies: <c>{batch id}.{item index}</c>.</summary>
internal static class AuditItemIds
{
    public static string Of(string batchId, int itemIndex) => $"{batchId}.{itemIndex}";

    /// <summary>The index in an id of a batch; null where it is none.</summary>
    public static int? IndexOf(string batchId, string id) =>
        id.StartsWith(batchId + ".", StringComparison.Ordinal)
        && int.TryParse(id.AsSpan(batchId.Length + 1), out int index)
        && index >= 0
            ? index
            : null;
}
