using System.Globalization;
using System.Text;

namespace Valiqor.Text.JsonSchema;

/// <summary>
/// Reads the parts of a pattern that stand for characters: classes, escapes and the characters themselves.
/// </summary>
internal sealed partial class EcmaTranslator
{
    private CodePointSet ReadClass()
    {
        _at++;
        var set = new CodePointSet();
        if (_at < source.Length && source[_at] == '^')
        {
            set.IsNegated = true;
            _at++;
        }

        while (_at < source.Length && source[_at] != ']')
        {
            if (source[_at] == '\\' && ReadSetEscape() is { } inner)
            {
                set.Add(inner);
                continue;
            }

            int low = source[_at] == '\\' ? ReadEscapedCodePoint(inClass: true) : ReadCodePoint();
            bool isRange = _at + 1 < source.Length && source[_at] == '-' && source[_at + 1] != ']';
            if (!isRange)
            {
                set.Add(low);
                continue;
            }

            _at++;
            if (source[_at] == '\\' && ReadSetEscape() is { } end)
            {
                // "[a-\d]" is the three of them in the older grammar.
                set.Add(low).Add('-').Add(strict ? throw new FormatException("a range ends in a class") : end);
                continue;
            }

            int high = source[_at] == '\\' ? ReadEscapedCodePoint(inClass: true) : ReadCodePoint();
            set.Add(low, high >= low ? high : throw new FormatException("a range is out of order"));
        }

        if (_at >= source.Length)
        {
            throw new FormatException("a [ is not closed");
        }

        _at++;
        return set;
    }

    /// <summary>Reads <c>\d</c>, <c>\p{…}</c> and their like; null for an escape of one character.</summary>
    private CodePointSet? ReadSetEscape()
    {
        char c = _at + 1 < source.Length ? source[_at + 1] : throw new FormatException("it ends in a \\");
        bool isProperty = c is 'p' or 'P' && _at + 2 < source.Length && source[_at + 2] == '{';
        if (isProperty)
        {
            int end = source.IndexOf('}', _at);
            string name = end < 0 ? throw new FormatException("a \\p{ is not closed") : source[(_at + 3)..end];
            _at = end + 1;
            return CodePointSet.OfProperty(name, negated: c == 'P');
        }

        CodePointSet? set = CodePointSet.OfEscape(c);
        _at += set is null ? 0 : 2;
        return set;
    }

    private int ReadEscapedCodePoint(bool inClass)
    {
        char c = _at + 1 < source.Length ? source[_at + 1] : throw new FormatException("it ends in a \\");
        _at += 2;
        switch (c)
        {
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'v':
                return '\v';
            case 'f':
                return '\f';
            case 'r':
                return '\r';
            case 'b' when inClass:
                return '\b';
            case '0' when _at >= source.Length || !char.IsAsciiDigit(source[_at]):
                return 0;
            case 'c' when _at < source.Length && char.IsAsciiLetter(source[_at]):
                return source[_at++] % 32;
            case 'x' when Hex(2) is { } value:
                return value;
            case 'u' when _at < source.Length && source[_at] == '{':
                int end = source.IndexOf('}', _at);
                ReadOnlySpan<char> digits = end < 0 ? "" : source.AsSpan(_at + 1, end - _at - 1);
                _at = end + 1;
                return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int point)
                    && point is >= 0 and <= 0x10ffff
                        ? point
                        : throw new FormatException("a \\u{ is not a code point");
            case 'u' when Hex(4) is { } value:
                return value;
            default:
                bool isSyntax = SyntaxCharacters.Contains(c, StringComparison.Ordinal) || (inClass && c == '-');
                return isSyntax || !strict ? c : throw new FormatException($"\\{c} is not an escape");
        }
    }

    private int? Hex(int length)
    {
        if (_at + length > source.Length
            || !int.TryParse(source.AsSpan(_at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
                out int value))
        {
            return null;
        }

        _at += length;
        bool isHigh = length == 4 && value is >= 0xd800 and <= 0xdbff;
        if (isHigh && _at + 6 <= source.Length && source[_at] == '\\' && source[_at + 1] == 'u'
            && int.TryParse(source.AsSpan(_at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
                out int low)
            && low is >= 0xdc00 and <= 0xdfff)
        {
            _at += 6;
            return char.ConvertToUtf32((char)value, (char)low);
        }

        return value;
    }

    private int ReadCodePoint()
    {
        if (Rune.TryGetRuneAt(source, _at, out Rune rune))
        {
            _at += rune.Utf16SequenceLength;
            return rune.Value;
        }

        return source[_at++];
    }
}
