using System.Buffers;
using System.Collections.Frozen;
using Valiqor.Text.Words;

namespace Valiqor.Text.Mentions;

/// <summary>Finds the numbers of a text, in digits and in words, and what they count.</summary>
public static class QuantityReader
{
    private static readonly ulong And = WordKey.Of("and");
    private static readonly SearchValues<char> EndsPhrase = SearchValues.Create(".,;:)\n");

    private static readonly FrozenSet<ulong> OrdinalEndings =
        new[] { "st", "nd", "rd", "th" }.Select(word => WordKey.Of(word)).ToFrozenSet();

    public static Quantity[] Read(string text, ReadOnlySpan<Token> tokens, ReadOnlySpan<DateMention> dates)
    {
        var found = new List<Quantity>();
        int date = 0;
        int i = 0;
        while (i < tokens.Length)
        {
            while (date < dates.Length && dates[date].EndToken <= i)
            {
                date++;
            }

            if (date < dates.Length && dates[date].FirstToken <= i)
            {
                i = dates[date].EndToken;
                continue;
            }

            Quantity? quantity = tokens[i].Is(TokenTraits.Number)
                ? ReadDigits(text, tokens, i)
                : ReadWords(text, tokens, i);
            if (quantity is { } value)
            {
                found.Add(value);
                i = value.EndToken;
            }
            else
            {
                i++;
            }
        }

        return [.. found];
    }

    private static Quantity ReadDigits(string text, ReadOnlySpan<Token> tokens, int at)
    {
        Token token = tokens[at];
        double value = Parse(text.AsSpan(token.Start, token.Length), out double step);
        int start = token.Start;
        int end = at + 1;
        QuantityKind kind = QuantityKinds.Before(text, tokens, at, ref start);
        if (start > 0 && IsMinus(text, start - 1))
        {
            value = -value;
            start--;
        }

        bool years = false;
        if (end < tokens.Length && Touches(tokens, end) && OrdinalEndings.Contains(tokens[end].Word))
        {
            kind = kind == QuantityKind.Plain ? QuantityKind.Ordinal : kind;
            end++;
        }
        else if (end < tokens.Length && Touches(tokens, end) && text[tokens[end].Start] is 's'
            && tokens[end].Length == 1)
        {
            years = true;
            end++;
        }

        end = Magnitude(text, tokens, end, ref value, ref step);
        int textEnd = tokens[end - 1].End;
        kind = QuantityKinds.After(text, tokens, ref end, ref textEnd, kind);
        if (kind == QuantityKind.Plain && (years || IsYear(text, token, value, end == at + 1)))
        {
            kind = QuantityKind.Year;
        }

        return new Quantity(start, textEnd, value, step, kind, at, end, UnitAt(text, tokens, end))
        {
            Approximate = (at > 0 && NumberWords.IsBlur(tokens[at - 1].Word)) || (start > 0 && text[start - 1] == '~'),
        };
    }

    private static Quantity? ReadWords(string text, ReadOnlySpan<Token> tokens, int at)
    {
        ulong word = tokens[at].Word;
        if (NumberWords.TryOrdinal(word, out double ordinal))
        {
            return new Quantity(tokens[at].Start, tokens[at].End, ordinal, 1, QuantityKind.Ordinal, at, at + 1, 0)
            {
                Spelled = true,
            };
        }

        if (!NumberWords.TryValue(word, out double value))
        {
            return null;
        }

        int end = at + 1;
        if (value is >= 20 && end < tokens.Length && Near(tokens, end)
            && NumberWords.TryValue(tokens[end].Word, out double ones) && ones is > 0 and < 10)
        {
            value += ones;
            end++;
        }

        double step = 1;
        end = Magnitude(text, tokens, end, ref value, ref step);
        end = Rest(tokens, end, ref value, ref step);
        int textEnd = tokens[end - 1].End;
        QuantityKind kind = QuantityKinds.After(text, tokens, ref end, ref textEnd, QuantityKind.Plain);
        return new Quantity(
            tokens[at].Start, textEnd, value, Math.Min(step, Math.Max(value, 1)), kind, at, end, UnitAt(text, tokens,
                end))
        {
            Spelled = true,
            Approximate = at > 0 && NumberWords.IsBlur(tokens[at - 1].Word),
        };
    }

    /// <summary>"Two hundred and fifty": the part behind a magnitude.</summary>
    private static int Rest(ReadOnlySpan<Token> tokens, int end, ref double value, ref double step)
    {
        int next = end < tokens.Length && tokens[end].Word == And ? end + 1 : end;
        if (step < 100 || next >= tokens.Length || !Near(tokens, next)
            || !NumberWords.TryValue(tokens[next].Word, out double rest))
        {
            return end;
        }

        next++;
        if (rest >= 20 && next < tokens.Length && Near(tokens, next)
            && NumberWords.TryValue(tokens[next].Word, out double ones) && ones is > 0 and < 10)
        {
            rest += ones;
            next++;
        }

        value += rest;
        step = 1;
        return next;
    }

    private static int Magnitude(string text, ReadOnlySpan<Token> tokens, int end, ref double value, ref double step)
    {
        while (end < tokens.Length && Near(tokens, end) && NumberWords.TryMagnitude(tokens[end].Word, out double by)
            && (!NumberWords.IsLetterMagnitude(tokens[end].Word) || IsMoneyLetter(text, tokens, end)))
        {
            value *= by;
            step *= by;
            end++;
        }

        return end;
    }

    /// <summary>"5m" may be metres or millions: a capital or a currency decides.</summary>
    private static bool IsMoneyLetter(string text, ReadOnlySpan<Token> tokens, int at)
    {
        if (!Touches(tokens, at))
        {
            return false;
        }

        int start = tokens[at - 1].Start;
        bool money = start > 0 && "$€£¥₹".Contains(text[start - 1]);
        return money || tokens[at].Length == 2 || text[tokens[at].Start] is 'k' or 'K' or 'M' or 'B';
    }

    private static bool IsYear(string text, Token token, double value, bool alone) =>
        alone && token.Length == 4 && value is >= 1000 and <= 2100 && !text.AsSpan(token.Start, 4).Contains('.');

    private static bool IsMinus(string text, int at) =>
        text[at] is '-' or '−' && (at == 0 || text[at - 1] is ' ' or '(' or '\n' or '=');

    private static bool Touches(ReadOnlySpan<Token> tokens, int at) => tokens[at].Start == tokens[at - 1].End;

    private static bool Near(ReadOnlySpan<Token> tokens, int at) => tokens[at].Start - tokens[at - 1].End <= 1;

    private static ulong UnitAt(string text, ReadOnlySpan<Token> tokens, int at) =>
        at < tokens.Length && at > 0 && tokens[at].Start - tokens[at - 1].End <= 2 && tokens[at].IsContent
        && text.AsSpan(tokens[at - 1].End, tokens[at].Start - tokens[at - 1].End).IndexOfAny(EndsPhrase) < 0
            ? tokens[at].Stem
            : 0;

    /// <summary>
    /// The value of "1,234.5"; the step is that of its last digit, a whole number's trailing zeros not counted.
    /// </summary>
    public static double Parse(ReadOnlySpan<char> digits, out double step)
    {
        double value = 0;
        double scale = 1;
        bool fraction = false;
        foreach (char c in digits)
        {
            if (c == '.')
            {
                fraction = true;
            }
            else if (c != ',')
            {
                value = (value * 10) + (c - '0');
                scale = fraction ? scale * 10 : scale;
            }
        }

        step = 1 / scale;
        value /= scale;
        return double.IsFinite(value) ? value : double.MaxValue;
    }
}
