namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>Whether a number may be another in other words: rounded, in another unit, or worked out.</summary>
internal static class Conversions
{
    /// <summary>With more numbers, two of them make up nearly any third.</summary>
    private const int MostForPairs = 12;

    /// <summary>Thousands and hundredths; minutes, hours and days.</summary>
    private static readonly double[] Scales = [100, 1_000, 1e6, 1e9, 60, 3_600, 24, 1_440, 86_400];

    /// <summary>Between units of one kind: length, weight, speed, bytes, volume, energy.</summary>
    private static readonly double[] Units =
    [
        10, 12, 1.609344, 2.20462, 3.28084, 2.54, 3.6, 2.23694, 1_024, 1_048_576, 1_073_741_824, 3.78541, 28.3495,
        0.3048, 4.184, 0.621371, 1.94384,
    ];

    /// <summary>The same number, as far as its last digit tells.</summary>
    /// <param name="step">The worth of one unit of the last digit that is stated.</param>
    public static bool IsSame(double stated, double known, double step, bool approximate)
    {
        double other = Math.Abs(known);
        double slack = Math.Max((step * 0.51) + 1e-9, approximate ? other * 0.12 : other * 0.002);
        return Math.Abs(Math.Abs(stated) - other) <= slack;
    }

    /// <param name="inUnit">The answer names a unit that the field may not have been in.</param>
    public static bool MayBe(double stated, double known, double step, bool approximate, bool inUnit)
    {
        double one = Math.Abs(stated);
        double other = Math.Abs(known);
        return IsSame(stated, known, step, approximate)
            || Near(stated, 100 - known, step) || Near(stated, 1 - known, step)
            || Array.Exists(Scales, scale => Near(one, other * scale, step) || Near(one, other / scale, step))
            || (inUnit && (Near(stated, (known * 1.8) + 32, step) || Near(stated, (known - 32) / 1.8, step)
                || Near(stated, known - 273.15, step)
                || Array.Exists(Units, unit => Near(one, other * unit, step) || Near(one, other / unit, step))));
    }

    /// <summary>A sum, difference, ratio, share or mean of returned numbers, or one of them times one told.</summary>
    public static bool IsDerived(double stated, double step, List<double> known, List<double> told)
    {
        double slack = Math.Max(step * 0.51, Math.Abs(stated) * 0.001);
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
                if (i != k && (Close(stated, a + b, slack) || Close(stated, a - b, slack)
                    || (b != 0 && (Close(stated, a / b, slack) || Close(stated, 100 * a / b, slack)
                        || Close(stated, 100 * (a - b) / b, slack)))))
                {
                    return true;
                }
            }
        }

        return known.Exists(one => told.Exists(other => Close(stated, one * other, slack)
            || Close(stated, one + other, slack) || (other != 0 && Close(stated, one / other, slack))));
    }

    private static bool Close(double one, double other, double slack) => Math.Abs(one - other) <= slack;

    private static bool Near(double one, double other, double step) =>
        Math.Abs(one - other) <= Math.Max(step * 0.51, 0.005 * Math.Abs(other));
}
