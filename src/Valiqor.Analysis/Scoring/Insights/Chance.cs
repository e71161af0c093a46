namespace Valiqor.Analysis.Scoring.Insights;

/// <summary>
/// The pooled two-proportion z-test, two-sided at 95 %, without correction for continuity (Fleiss, Levin and Paik,
/// Statistical Methods for Rates and Proportions, 3rd edition, chapter 3). It takes items as independent.
/// </summary>
public static class Chance
{
    // The two-sided 95 % point of the normal distribution.
    private const double LeastDeviations = 1.96;

    /// <summary>True where two samples of the same whole may well differ as much as these do.</summary>
    /// <param name="items">More than 0, as <paramref name="itemsBefore"/>.</param>
    public static bool MayExplain(long hits, long items, long hitsBefore, long itemsBefore)
    {
        double pooled = (hits + hitsBefore) / (double)(items + itemsBefore);
        double deviation = Math.Sqrt(pooled * (1 - pooled) * (1d / items + 1d / itemsBefore));
        double difference = Math.Abs((double)hits / items - (double)hitsBefore / itemsBefore);
        return difference < LeastDeviations * deviation;
    }
}
