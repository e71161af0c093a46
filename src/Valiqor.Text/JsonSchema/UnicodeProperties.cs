using System.Globalization;

namespace Valiqor.Text.JsonSchema;

/// <summary>
/// The Unicode properties that a regular expression may name by <c>\p{…}</c>: general categories and common scripts.
/// </summary>
internal static class UnicodeProperties
{
    /// <summary>The ranges of a script or a binary property that has few; none for another name.</summary>
    public static (int Low, int High)[] Ranges(string name)
    {
        string key = name;
        foreach (string prefix in (ReadOnlySpan<string>)["Script=", "sc=", "Script_Extensions=", "scx="])
        {
            key = key.StartsWith(prefix, StringComparison.Ordinal) ? key[prefix.Length..] : key;
        }

        return key switch
        {
            "ASCII" => [(0, 0x7f)],
            "Any" => [(0, 0x10ffff)],
            "ASCII_Hex_Digit" or "AHex" => [('0', '9'), ('A', 'F'), ('a', 'f')],
            "White_Space" or "space" =>
                [(9, 13), (32, 32), (0x85, 0x85), (0xa0, 0xa0), (0x1680, 0x1680), (0x2000, 0x200a), (0x2028, 0x2029),
                    (0x202f, 0x202f), (0x205f, 0x205f), (0x3000, 0x3000)],
            "Latin" or "Latn" =>
                [('A', 'Z'), ('a', 'z'), (0xaa, 0xaa), (0xba, 0xba), (0xc0, 0xd6), (0xd8, 0xf6), (0xf8, 0x2b8),
                    (0x1e00, 0x1eff), (0x2c60, 0x2c7f), (0xa722, 0xa787), (0xab30, 0xab5a), (0xff21, 0xff3a),
                    (0xff41, 0xff5a)],
            "Greek" or "Grek" =>
                [(0x370, 0x373), (0x375, 0x377), (0x37a, 0x37d), (0x37f, 0x37f), (0x384, 0x384), (0x386, 0x386),
                    (0x388, 0x3e1), (0x3f0, 0x3ff), (0x1f00, 0x1fff)],
            "Cyrillic" or "Cyrl" =>
                [(0x400, 0x484), (0x487, 0x52f), (0x1c80, 0x1c88), (0x2de0, 0x2dff), (0xa640, 0xa69f)],
            "Hebrew" or "Hebr" => [(0x591, 0x5f4), (0xfb1d, 0xfb4f)],
            "Arabic" or "Arab" =>
                [(0x600, 0x604), (0x606, 0x60b), (0x60d, 0x61a), (0x61c, 0x61e), (0x620, 0x63f), (0x641, 0x64a),
                    (0x656, 0x66f), (0x671, 0x6dc), (0x6de, 0x6ff), (0x750, 0x77f), (0x8a0, 0x8ff), (0xfb50, 0xfdff),
                    (0xfe70, 0xfefc)],
            "Devanagari" or "Deva" => [(0x900, 0x950), (0x955, 0x963), (0x966, 0x97f), (0xa8e0, 0xa8ff)],
            "Thai" => [(0xe01, 0xe3a), (0xe40, 0xe5b)],
            "Hangul" or "Hang" =>
                [(0x1100, 0x11ff), (0x3131, 0x318e), (0xa960, 0xa97c), (0xac00, 0xd7a3), (0xd7b0, 0xd7fb)],
            "Hiragana" or "Hira" => [(0x3041, 0x3096), (0x309d, 0x309f)],
            "Katakana" or "Kana" =>
                [(0x30a1, 0x30fa), (0x30fd, 0x30ff), (0x31f0, 0x31ff), (0xff66, 0xff6f), (0xff71, 0xff9d)],
            "Han" or "Hani" =>
                [(0x2e80, 0x2fd5), (0x3005, 0x3005), (0x3007, 0x3007), (0x3021, 0x3029), (0x3038, 0x303b),
                    (0x3400, 0x4dbf), (0x4e00, 0x9fff), (0xf900, 0xfad9), (0x20000, 0x3134a)],
            _ => [],
        };
    }

