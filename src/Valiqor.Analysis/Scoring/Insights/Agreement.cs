using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Scoring.Insights;

/// <summary>How far two who decide the same things agree, and how much of that is more than chance.</summary>
/// <param name="Observed">0–1: the share that they decided alike.</param>
/// <param name="Expected">
/// 0–1: the share on which they would agree if each threw dice, with as many of each decision as he gave.
/// </param>
/// <param name="Kappa">
/// Cohen's kappa, (observed - expected) / (1 - expected): 1 where they always agree, 0 for no more than chance (Cohen,
/// A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20, 1960). Null where
/// chance alone explains everything, because both gave one and the same decision throughout.
/// </param>
/// <param name="Interval">
/// 95 % of kappa, within -1 and 1. Null where there is no kappa, and where no decisions differ as the formula needs it:
/// it would then claim to be certain, after two things as after two thousand.
/// </param>
public sealed record Agreement(double Observed, double Expected, double? Kappa, KappaInterval? Interval)
{
    // The two-sided 95 % point of the normal distribution.
    private const double Deviations = 1.96;

    // Less is what rounding leaves of a variance of zero.
    private const double LeastVariance = 1e-12;

    /// <summary>Null where there is nothing that both decided.</summary>
    public static Agreement? Of(AgreementTally tally)
    {
        long count = tally.Count;
        if (count == 0)
        {
            return null;
        }

        // In whole numbers, so that an expectation of exactly 1 is seen.
        Int128 byChance = 0;
        foreach (Decision decision in AgreementTally.Decisions)
        {
            byChance += (Int128)tally.DecidedCount(decision) * tally.ReviewedCount(decision);
        }

        double observed = (double)tally.Agreements / count;
        double expected = (double)byChance / ((double)count * count);
        if (byChance == (Int128)count * count)
        {
            return new Agreement(observed, 1, null, null);
        }

        double kappa = (observed - expected) / (1 - expected);
        double variance = VarianceOf(tally, kappa, expected);
        double reach = Deviations * Math.Sqrt(Math.Max(0, variance));
        return new Agreement(
            observed,
            expected,
            kappa,
            variance < LeastVariance
                ? null
                : new KappaInterval(Math.Max(-1, kappa - reach), Math.Min(1, kappa + reach)));
    }

    /// <summary>
    /// The large-sample variance of an estimate of kappa: Fleiss, Cohen and Everitt, Large sample standard errors of
    /// kappa and weighted kappa, Psychological Bulletin 72, 1969; in Fleiss, Levin and Paik, Statistical Methods for
    /// Rates and Proportions, 3rd edition, formula 18.15.
    /// </summary>
    private static double VarianceOf(AgreementTally tally, double kappa, double expected)
    {
        double count = tally.Count;
        double alike = 0;
        double unlike = 0;
        foreach (Decision decided in AgreementTally.Decisions)
        {
            foreach (Decision reviewed in AgreementTally.Decisions)
            {
                double share = tally.CountOf(decided, reviewed) / count;
                double crossed = (tally.ReviewedCount(decided) + tally.DecidedCount(reviewed)) / count;
                if (decided == reviewed)
                {
                    alike += share * Square(1 - (crossed * (1 - kappa)));
                }
                else
                {
                    unlike += share * Square(crossed);
                }
            }
        }

        double rest = Square(kappa - (expected * (1 - kappa)));
        return (alike + (Square(1 - kappa) * unlike) - rest) / (count * Square(1 - expected));
    }

    private static double Square(double value) => value * value;
}

/// <summary>From where to where, both from -1 to 1.</summary>
public readonly record struct KappaInterval(double Low, double High);
