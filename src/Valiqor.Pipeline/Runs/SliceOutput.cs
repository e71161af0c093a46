using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Azure.Data.Tables;
using Valiqor.Analysis;
using Valiqor.Analysis.JsonSchema;
using Valiqor.Analysis.Scans;
using Valiqor.Analysis.Scoring;
using Valiqor.Analysis.Taxonomy;
using Valiqor.Pipeline.Storage;
using Valiqor.Pipeline.Traces.Items;
using Valiqor.Pipeline.Workflow;

namespace Valiqor.Pipeline.Runs;

/// <summary>What a slice's analysis leaves behind: tag rows, the compact results of all items, and the tally.</summary>
internal sealed class SliceOutput
{
    private readonly FailureTaxonomy _taxonomy;
    private readonly RunRef _run;
    private readonly DetectorSelection _selection;
    private readonly ScanExplainer? _scan;
    private readonly CompiledSchemas _schemas = new();
    private readonly TallyCounter _counter = new();
    private readonly List<ITableEntity> _rows = [];
    private readonly ArrayBufferWriter<byte> _results = new();

    /// <param name="scan">What explains failures by the application's sources, where it was scanned.</param>
    public SliceOutput(FailureTaxonomy taxonomy, RunRef run, DetectorSelection selection, ScanExplainer? scan)
    {
        (_taxonomy, _run, _selection, _scan) = (taxonomy, run, selection, scan);
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
        ImmutableArray<ScanEvidence> sources = _scan?.Explain(item, scored.Finding) ?? [];
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
            RootCause = TagEvidence.CauseOf(signal.RootCause, sources),
            SuggestedFix = TagEvidence.FixOf(signal.SuggestedFix, sources),
            Stage = Wire.Name(
                StageRefinement.Of(signal.Stage ?? subcategory.PipelineStage, signal.Evidence, places)),
            Evidence = new TagEvidence(itemIndex, item, places).JsonOf(signal.Evidence, sources),
        };
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
