using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Scoring;

namespace Valiqor.Service.Runs.Slices;

/// <summary>What a slice decided of its items, in their order.</summary>
internal sealed record SliceFile(SliceFileHeader Header, IReadOnlyList<ItemResult> Items)
{
    public static SliceFile None { get; } = new(new SliceFileHeader([]), []);
}

/// <summary>The first line of a slice's results: whose decisions and values the codes below are.</summary>
/// <param name="Metrics">Absent where the run takes none.</param>
internal sealed record SliceFileHeader(string[] Subcategories, string[]? Metrics = null)
{
    /// <summary>The values of an item by metric; those that could not be taken are left out.</summary>
    public SortedDictionary<string, double> ValuesOf(ItemResult item)
    {
        var values = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach ((string id, int units) in (Metrics ?? []).Zip(item.M ?? []))
        {
            if (units != ItemResult.NoValue)
            {
                values[id] = Measurement.ValueOf(units);
            }
        }

        return values;
    }

    /// <summary>Of an item's values those that belong to a subcategory; null where there is none.</summary>
    public static SortedDictionary<string, double>? RelatedTo(
        Subcategory subcategory,
        IEnumerable<KeyValuePair<string, double>> values)
    {
        SortedDictionary<string, double>? related = null;
        foreach ((string id, double value) in values)
        {
            if (subcategory.RelatedEvalMetrics.Contains(id))
            {
                (related ??= new(StringComparer.Ordinal))[id] = value;
            }
        }

        return related;
    }

    /// <summary>The same as JSON, as a tag's row keeps it.</summary>
    public static string? RelatedJson(
        Subcategory subcategory,
        IEnumerable<KeyValuePair<string, double>> values) =>
        RelatedTo(subcategory, values) is { } related
            ? JsonSerializer.Serialize(related, RunJson.Default.SortedDictionaryStringDouble)
            : null;
}

/// <summary>An item's decisions, one code a subcategory of the header, and its metrics.</summary>
/// <param name="I">The item's index.</param>
/// <param name="R">0–100 a pass with that confidence in percent; or one of the constants.</param>
/// <param name="M">One value a metric of the header, in ten-thousandths; absent where none could be taken.</param>
/// <param name="J">
/// Who decided, one a subcategory of the header: <see cref="ByRule"/> and the like; absent where no judge had a part.
/// </param>
internal sealed record ItemResult(int I, int[] R, int[]? M = null, int[]? J = null)
{
    public const int ByRule = 0;
    public const int ByJudge = 1;
    public const int ByBoth = 2;
    public const int NotApplicable = -1;
    public const int HasRow = -2;
    public const int NoValue = -1;

    public static ItemResult Of(
        int itemIndex,
        ImmutableArray<ScoredFinding> findings,
        ImmutableArray<MetricReading> metrics) =>
        new(
            itemIndex,
            [.. findings.Select(CodeOf)],
            metrics.Any(metric => metric.Measurement.Units is not null)
                ? [.. metrics.Select(metric => metric.Measurement.Units ?? NoValue)]
                : null,
            findings.Any(finding => finding.Score.JudgeWeight > 0) ? [.. findings.Select(DeciderOf)] : null);

    /// <summary>The values that could be taken, by metric.</summary>
    public static SortedDictionary<string, double> ValuesOf(ImmutableArray<MetricReading> metrics)
    {
        var values = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (MetricReading metric in metrics)
        {
            if (metric.Measurement.Value is { } value)
            {
                values[metric.Id] = value;
            }
        }

        return values;
    }

    /// <summary>The pass at a place of the header; null where there is none.</summary>
    public PassCode? PassAt(int place) =>
        R[place] >= 0 ? new PassCode(R[place], J is null ? ByRule : J[place]) : null;

    /// <summary>0–1, of a pass's code.</summary>
    public static double ConfidenceOf(int code) => code / 100.0;

    private static int DeciderOf(ScoredFinding finding) =>
        finding.Score.JudgeWeight == 0 ? ByRule : finding.Score.DeterministicWeight == 0 ? ByJudge : ByBoth;

    private static int CodeOf(ScoredFinding finding) => finding.Finding.Signal.Decision switch
    {
        Decision.NotApplicable => NotApplicable,
        Decision.Pass => (int)Math.Round(finding.Score.Confidence * 100, MidpointRounding.AwayFromZero),
        _ => HasRow,
    };
}

/// <summary>A pass, as the results of slices keep it.</summary>
/// <param name="Confidence">In percent.</param>
/// <param name="Decider">One of the constants of <see cref="ItemResult"/>.</param>
internal readonly record struct PassCode(int Confidence, int Decider);
