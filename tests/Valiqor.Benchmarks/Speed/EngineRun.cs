using System.Collections.Immutable;
using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Scoring;
using Valiqor.Analysis.Scoring.Metrics;
using Valiqor.Text.JsonSchema;

namespace Valiqor.Benchmarks.Speed;

/// <summary>All that the product does with an item between reading its bytes and writing its tags.</summary>
internal sealed class EngineRun
{
    public const FeatureKind Kind = FeatureKind.AgenticRag;

    public FailureTaxonomy Taxonomy { get; } = FailureTaxonomy.LoadEmbedded();

    public DetectorSelection Selection { get; }

    public EngineRun() => Selection = DetectorSelection.Choose(
        Taxonomy, DetectorCatalog.All, MetricCatalog.All, Kind, RunScope.Everything);

    public static Item Parse(byte[] line) =>
        ItemParser.Parse(line, out ImmutableArray<ItemProblem> problems)
        ?? throw new InvalidDataException(problems[0].Message);

    /// <summary>Parses, analyses, scores and counts every line.</summary>
    public Tally Analyze(IReadOnlyList<byte[]> lines)
    {
        var counter = new TallyCounter();
        var schemas = new CompiledSchemas();
        foreach (byte[] line in lines)
        {
            ItemReport report = DetectorEngine.Analyze(Parse(line), Selection, Kind, schemas);
            counter.Add(
                [
                    .. from finding in report.Findings select new ScoredFinding(finding, Score.Of(Taxonomy, finding)),
                ],
                report.Metrics);
        }

        return counter.ToTally();
    }
}
