using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Scoring.Insights;

/// <summary>How often a subcategory failed.</summary>
public readonly record struct FailureTally
{
    public const int SeverityUnit = 10_000;

    public long Occurrences { get; init; }

    /// <summary>Runs that had it.</summary>
    public int Runs { get; init; }

    /// <summary>Over all occurrences, in ten-thousandths: scores have four decimals, so nothing is lost.</summary>
    public long Severity { get; init; }

    /// <summary>When the first run that had it ended.</summary>
    public DateTimeOffset FirstSeen { get; init; }

    public DateTimeOffset LastSeen { get; init; }

    /// <param name="row">Of a run, with at least one failure.</param>
    public static FailureTally OfRun(SubcategoryScore row, DateTimeOffset endedAt)
    {
        long highRisk = row.Tally.HighRiskFails;
        return new FailureTally
        {
            Occurrences = row.Tally.Fails,
            Runs = 1,
            Severity = ((row.Tally.Fails - highRisk) * SeverityOf(highRisk: false))
                + (highRisk * SeverityOf(highRisk: true)),
            FirstSeen = endedAt,
            LastSeen = endedAt,
        };

        long SeverityOf(bool highRisk) => (long)Math.Round(
            SeverityUnit * Score.SeverityOf(row.Subcategory, Decision.Fail, highRisk, row.FrequencyWeight),
            MidpointRounding.AwayFromZero);
    }

    public FailureTally Merge(FailureTally other) => new()
    {
        Occurrences = Occurrences + other.Occurrences,
        Runs = Runs + other.Runs,
        Severity = Severity + other.Severity,
        FirstSeen = FirstSeen < other.FirstSeen ? FirstSeen : other.FirstSeen,
        LastSeen = LastSeen > other.LastSeen ? LastSeen : other.LastSeen,
    };
}
