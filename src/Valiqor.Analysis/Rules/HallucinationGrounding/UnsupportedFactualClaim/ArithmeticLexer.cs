using System.Collections.Frozen;
using Valiqor.Text.Mentions;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>
/// Reads numbers, operators and equal signs from a text, and stops at the first word that is neither.
/// </summary>
internal ref struct ArithmeticLexer(string text, int position)
{
    private static readonly FrozenDictionary<string, char> Words = new Dictionary<string, char>
    {
        ["plus"] = '+', ["minus"] = '-', ["times"] = '*', ["multiplied by"] = '*', ["divided by"] = '/',
        ["is equal to"] = '=', ["equals"] = '=', ["equal"] = '=', ["is"] = 'i', ["are"] = 'i', ["makes"] = '=',
        ["gives"] = '=',
        ["comes to"] = '=', ["would be"] = 'i', ["will be"] = 'i', ["which is"] = 'i', ["of"] = 'o',
        ["percent of"] = 'p', ["approximately"] = '~', ["about"] = '~', ["roughly"] = '~', ["around"] = '~',
        ["exactly"] = ' ',
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where the next piece begins.</summary>
    public int Position { get; private set; } = position;

    /// <summary>Whether blanks stood before the last piece read.</summary>
    public bool SpaceBefore { get; private set; }

    /// <summary>
    /// The next operator: + - * / ^ ( ) = i (is) p (percent of) o (of) ~ (about), or \0 where none follows.
    /// </summary>
    public char Operator()
    {
        int start = SkipBlanks();
        if (start >= text.Length)
        {
            return '\0';
        }

        char sign = text[start] switch
        {
            '+' => '+',
            '-' or '−' or '–' => '-',
            '*' or '×' or '·' or '⋅' => '*',
            '/' or '÷' => '/',
            '^' => '^',
            '(' => '(',
            ')' => ')',
            '=' => '=',
            '≈' or '~' => '~',
            'x' or 'X' when start + 1 < text.Length && !char.IsLetter(text[start + 1]) => '*',
            _ => '\0',
        };
        if (sign == '\0')
        {
            return Word(start);
        }

        // "==", "=>", "+=", "**" are of some programming language.
        bool code = start + 1 < text.Length && text[start] is '=' or '+' or '*' or '/' or '-'
            && text[start + 1] is '=' or '>' or '*' or '+';
        Position = code ? Position : start + 1;
        return code ? '\0' : sign;
    }

    private char Word(int start)
    {
        ReadOnlySpan<char> rest = text.AsSpan(start, Math.Min(24, text.Length - start));
        var words = Words.GetAlternateLookup<ReadOnlySpan<char>>();
        int first = WordEnd(rest, 0);
        int second = first < rest.Length && rest[first] == ' ' ? WordEnd(rest, first + 1) : first;
        int third = second < rest.Length && rest[second] == ' ' ? WordEnd(rest, second + 1) : second;
        foreach (int end in (ReadOnlySpan<int>)[third, second, first])
        {
            if (end > 0 && words.TryGetValue(rest[..end], out char sign))
            {
                Position = start + end;
                return sign;
            }
        }

        return '\0';
    }

    private static int WordEnd(ReadOnlySpan<char> text, int from)
    {
        int end = from;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        return end;
    }

    /// <summary>The next number with its currency, percent sign and magnitude; nothing where none follows.</summary>
    public ArithmeticNumber? Number()
    {
        int start = SkipBlanks();
        int i = start;
        while (i < text.Length && text[i] is '*' or '`' or '\\' && i - start < 2)
        {
            i++;
        }

        bool negative = i + 1 < text.Length && text[i] is '-' or '−' && char.IsAsciiDigit(text[i + 1]);
        i += negative ? 1 : 0;
        bool money = i < text.Length && "$€£¥".Contains(text[i]);
        i += money ? 1 : 0;
        int digits = i;
        int decimals = 0;
        bool point = false;
        while (i < text.Length && (char.IsAsciiDigit(text[i]) || IsInside(i, digits)))
        {
            point |= text[i] == '.';
            decimals += point && text[i] != '.' ? 1 : 0;
            i++;
        }

        if (i == digits)
        {
            return null;
        }

        double value = QuantityReader.Parse(text.AsSpan(digits, i - digits), out _);
        bool percent = i < text.Length && text[i] == '%';
        Position = i + (percent ? 1 : 0);
        int end = Position;
        (double factor, string unit) = Unit(money, percent);
        value = (negative ? -value : value) * factor;
        return new ArithmeticNumber(start, end, value, Math.Pow(10, -decimals) * factor, unit);
    }

    private readonly bool IsInside(int at, int from)
    {
        bool between = at > from && at + 1 < text.Length && char.IsAsciiDigit(text[at - 1])
            && char.IsAsciiDigit(text[at + 1]);
        bool thousands = between && text[at] == ',' && at + 3 < text.Length && char.IsAsciiDigit(text[at + 2])
            && char.IsAsciiDigit(text[at + 3]) && (at + 4 >= text.Length || !char.IsAsciiDigit(text[at + 4]));
        return (between && text[at] == '.') || thousands;
    }

    private (double Factor, string Unit) Unit(bool money, bool percent)
    {
        int start = Position;
        int at = start < text.Length && text[start] == ' ' ? start + 1 : start;
        int length = WordEnd(text.AsSpan(at, Math.Min(20, text.Length - at)), 0);
        ReadOnlySpan<char> word = text.AsSpan(at, length);
        if (length == 0 || percent)
        {
            return (1, percent ? "%" : money ? "$" : "");
        }

        ulong key = WordKey.Of(word);
        if (NumberWords.TryMagnitude(key, out double by)
            && (!NumberWords.IsLetterMagnitude(key) || (at == start && money)))
        {
            Position = at + length;
            return (by, money ? "$" : "");
        }

        bool sign = (length == 1 && word[0] is 'x' or 'X')
            || Words.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(word)
            || word is "divided" or "multiplied" or "comes" or "which" or "would" or "will" or "percent";
        if (sign || (FunctionWords.Of(key) != TokenTraits.None))
        {
            return (1, money ? "$" : "");
        }

        Position = at + length;
        return (1, money ? "$" : WordKey.OfStem(word).ToString("x", System.Globalization.CultureInfo.InvariantCulture));
    }

    private int SkipBlanks()
    {
        int i = Position;
        while (i < text.Length && text[i] is ' ' or '\u00a0' && i - Position < 3)
        {
            i++;
        }

        SpaceBefore = i > Position;
        return i;
    }
}

/// <param name="Step">The worth of one unit of the last digit.</param>
/// <param name="Unit">A key of what is counted: "" for nothing, "$" for money, "%" for per cent.</param>
internal readonly record struct ArithmeticNumber(int Start, int End, double Value, double Step, string Unit);
