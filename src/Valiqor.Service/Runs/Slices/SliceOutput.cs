using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Scans;
using Valiqor.Analysis.Scoring;
using Valiqor.Service.Ground;
using Valiqor.Service.Judging;
using Valiqor.Service.Runs.Tags;
using Valiqor.Service.Traces.Items;
using Valiqor.Text.JsonSchema;

namespace Valiqor.Service.Runs.Slices;

/// <summary>What a slice's analysis leaves behind: tag rows, the compact results of all items, and the tally.</summary>
internal sealed class SliceOutput
{
    private readonly FailureTaxonomy _taxonomy;
    private readonly RunRef _run;
    private readonly DetectorSelection _selection;
    private readonly ScanExplainer? _scan;
    private readonly CompiledSchemas _schemas = new();
    private readonly TallyCounter _counter;
    private readonly SliceFileHeader _header;
    private readonly List<TagRow> _rows = [];
    private readonly ArrayBufferWriter<byte> _results = new();
    private readonly JudgeLabel? _judge;

    /// <param name="scan">What explains failures by the application's sources, where it was scanned.</param>
    /// <param name="qualityThreshold">0–1: from where on a metric's value counts as passed.</param>
    /// <param name="judge">Whose verdicts stand beside the rules; null where the run has no judge.</param>
    public SliceOutput(
        FailureTaxonomy taxonomy,
        RunRef run,
        DetectorSelection selection,
        ScanExplainer? scan,
        double qualityThreshold,
        JudgeLabel? judge = null)
    {
        (_taxonomy, _run, _selection, _scan, _judge) = (taxonomy, run, selection, scan, judge);
        _counter = new TallyCounter(qualityThreshold);
        string[] ids = [.. selection.Running.Select(running => running.Subcategory.Id)];
        string[] metrics = [.. selection.Metrics.Select(metric => metric.Id), .. judge?.Metrics ?? []];
        _header = new SliceFileHeader(ids, metrics.Length > 0 ? metrics : null);
        WriteLine(_header, RunJson.Default.SliceFileHeader);
    }

    public Tally Tally => _counter.ToTally();

    public IReadOnlyList<TagRow> Rows => _rows;

    public BinaryData Results => BinaryData.FromBytes(_results.WrittenMemory);

    /// <summary>Only in a run of a trace is an item's member of places this service's own.</summary>
    public bool IsOfTrace { get; init; }

    /// <summary>Who is asked beside the rules; null where nobody is.</summary>
    public RunJudge? Judge { get; init; }

    /// <summary>Who hears of the detectors that threw; null where nobody needs to.</summary>
    public DetectorFaults? Faults { get; init; }

    /// <summary>What the rules say of an item.</summary>
    public ItemReport Analyze(Item item, FeatureKind kind) =>
        DetectorEngine.Analyze(item, _selection, kind, _schemas);

    /// <param name="report">What the rules, and the judge if there is one, say of the item.</param>
    /// <param name="places">Where the item's parts come from in its trace; null for an item of no trace.</param>
    public void Add(int itemIndex, Item item, ItemReport report, TracePlaces? places = null)
    {
        Faults?.Report(_run, itemIndex, report.Broken);
        SortedDictionary<string, double> values = ItemResult.ValuesOf(report.Metrics);
        ImmutableArray<ScoredFinding> findings =
        [
            .. from finding in report.Findings
               select new ScoredFinding(finding, Score.Of(_taxonomy, finding, metrics: values)),
        ];
        _counter.Add(findings, report.Metrics, report.Judging);
        ItemResult result = ItemResult.Of(itemIndex, findings, report.Metrics);
        foreach (ScoredFinding finding in findings)
        {
            if (finding.Finding.Signal.Decision is Decision.Fail or Decision.Unsure)
            {
                TagRow row = Row(itemIndex, item, finding, places);
                row.MetricValues = SliceFileHeader.RelatedJson(finding.Finding.Subcategory, values);
                _rows.Add(row);
            }
        }

        WriteLine(result, RunJson.Default.ItemResult);
    }

    private TagRow Row(int itemIndex, Item item, ScoredFinding scored, TracePlaces? places)
    {
        (Finding finding, Score score) = scored;
        (Subcategory subcategory, Signal signal) = finding;
        JudgeVerdict? verdict = finding.Verdict is { IsMissing: false } given ? given : null;
        ImmutableArray<ScanEvidence> sources = _scan?.Explain(item, finding) ?? [];
        return new TagRow
        {
            PartitionKey = RunLayout.TagPartition(_run),
            RowKey = RunLayout.TagRow(itemIndex, subcategory.Id),
            ItemIndex = itemIndex,
            SubcategoryId = subcategory.Id,
            Decision = Wire.Name(signal.Decision),
            Severity = score.Severity,
            Confidence = score.Confidence,
            DeterministicWeight = score.DeterministicWeight,
            JudgeWeight = NullIfZero(score.JudgeWeight),
            SecurityWeight = NullIfZero(score.SecurityWeight),
            MetricAgreementBonus = NullIfZero(score.MetricAgreementBonus),
            DisagreementPenalty = NullIfZero(score.DisagreementPenalty),
            JudgeDecision = verdict is null ? null : Wire.Name(verdict.Decision),
            JudgeConfidence = verdict?.Confidence,
            JudgeRationale = finding.Verdict?.Rationale,
            JudgeModel = finding.Verdict is null ? null : _judge?.Model,
            JudgePromptVersion = finding.Verdict is null ? null : _judge?.PromptVersion,
            SecurityOverride = score.SecurityOverride,
            SecurityCategory = finding.SecurityCategory,
            InInput = finding.IsUnsafe ? finding.IsUnsafeInput : null,
            RootCause = TagEvidence.CauseOf(signal.RootCause, sources),
            SuggestedFix = TagEvidence.FixOf(signal.SuggestedFix, sources),
            Stage = Wire.Name(
                StageRefinement.Of(signal.Stage ?? subcategory.PipelineStage, signal.Evidence, places)),
            Evidence = new TagEvidence(itemIndex, item, places).JsonOf(signal.Evidence, sources),
        };
    }

    private static double? NullIfZero(double weight) => weight == 0 ? null : weight;

    private void WriteLine<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        using var writer = new Utf8JsonWriter(_results);
        JsonSerializer.Serialize(writer, value, type);
        writer.Flush();
        _results.Write("\n"u8);
    }
}