    /// <summary>A general category by its short name, which .NET has as well.</summary>
    /// <exception cref="FormatException">The name is not known.</exception>
    public static string Category(string name)
    {
        int equals = name.IndexOf('=', StringComparison.Ordinal);
        string key = name.StartsWith("General_Category=", StringComparison.Ordinal)
            || name.StartsWith("gc=", StringComparison.Ordinal) ? name[(equals + 1)..] : name;
        return key switch
        {
            "L" or "Letter" or "Alphabetic" or "Alpha" => "L",
            "Lu" or "Uppercase_Letter" or "Uppercase" or "Upper" => "Lu",
            "Ll" or "Lowercase_Letter" or "Lowercase" or "Lower" => "Ll",
            "Lt" or "Titlecase_Letter" => "Lt",
            "Lm" or "Modifier_Letter" => "Lm",
            "Lo" or "Other_Letter" => "Lo",
            "M" or "Mark" or "Combining_Mark" => "M",
            "Mn" or "Nonspacing_Mark" => "Mn",
            "Mc" or "Spacing_Mark" => "Mc",
            "Me" or "Enclosing_Mark" => "Me",
            "N" or "Number" => "N",
            "Nd" or "Decimal_Number" or "digit" => "Nd",
            "Nl" or "Letter_Number" => "Nl",
            "No" or "Other_Number" => "No",
            "P" or "Punctuation" or "punct" => "P",
            "Pc" or "Connector_Punctuation" => "Pc",
            "Pd" or "Dash_Punctuation" => "Pd",
            "Ps" or "Open_Punctuation" => "Ps",
            "Pe" or "Close_Punctuation" => "Pe",
            "Pi" or "Initial_Punctuation" => "Pi",
            "Pf" or "Final_Punctuation" => "Pf",
            "Po" or "Other_Punctuation" => "Po",
            "S" or "Symbol" => "S",
            "Sm" or "Math_Symbol" => "Sm",
            "Sc" or "Currency_Symbol" => "Sc",
            "Sk" or "Modifier_Symbol" => "Sk",
            "So" or "Other_Symbol" => "So",
            "Z" or "Separator" => "Z",
            "Zs" or "Space_Separator" => "Zs",
            "Zl" or "Line_Separator" => "Zl",
            "Zp" or "Paragraph_Separator" => "Zp",
            "C" or "Other" => "C",
            "Cc" or "Control" or "cntrl" => "Cc",
            "Cf" or "Format" => "Cf",
            "Cs" or "Surrogate" => "Cs",
            "Co" or "Private_Use" => "Co",
            "Cn" or "Unassigned" => "Cn",
            _ => throw new FormatException($"the Unicode property \"{name}\" is not known"),
        };
    }

    /// <param name="category">A short name: of one general category, or the one letter of a family of them.</param>
    public static bool IsIn(int codePoint, string category)
    {
        string own = CharUnicodeInfo.GetUnicodeCategory(codePoint) switch
        {
            UnicodeCategory.UppercaseLetter => "Lu",
            UnicodeCategory.LowercaseLetter => "Ll",
            UnicodeCategory.TitlecaseLetter => "Lt",
            UnicodeCategory.ModifierLetter => "Lm",
            UnicodeCategory.OtherLetter => "Lo",
            UnicodeCategory.NonSpacingMark => "Mn",
            UnicodeCategory.SpacingCombiningMark => "Mc",
            UnicodeCategory.EnclosingMark => "Me",
            UnicodeCategory.DecimalDigitNumber => "Nd",
            UnicodeCategory.LetterNumber => "Nl",
            UnicodeCategory.OtherNumber => "No",
            UnicodeCategory.SpaceSeparator => "Zs",
            UnicodeCategory.LineSeparator => "Zl",
            UnicodeCategory.ParagraphSeparator => "Zp",
            UnicodeCategory.Control => "Cc",
            UnicodeCategory.Format => "Cf",
            UnicodeCategory.Surrogate => "Cs",
            UnicodeCategory.PrivateUse => "Co",
            UnicodeCategory.ConnectorPunctuation => "Pc",
            UnicodeCategory.DashPunctuation => "Pd",
            UnicodeCategory.OpenPunctuation => "Ps",
            UnicodeCategory.ClosePunctuation => "Pe",
            UnicodeCategory.InitialQuotePunctuation => "Pi",
            UnicodeCategory.FinalQuotePunctuation => "Pf",
            UnicodeCategory.OtherPunctuation => "Po",
            UnicodeCategory.MathSymbol => "Sm",
            UnicodeCategory.CurrencySymbol => "Sc",
            UnicodeCategory.ModifierSymbol => "Sk",
            UnicodeCategory.OtherSymbol => "So",
            _ => "Cn",
        };
        return own.StartsWith(category, StringComparison.Ordinal);
    }
}
