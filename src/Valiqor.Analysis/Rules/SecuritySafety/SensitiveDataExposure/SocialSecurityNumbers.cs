using Valiqor.Text.Patterns;


namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>Finds US social security numbers in the ranges that the Social Security Administration assigns.</summary>
internal static class SocialSecurityNumbers
{
    public static SensitiveValue? In(NumberRun run)
    {
        Span<char> digits = stackalloc char[9];
        for (int first = 0; first < run.Count; first++)
        {
            bool plain = run[first].Length == 9;
            int count = plain ? 1 : 3;
            if (first + count > run.Count || !(plain || HasLayout(run.Slice(first, 3))))
            {
                continue;
            }

            NumberRun part = run.Slice(first, count);
            part.CopyDigits(digits);
            bool hyphens = !plain && part.After(0) is "-" or "\u2011";
            // Nine digits alone, or apart by spaces, are many things: then the words before must say which.
            if (part.StandsApart && IsAssigned(digits) && ((hyphens
                && run.Count == 3) || Named.IsMatch(part.Before(48))))
            {
                return new SensitiveValue(part.Start, part.End, "us_ssn", "a US social security number", 0.92);
            }
        }

        return null;
    }

    private static bool HasLayout(NumberRun run) =>
        run[0].Length == 3 && run[1].Length == 2 && run[2].Length == 4
        && run.After(0).SequenceEqual(run.After(1)) && run.After(0).Length == 1
        && run.After(0)[0] is '-' or ' ' or '.' or '\u2011';

    /// <summary>
    /// No area 000, 666 or 900–999, no group 00, no serial 0000 (SSA, since 2011); no number known from adverts.
    /// </summary>
    private static bool IsAssigned(ReadOnlySpan<char> digits) =>
        digits[..3] is not ("000" or "666") && digits[0] != '9' && digits[3..5] is not "00" && digits[5..] is not "0000"
        && digits is not ("078051120" or "219099999");

    private static readonly Pattern Named = Pattern.AnyCase(
        @"\b(?:ssns?|social[ -]security|soc\.? sec\.?|taxpayer|tin)\b");
}
