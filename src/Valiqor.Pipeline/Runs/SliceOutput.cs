using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Azure.Data.Tables;
using Valiqor.Analysis;
using Valiqor.Analysis.JsonSchema;
using Valiqor.Analysis.Scoring;
using Valiqor.Analysis.Taxonomy;
using Valiqor.Client;
using Valiqor.Pipeline.Storage;
using Valiqor.Pipeline.Traces.Items;
using Valiqor.Pipeline.Workflow;

namespace Valiqor.Pipeline.Runs;

/// <summary>What a slice's analysis leaves behind: tag rows, the compact results of all items, and the tally.</summary>
internal sealed class SliceOutput
{
    private const int SnippetCharacters = 300;
    private const int SentenceCharacters = 1_000;

    private readonly FailureTaxonomy _taxonomy;
    private readonly RunRef _run;
    private readonly DetectorSelection _selection;
    private readonly CompiledSchemas _schemas = new();
    private readonly TallyCounter _counter = new();
    private readonly List<ITableEntity> _rows = [];
    private readonly ArrayBufferWriter<byte> _results = new();

    public SliceOutput(FailureTaxonomy taxonomy, RunRef run, DetectorSelection selection)
    {
        (_taxonomy, _run, _selection) = (taxonomy, run, selection);
        string[] ids = [.. selection.Running.Select(running => running.Subcategory.Id)];
        WriteLine(new SliceResultsHeader(ids), PipelineJson.Default.SliceResultsHeader);
    }

    public Tally Tally => _counter.ToTally();

    public IReadOnlyList<ITableEntity> Rows => _rows;

    public BinaryData Results => BinaryData.FromBytes(_results.WrittenMemory);

    /// <summary>Only in a run of a trace is an item's member of places this service's own.</summary>
    public bool IsOfTrace { get; init; }

    /// <param name="places">Where the item's parts come from in its trace; null for an item of no trace.</param>
    public void Add(int itemIndex, Item item, FeatureKind kind, TracePlaces? places = null)
    {
        ItemReport report = DetectorEngine.Analyze(item, _selection, kind, _schemas);
        ImmutableArray<ScoredFinding> findings =
        [
            .. from finding in report.Findings select new ScoredFinding(finding, Score.Of(_taxonomy, finding)),
        ];
        _counter.Add(findings);
        foreach (ScoredFinding finding in findings)
        {
            if (finding.Finding.Signal.Decision is Decision.Fail or Decision.Unsure)
            {
                _rows.Add(Row(itemIndex, item, finding, places));
            }
        }

        int[] codes = [.. findings.Select(ItemResult.CodeOf)];
        WriteLine(new ItemResult(itemIndex, codes), PipelineJson.Default.ItemResult);
    }

    private TagRow Row(int itemIndex, Item item, ScoredFinding scored, TracePlaces? places)
    {
        ((Subcategory subcategory, Signal signal), Score score) = scored;
        return new TagRow
        {
            PartitionKey = Layout.TagPartition(_run),
            RowKey = Layout.TagRow(itemIndex, subcategory.Id),
            ItemIndex = itemIndex,
            SubcategoryId = subcategory.Id,
            Decision = Wire.Name(signal.Decision),
            Severity = score.Severity,
            Confidence = score.Confidence,
            DeterministicWeight = score.DeterministicWeight,
            SecurityOverride = score.SecurityOverride,
            RootCause = Texts.Cut(signal.RootCause, SentenceCharacters),
            SuggestedFix = Texts.Cut(signal.SuggestedFix, SentenceCharacters),
            Stage = Wire.Name(
                StageRefinement.Of(signal.Stage ?? subcategory.PipelineStage, signal.Evidence, places)),
            Evidence = EvidenceJson(itemIndex, item, signal.Evidence, places),
        };
    }

    private static string EvidenceJson(
        int itemIndex,
        Item item,
        ImmutableArray<Evidence> evidence,
        TracePlaces? places)
    {
        string id = Texts.Cut(item.Id, SnippetCharacters) ?? itemIndex.ToString(null as IFormatProvider);
        EvidenceItem[] rows = [.. evidence.Select(place => EvidenceOf(id, item, place, places?.SpanOf(place)))];
        string json = JsonSerializer.Serialize(rows, PipelineJson.Default.EvidenceItemArray);
        while (json.Length > TableLimits.TextCharacters)
        {
            // Escaping can make a text six times as long; the last places are the ones to do without.
            rows = rows[..^1];
            json = JsonSerializer.Serialize(rows, PipelineJson.Default.EvidenceItemArray);
        }

        return json;
    }

    private static EvidenceItem EvidenceOf(string itemId, Item item, Evidence place, PlaceSpan? span)
    {
        string text = place.TextIn(item);
        var evidence = new EvidenceItem
        {
            ItemId = itemId,
            EvidenceType = place.Rule,
            Description = Texts.Cut(place.Description, SentenceCharacters)!,
            Source = Wire.Name(place.Source),
            ContentSnippet = Texts.Cut(text[place.Start..place.End], SnippetCharacters),
            Confidence = place.Confidence,
        };
        evidence.Metadata["start"] = Texts.CharactersBefore(text, place.Start);
        evidence.Metadata["end"] = Texts.CharactersBefore(text, place.End);
        if (place.Source == EvidenceSource.Context)
        {
            evidence.Metadata["context_index"] = place.Index;
        }
        else if (place.Source == EvidenceSource.ToolCall)
        {
            evidence.Metadata["tool_call_index"] = place.Index;
            evidence.Metadata["field"] = Wire.Name(place.Field);
        }

        evidence.Metadata["rule"] = place.Rule;
        if (span is not null)
        {
            evidence.Metadata["span_id"] = Texts.Cut(span.Id, SnippetCharacters);
            evidence.Metadata["span_name"] = Texts.Cut(span.Name, SnippetCharacters);
        }

        return evidence;
    }

    private void WriteLine<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        using var writer = new Utf8JsonWriter(_results);
        JsonSerializer.Serialize(writer, value, type);
        writer.Flush();
        _results.Write("\n"u8);
    }
}

/// <summary>The first line of a slice's results: whose decisions the codes below are.</summary>
internal sealed record SliceResultsHeader(string[] Subcategories);

/// <summary>An item's decisions, one code a subcategory of the header.</summary>
/// <param name="R">0–100 a pass with that confidence in percent; or one of the constants.</param>
internal sealed record ItemResult(int I, int[] R)
{
    public const int NotApplicable = -1;
    public const int HasRow = -2;

    /// <summary>0–1, of a pass's code.</summary>
    public static double ConfidenceOf(int code) => code / 100.0;

    public static int CodeOf(ScoredFinding finding) => finding.Finding.Signal.Decision switch
    {
        Decision.NotApplicable => NotApplicable,
        Decision.Pass => (int)Math.Round(finding.Score.Confidence * 100, MidpointRounding.AwayFromZero),
        _ => HasRow,
    };
}
