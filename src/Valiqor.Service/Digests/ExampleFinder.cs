using System.Text.Json;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Client;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Tags;

namespace Valiqor.Service.Digests;

/// <summary>Finds one real item for each of some failures.</summary>
/// <remarks>
/// The work is bounded: at most ten runs, and of each its first thousand failures, which is one answer of Table
/// Storage. So a rare failure of a very large run may stay without an example.
/// </remarks>
internal sealed class ExampleFinder(TagReader tags, DigestLinks links)
{
    private const int TagsLooked = 1_000;
    private const int QuoteCharacters = 300;
    private const int SentenceCharacters = 500;

    private static readonly TagFilter Failing = new() { Decision = Wire.Name(Decision.Fail) };

    /// <param name="runs">The newest first.</param>
    public async Task<IReadOnlyDictionary<string, DigestExample>> FindAsync(
        IReadOnlyList<RunRow> runs,
        IReadOnlyCollection<string> subcategories,
        CancellationToken cancellationToken)
    {
        var examples = new Dictionary<string, DigestExample>(StringComparer.Ordinal);
        foreach (RunRow run in runs)
        {
            var wanted = subcategories.Where(id => !examples.ContainsKey(id) && Has(run, id)).ToHashSet();
            if (wanted.Count > 0)
            {
                await FindAsync(run, wanted, examples, cancellationToken);
            }
        }

        return examples;
    }

    private async Task FindAsync(
        RunRow run,
        HashSet<string> wanted,
        Dictionary<string, DigestExample> examples,
        CancellationToken cancellationToken)
    {
        int looked = 0;
        var item = new List<FailureTag>();
        await foreach (FailureTag tag in tags.ReadAsync(run, Failing, null, cancellationToken))
        {
            if (item.Count > 0 && item[0].ItemIndex != tag.ItemIndex)
            {
                Take(run, item, wanted, examples);
                item.Clear();
            }

            item.Add(tag);
            if (wanted.Count == 0 || ++looked == TagsLooked)
            {
                break;
            }
        }

        Take(run, item, wanted, examples);
    }

    /// <param name="item">All failures of one item, so that it is known whether it may be quoted.</param>
    private void Take(
        RunRow run,
        List<FailureTag> item,
        HashSet<string> wanted,
        Dictionary<string, DigestExample> examples)
    {
        bool isUnsafe = item.Any(tag => tag.BucketId == FailureTaxonomy.SecurityBucket);
        foreach (FailureTag tag in item.Where(tag => wanted.Remove(tag.SubcategoryId)))
        {
            examples[tag.SubcategoryId] = ExampleOf(run, tag, isUnsafe);
        }
    }

    private DigestExample ExampleOf(RunRow run, FailureTag tag, bool isUnsafe)
    {
        // A place without visible words, as in an empty answer, shows nothing.
        EvidenceItem? evidence = tag.EvidenceItems
            .Where(row => row.Source != EvidenceSources.Scan)
            .OrderBy(row => string.IsNullOrWhiteSpace(row.ContentSnippet) ? 1 : 0)
            .FirstOrDefault();
        bool isQuoted = !isUnsafe && !string.IsNullOrWhiteSpace(evidence?.ContentSnippet);
        return new DigestExample
        {
            RunId = run.RowKey,
            RunUrl = links.ToRun(run.RowKey),
            ItemIndex = tag.ItemIndex,
            ItemId = evidence?.ItemId,
            Source = evidence?.Source,
            Quote = isQuoted ? Texts.Cut(evidence!.ContentSnippet, QuoteCharacters) : null,
            Finding = Texts.Cut(evidence?.Description, SentenceCharacters),
            RootCause = Texts.Cut(tag.RootCause, SentenceCharacters),
            SuggestedFix = Texts.Cut(tag.SuggestedFix, SentenceCharacters),
        };
    }

    private static bool Has(RunRow run, string subcategory) => run.Summary is { } json
        && JsonSerializer.Deserialize(json, RunJson.Default.RunSummary)!.BySubcategory
            .Any(row => row.SubcategoryId == subcategory && row.Failures > 0);
}
