using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Scoring;

namespace Valiqor.Service.Runs.Outcomes;

/// <summary>A run's metrics as its row keeps them once the run has ended.</summary>
/// <param name="Threshold">0–1: from where on a value counted as passed.</param>
internal sealed record RunEvaluation(double Threshold, ImmutableSortedDictionary<string, MetricTally> Metrics)
{
    /// <summary>Null until the run has ended.</summary>
    public static RunEvaluation? Of(RunRow row) => row.Evaluation is { } json
        ? JsonSerializer.Deserialize(json, RunJson.Default.RunEvaluation)
        : null;

    /// <summary>Metric to mean, of those that any item has; null where none has any.</summary>
    public SortedDictionary<string, double>? Means()
    {
        var means = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach ((string id, MetricTally tally) in Metrics)
        {
            if (tally.Mean() is { } mean)
            {
                means[id] = mean;
            }
        }

        return means.Count > 0 ? means : null;
    }

    public bool HasValues => Metrics.Values.Any(tally => tally.Count > 0);

    /// <summary>Why a metric has a value for no item.</summary>
    public string WhyNone(string metricId)
    {
        MetricTally tally = Metrics.GetValueOrDefault(metricId, MetricTally.Empty);
        IEnumerable<string> reasons =
            from row in tally.NotMeasured
            select $"{Sentence(row.Key)} ({row.Value} {(row.Value == 1 ? "item" : "items")})";
        return tally.NotMeasured.Count == 0 ? "no item was analysed"
            : tally.NotMeasured.Keys.SequenceEqual([Analysis.Items.Wire.Name(NotMeasured.NoExpected)])
                ? "no item has `expected`"
            : string.Join("; ", reasons);
    }

    private static string Sentence(string reason) =>
        !Analysis.Items.Wire.TryParse(reason, out NotMeasured why) ? reason : why switch
        {
            NotMeasured.NoExpected => "no `expected`",
            NotMeasured.InvalidPattern => "`expected` is not a regular expression",
            NotMeasured.UnsupportedPattern => "`expected` is a pattern that looks around, refers back or is too large",
            NotMeasured.TextsTooLong => "the texts are too long to compare",
            NotMeasured.NotJudged => "the judge gave no value",
            NotMeasured.NoContext => "no passages",
            NotMeasured.NothingAsked => "the input asks nothing",
            NotMeasured.NoClaims => "nothing is stated",
            NotMeasured.OtherLanguage => "the texts are in different languages",
            _ => "the metric could not finish",
        };
}

/// <summary>What a run's security detectors came to, as its row keeps it once the run has ended.</summary>
/// <param name="UnsafeInputs">Absent where no detector looked at the inputs.</param>
/// <param name="Categories">Items with a failure, by safety category ("S9").</param>
internal sealed record RunAudit(int UnsafeItems, int? UnsafeInputs, ImmutableSortedDictionary<string, int> Categories)
{
    /// <summary>Null until the run has ended.</summary>
    public static RunAudit? Of(RunRow row) => row.Audit is { } json
        ? JsonSerializer.Deserialize(json, RunJson.Default.RunAudit)
        : null;

    /// <summary>The category that most items fell into; of equals the first.</summary>
    public string? TopCategory => Categories.IsEmpty ? null : Categories.MaxBy(row => row.Value).Key;
}
