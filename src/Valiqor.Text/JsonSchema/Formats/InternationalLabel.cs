using System.Globalization;
using System.Text;

namespace Valiqor.Text.JsonSchema.Formats;

/// <summary>A label of a host name in Unicode: which code points it may have (RFC 5892) and where.</summary>
internal static class InternationalLabel
{
    // "xn--" and the code together make at most 63 octets.
    private const int LongestCode = 59;

    public static bool IsValid(string label)
    {
        int[] points = [.. label.EnumerateRunes().Select(rune => rune.Value)];
        return points.Length > 0
            && points[0] != '-'
            && points[^1] != '-'
            && !(points.Length >= 4 && points[2] == '-' && points[3] == '-')
            && !IsMark(points[0])
            && label.IsNormalized(NormalizationForm.FormC)
            && Enumerable.Range(0, points.Length).All(i => IsAllowed(points, i))
            && Punycode.Encode(label).Length <= LongestCode
            && HasOneDirection(points);
    }

    private static bool IsMark(int point) => CharUnicodeInfo.GetUnicodeCategory(point)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsAllowed(int[] points, int i)
    {
        int point = points[i];
        switch (point)
        {
            case '-' or 0xdf or 0x3c2 or 0x6fd or 0x6fe or 0xf0b or 0x3007:
                return true;
            case 0x640 or 0x7fa or 0x302e or 0x302f or (>= 0x3031 and <= 0x3035) or 0x303b:
                return false;
            case 0xb7:
                return i > 0 && i + 1 < points.Length && points[i - 1] == 'l' && points[i + 1] == 'l';
            case 0x375:
                return i + 1 < points.Length && IsOf(points[i + 1], "Greek");
            case 0x5f3 or 0x5f4:
                return i > 0 && IsOf(points[i - 1], "Hebrew");
            case 0x30fb:
                return points.Any(other => IsOf(other, "Hiragana") || IsOf(other, "Katakana") || IsOf(other, "Han"));
            case >= 0x660 and <= 0x669:
                return !points.Any(other => other is >= 0x6f0 and <= 0x6f9);
            case >= 0x6f0 and <= 0x6f9:
                return !points.Any(other => other is >= 0x660 and <= 0x669);
            case 0x200d:
                return i > 0 && IsVirama(points[i - 1]);
            case 0x200c:
                return i > 0 && (IsVirama(points[i - 1]) || JoinsAround(points, i));
            case < 128:
                return char.IsAsciiLetterOrDigit((char)point);
            default:
                return IsLetterOrDigit(point);
        }
    }

    /// <summary>Letters, digits and marks that no folding or compatibility mapping changes.</summary>
    private static bool IsLetterOrDigit(int point)
    {
        string text = char.ConvertFromUtf32(point);
        return CharUnicodeInfo.GetUnicodeCategory(point)
                is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter
                or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.DecimalDigitNumber
            && text.IsNormalized(NormalizationForm.FormKC)
            && !(point is (>= 0x1100 and <= 0x11ff) or (>= 0xa960 and <= 0xa97c) or (>= 0xd7b0 and <= 0xd7fb));
    }

    /// <summary>The signs of Indic scripts that bind consonants (canonical combining class 9).</summary>
    private static bool IsVirama(int point) =>
        point is 0x94d or 0x9cd or 0xa4d or 0xacd or 0xb4d or 0xbcd or 0xc4d or 0xccd
        or 0xd3b or 0xd3c or 0xd4d or 0xdca or 0xe3a or 0xeba or 0xf84 or 0x1039 or 0x103a or 0x1714 or 0x1734 or 0x17d2
        or 0x1a60 or 0x1b44 or 0x1baa or 0x1bab or 0x1bf2 or 0x1bf3 or 0x2d7f or 0xa806 or 0xa8c4 or 0xa953 or 0xa9c0
        or 0xaaf6 or 0xabed;

    /// <summary>Arabic letters that join to both sides, left and right of a zero-width non-joiner.</summary>
    private static bool JoinsAround(int[] points, int i) =>
        i + 1 < points.Length && IsJoining(points[i - 1]) && points[i - 1] is not (0x627 or 0x62f or 0x630 or 0x631
            or 0x632 or 0x648 or 0x698 or 0x621) && IsJoining(points[i + 1]);

    private static bool IsJoining(int point) => point is (>= 0x620 and <= 0x64a) or (>= 0x66e and <= 0x6d3);

    private static bool IsOf(int point, string script) =>
        UnicodeProperties.Ranges(script).Any(range => point >= range.Low && point <= range.High);

    /// <summary>The rule for labels written from right to left (RFC 5893, section 2), in its main parts.</summary>
    private static bool HasOneDirection(int[] points)
    {
        if (!points.Any(IsRightToLeft))
        {
            return true;
        }

        bool hasArabicDigit = points.Any(point => point is >= 0x660 and <= 0x669);
        return IsRightToLeft(points[0])
            && !points.Any(point => point is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
            && !(hasArabicDigit && points.Any(point => point is >= '0' and <= '9'));
    }

    public static bool IsRightToLeft(int point) =>
        point is (>= 0x5d0 and <= 0x5f4) or (>= 0x620 and <= 0x64a) or (>= 0x66e and <= 0x6d5)
            or (>= 0x710 and <= 0x7f3);
}
