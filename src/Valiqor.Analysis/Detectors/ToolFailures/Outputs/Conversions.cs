namespace Valiqor.Analysis.Detectors.ToolFailures.Outputs;

/// <summary>Whether one number may be another in other words: rounded, in another unit, or worked out from two.</summary>
internal static class Conversions
{
    /// <summary>With more numbers, two of them make up nearly any third.</summary>
    private const int MostForPairs = 12;

    /// <summary>
    /// Between units of one kind: thousands, hundredths, minutes, hours, days, weeks, months, miles, pounds, feet,
    /// inches, metres a second, bytes, gallons, ounces.
    /// </summary>
    private static readonly double[] Factors =
    [
        10, 100, 1_000, 1e6, 1e9, 12, 60, 3_600, 24, 1_440, 86_400, 7, 30, 365, 52, 1.609344, 2.20462, 3.28084, 2.54,
        3.6, 2.23694, 1_024, 1_048_576, 1_073_741_824, 3.78541, 28.3495, 0.3048, 4.184, 0.621371, 1.94384,
    ];

    /// <param name="step">The worth of one unit of the last digit that is stated.</param>
    public static bool MayBe(double stated, double known, double step, bool approximate)
    {
        double one = Math.Abs(stated);
        double other = Math.Abs(known);
        double slack = Math.Max((step * 0.51) + 1e-9, approximate ? other * 0.12 : other * 0.002);
        if (Math.Abs(one - other) <= slack || Near(stated, (known * 1.8) + 32) || Near(stated, (known - 32) / 1.8)
            || Near(stated, known - 273.15) || Near(stated, 100 - known) || Near(stated, 1 - known))
        {
            return true;
        }

        foreach (double factor in Factors)
        {
            if (Near(one, other * factor) || Near(one * factor, other))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A sum, difference, product, ratio, share or mean of two known numbers, or of all.</summary>
    public static bool IsDerived(double stated, double step, List<double> known)
    {
        double slack = Math.Max(step * 0.51, Math.Abs(stated) * 0.002);
        if (known.Count > 1 && (Close(stated, known.Sum(), slack) || Close(stated, known.Average(), slack)))
        {
            return true;
        }

        if (known.Count > MostForPairs)
        {
            return known.Count > 2 * MostForPairs;
        }

        for (int i = 0; i < known.Count; i++)
        {
            for (int k = 0; k < known.Count; k++)
            {
                (double a, double b) = (known[i], known[k]);
                if (i != k && (Close(stated, a + b, slack) || Close(stated, a - b, slack) || Close(stated, a * b, slack)
                    || (b != 0 && (Close(stated, a / b, slack) || Close(stated, 100 * a / b, slack)
                        || Close(stated, 100 * (a - b) / b, slack)))))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Close(double one, double other, double slack) => Math.Abs(one - other) <= slack;

    private static bool Near(double one, double other) => Math.Abs(one - other) <= Math.Max(0.51, 0.01 * Math.Abs(other))
        && Math.Abs(one - other) <= 0.03 * Math.Max(Math.Abs(one), Math.Abs(other));
}
