using System.Collections.Frozen;
using Valiqor.Text.Sentences;
using Valiqor.Text.Words;

namespace Valiqor.Text.Mentions;

/// <summary>Tells by what stands around a number what kind of number it is.</summary>
internal static class QuantityKinds
{
    private static readonly FrozenSet<ulong> PercentWords = Keys("percent", "percentage", "pct");
    private static readonly FrozenSet<ulong> MoneyWords = Keys(
        "dollar", "dollars", "usd", "euro", "euros", "eur", "pound", "pounds", "gbp", "yen", "rupees", "cents",
        "francs");
    private static readonly FrozenSet<ulong> TimeWords = Keys("am", "pm", "o'clock", "a.m", "p.m");
    private static readonly FrozenSet<ulong> LabelWords = Keys(
        "version", "section", "chapter", "page", "step", "figure", "table", "article", "appendix", "isbn", "line",
        "item", "option", "source", "doc", "document", "passage", "note", "part", "level", "type", "phase", "no");

    public static QuantityKind Before(string text, ReadOnlySpan<Token> tokens, int at, ref int start)
    {
        int i = start - 1;
        if (i >= 0 && "$€£¥₹".Contains(text[i]))
        {
            start = i;
            return QuantityKind.Money;
        }

        if (i >= 1 && text[i] == ' ' && "$€£¥₹".Contains(text[i - 1]))
        {
            start = i - 1;
            return QuantityKind.Money;
        }

        if (i >= 0 && (text[i] is '_' or '/' or '§' or '#' or '@' or '\\' or '='
            || (text[i] is '-' or '\u2010' && i > 0 && char.IsLetter(text[i - 1]))))
        {
            // "7/10" and "and/or" differ: a fraction keeps its number, a path or a code does not.
            bool fraction = text[i] == '/' && i > 0 && char.IsAsciiDigit(text[i - 1]);
            return fraction ? QuantityKind.Plain : QuantityKind.Label;
        }

        if (SentenceSplitter.ListMarkerLength(text, start) > 0 && StartsLine(text, start))
        {
            return QuantityKind.Marker;
        }

        return at > 0 && LabelWords.Contains(tokens[at - 1].Word) && tokens[at - 1].End == start - 1
            ? QuantityKind.Label
            : QuantityKind.Plain;
    }

    private static bool StartsLine(string text, int at)
    {
        int i = at - 1;
        while (i >= 0 && at - i < 10 && text[i] is ' ' or '\t' or '*')
        {
            i--;
        }

        return i < 0 || text[i] is '\n' or '\r';
    }

    public static QuantityKind After(
        string text, ReadOnlySpan<Token> tokens, ref int end, ref int textEnd, QuantityKind kind)
    {
        int i = textEnd;
        if (i < text.Length && text[i] == ' ' && i + 1 < text.Length && text[i + 1] == '%')
        {
            i++;
        }

        if (i < text.Length && text[i] is '%')
        {
            textEnd = i + 1;
            return QuantityKind.Percent;
        }

        if (textEnd + 1 < text.Length && text[textEnd] == ':' && char.IsAsciiDigit(text[textEnd + 1]))
        {
            return QuantityKind.Time;
        }

        Token first = tokens[end - 1];
        if (first.Start > 1 && text[first.Start - 1] == ':' && char.IsAsciiDigit(text[first.Start - 2]))
        {
            return QuantityKind.Time;
        }

        if (end >= tokens.Length || tokens[end].Start > textEnd + 1)
        {
            return kind;
        }

        ulong next = tokens[end].Word;
        bool perCent = end + 1 < tokens.Length && text.AsSpan(tokens[end].Start).StartsWith("per cent");
        if (PercentWords.Contains(next) || perCent)
        {
            end += perCent ? 2 : 1;
            textEnd = tokens[end - 1].End;
            return QuantityKind.Percent;
        }

        return MoneyWords.Contains(next) ? QuantityKind.Money : TimeWords.Contains(next) ? QuantityKind.Time : kind;
    }

    private static FrozenSet<ulong> Keys(params ReadOnlySpan<string> words)
    {
        var keys = new HashSet<ulong>();
        foreach (string word in words)
        {
            keys.Add(WordKey.Of(word));
        }

        return keys.ToFrozenSet();
    }
}
