using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Scoring.Metrics;

namespace Valiqor.Benchmarks.Quality;

/// <summary>
/// What all detectors and metrics say of every item of a directory, a line each and always in the same order: two
/// builds, or two runs of one, agree where their dumps are equal byte for byte.
/// </summary>
internal static class VerdictDump
{
    private static readonly DetectorSelection Everything = DetectorSelection.Choose(
        FailureTaxonomy.LoadEmbedded(),
        DetectorCatalog.All,
        MetricCatalog.All,
        FeatureKind.AgenticRag,
        RunScope.Everything);

    /// <param name="directory">Its *.jsonl files are read; the lines without an item are passed over.</param>
    public static IEnumerable<string> Lines(string directory) =>
        from file in Directory.EnumerateFiles(directory, "*.jsonl").Order(StringComparer.Ordinal)
        from row in File.ReadLines(file).Index()
        where row.Item.Length > 0
        from line in Verdicts($"{Path.GetFileNameWithoutExtension(file)}:{row.Index + 1}", row.Item)
        select line;

    private static IEnumerable<string> Verdicts(string row, string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        if (!document.RootElement.TryGetProperty("item", out JsonElement json)
            || ItemParser.Parse(json, out ImmutableArray<ItemProblem> _) is not { } item)
        {
            yield break;
        }

        ItemReport report = DetectorEngine.Analyze(item, Everything, FeatureKind.AgenticRag);
        foreach (Finding finding in report.Findings)
        {
            yield return Line(row, finding.Subcategory.Id, finding.Signal);
        }

        foreach (MetricReading reading in report.Metrics)
        {
            yield return $"{row}\t{reading.Id}\t{reading.Measurement}";
        }
    }

    private static string Line(string row, string detector, Signal signal)
    {
        string confidence = signal.Confidence.ToString("R", CultureInfo.InvariantCulture);
        string evidence = string.Join(' ', signal.Evidence.Select(place => place.ToString().ReplaceLineEndings(" ")));
        string cause = signal.RootCause?.ReplaceLineEndings(" ") ?? "-";
        return $"{row}\t{detector}\t{Wire.Name(signal.Decision)}\t{confidence}\t{cause}\t{evidence}";
    }
}
