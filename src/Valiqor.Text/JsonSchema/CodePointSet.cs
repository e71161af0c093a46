using System.Globalization;
using System.Text;

namespace Valiqor.Text.JsonSchema;

/// <summary>
/// A character class: ranges of code points and Unicode properties, written for an engine of UTF-16 units.
/// </summary>
internal sealed class CodePointSet
{
    private const int Last = 0x10ffff;

    private readonly List<(int Low, int High)> _ranges = [];
    private readonly List<(string Category, bool Negated)> _categories = [];

    public bool IsNegated { get; set; }

    public static CodePointSet? OfEscape(char letter) => letter switch
    {
        'd' => new CodePointSet().Add('0', '9'),
        'w' => new CodePointSet().Add('0', '9').Add('A', 'Z').Add('_').Add('a', 'z'),
        's' => new CodePointSet().Add('\t', '\r').Add(' ').Add(0xa0).Add(0x1680).Add(0x2000, 0x200a)
            .Add(0x2028, 0x2029).Add(0x202f).Add(0x205f).Add(0x3000).Add(0xfeff),
        'D' or 'W' or 'S' => OfEscape(char.ToLowerInvariant(letter))!.Complement(),
        _ => null,
    };

    /// <exception cref="FormatException">The property is not one of those that are known.</exception>
    public static CodePointSet OfProperty(string name, bool negated)
    {
        var set = new CodePointSet();
        foreach ((int low, int high) in UnicodeProperties.Ranges(name))
        {
            set.Add(low, high);
        }

        if (set._ranges.Count > 0)
        {
            return negated ? set.Complement() : set;
        }

        set._categories.Add((UnicodeProperties.Category(name), negated));

        return set;
    }

    public CodePointSet Add(int codePoint) => Add(codePoint, codePoint);

    public CodePointSet Add(int low, int high)
    {
        _ranges.Add((low, high));
        return this;
    }

    public CodePointSet Add(CodePointSet other)
    {
        _ranges.AddRange(other._ranges);
        _categories.AddRange(other._categories);
        return this;
    }

    /// <summary>For texts of the Basic Multilingual Plane, where a unit is a character.</summary>
    public string ToPlainPattern()
    {
        var pattern = new StringBuilder();
        foreach ((int low, int high) in _ranges)
        {
            AppendRange(pattern, low, Math.Min(high, 0xffff));
        }

        foreach ((string category, bool negated) in _categories)
        {
            pattern.Append(negated ? "\\P{" : "\\p{").Append(category).Append('}');
        }

        return pattern.Length == 0
            ? IsNegated ? "[\\s\\S]" : "[^\\s\\S]"
            : $"[{(IsNegated ? "^" : "")}{pattern}]";
    }

    /// <summary>For texts with surrogate pairs, each of which is one character.</summary>
    public string ToCodePointPattern()
    {
        var single = new StringBuilder();
        var pairs = new StringBuilder();
        CodePointSet plain = WithoutCategories();
        foreach ((int low, int high) in (IsNegated ? plain.Complement() : plain)._ranges)
        {
            AppendRange(single, low, Math.Min(high, 0xd7ff));
            AppendRange(single, Math.Max(low, 0xe000), Math.Min(high, 0xffff));
            AppendPairs(pairs, Math.Max(low, 0x10000), high);
        }

        string units = single.Length == 0 ? "" : $"|[{single}]";
        string alternatives = $"{pairs}{units}";
        return alternatives.Length == 0 ? "[^\\s\\S]" : $"(?:{alternatives[1..]})";
    }

    public CodePointSet Complement()
    {
        var complement = new CodePointSet();
        int next = 0;
        foreach ((int low, int high) in WithoutCategories()._ranges.Order())
        {
            if (low > next)
            {
                complement.Add(next, low - 1);
            }

            next = Math.Max(next, high + 1);
        }

        return next > Last ? complement : complement.Add(next, Last);
    }

    private static void AppendRange(StringBuilder pattern, int low, int high)
    {
        if (low <= high)
        {
            pattern.Append(CultureInfo.InvariantCulture, $"\\u{low:x4}-\\u{high:x4}");
        }
    }

    private static void AppendPairs(StringBuilder pattern, int low, int high)
    {
        while (low <= high)
        {
            // A stretch under one high surrogate, or as many whole ones as there are.
            bool whole = (low & 0x3ff) == 0 && high - low >= 0x3ff;
            int end = whole ? low + (((high - low + 1) >> 10) << 10) - 1 : Math.Min(high, low | 0x3ff);
            pattern.Append('|');
            AppendUnits(pattern, char.ConvertFromUtf32(low)[0], char.ConvertFromUtf32(end)[0]);
            AppendUnits(pattern, char.ConvertFromUtf32(low)[1], char.ConvertFromUtf32(end)[1]);
            low = end + 1;
        }
    }

    private static void AppendUnits(StringBuilder pattern, char low, char high)
    {
        pattern.Append('[');
        AppendRange(pattern, low, high);
        pattern.Append(']');
    }

    private CodePointSet WithoutCategories()
    {
        var set = new CodePointSet();
        set._ranges.AddRange(_ranges);
        foreach ((string category, bool negated) in _categories)
        {
            for (int point = 0; point <= Last; point++)
            {
                if (UnicodeProperties.IsIn(point, category) != negated)
                {
                    int low = point;
                    while (point < Last && UnicodeProperties.IsIn(point + 1, category) != negated)
                    {
                        point++;
                    }

                    set.Add(low, point);
                }
            }
        }

        return set;
    }
}
