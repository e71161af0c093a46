namespace Valiqor.Analysis.Scoring.Insights;

/// <summary>Which way the share of items with failures goes.</summary>
public enum TrendDirection
{
    Stable,
    Improving,
    Worsening,
}

/// <summary>The failure rate of one window of days against that of another.</summary>
/// <param name="ChangePercent">In percent of the rate before, two decimals.</param>
public readonly record struct FailureTrend(TrendDirection Direction, double ChangePercent)
{
    /// <summary>A change of less than this, in percent of the rate before, is none that anybody would act on.</summary>
    public const double LeastChangePercent = 5;

    /// <summary>
    /// Worse or better where the rate moved by <see cref="LeastChangePercent"/> or more, and by more than chance makes
    /// of so few items: a two-proportion z-test at 95 %. Without items on either side there is no change to tell.
    /// </summary>
    public static FailureTrend Between(DayTally before, DayTally after)
    {
        if (before.Items == 0 || after.Items == 0)
        {
            return new(TrendDirection.Stable, 0);
        }

        double rateBefore = RateOf(before);
        double rate = RateOf(after);
        double change = Math.Round(ChangeOf(rateBefore, rate), 2, MidpointRounding.AwayFromZero);
        bool told = Math.Abs(change) >= LeastChangePercent
            && !Chance.MayExplain(after.ItemsWithFailures, after.Items, before.ItemsWithFailures, before.Items);
        return new(
            !told ? TrendDirection.Stable : rate < rateBefore ? TrendDirection.Improving : TrendDirection.Worsening,
            change);
    }

    /// <summary>From nothing to something there is no percentage; it counts as 100.</summary>
    private static double ChangeOf(double before, double after) =>
        before > 0 ? (after - before) / before * 100
        : after > 0 ? 100
        : 0;

    private static double RateOf(DayTally tally) => (double)tally.ItemsWithFailures / tally.Items;
}
