using System.Collections.Frozen;
using System.Globalization;
using Valiqor.Text.Words;

namespace Valiqor.Text.Mentions;

/// <summary>
/// Finds the dates of a text. A year alone is a <see cref="Quantity"/>, and so is a month alone a word.
/// </summary>
internal static class DateReader
{
    private static readonly FrozenDictionary<ulong, int> Months = BuildMonths();
    private static readonly FrozenSet<ulong> DayEndings =
        new[] { "st", "nd", "rd", "th" }.Select(word => WordKey.Of(word)).ToFrozenSet();

    private static readonly ulong Of = WordKey.Of("of");

    public static DateMention[] Read(string text, ReadOnlySpan<Token> tokens)
    {
        List<DateMention>? found = null;
        int i = 0;
        while (i < tokens.Length)
        {
            DateMention? date = tokens[i].Is(TokenTraits.Number)
                ? Numeric(text, tokens, i) ?? DayFirst(text, tokens, i)
                : MonthFirst(text, tokens, i);
            if (date is { } value)
            {
                (found ??= []).Add(value);
                i = value.EndToken;
            }
            else
            {
                i++;
            }
        }

        return found is null ? [] : [.. found];
    }

    /// <summary>
    /// 2021-03-05, 03/05/2021 and 05.03.2021; the order of day and month is unknown unless one is over 12.
    /// </summary>
    private static DateMention? Numeric(string text, ReadOnlySpan<Token> tokens, int at)
    {
        if (at + 2 >= tokens.Length || !Joined(text, tokens, at) || !Joined(text, tokens, at + 1))
        {
            return null;
        }

        int a = Whole(text, tokens[at]);
        int b = Whole(text, tokens[at + 1]);
        int c = Whole(text, tokens[at + 2]);
        (int year, int month, int day) = tokens[at].Length == 4 ? (a, b, c)
            : tokens[at + 2].Length != 4 ? (0, 0, 0)
            : a > 12 ? (c, b, a)
            : b > 12 ? (c, a, b)
            : (c, 0, 0);
        bool valid = year is >= 1000 and <= 2200 && month is >= 0 and <= 12 && day is >= 0 and <= 31;
        return valid && (month > 0 || tokens[at].Length != 4)
            ? new DateMention(tokens[at].Start, tokens[at + 2].End, year, month, day, at, at + 3)
            : null;
    }

    private static bool Joined(string text, ReadOnlySpan<Token> tokens, int at) =>
        tokens[at + 1].Is(TokenTraits.Number) && tokens[at + 1].Start - tokens[at].End == 1
        && text[tokens[at].End] is '-' or '/';

    private static DateMention? DayFirst(string text, ReadOnlySpan<Token> tokens, int at)
    {
        int day = Day(text, tokens[at]);
        int next = at + 1;
        if (day > 0 && next < tokens.Length && DayEndings.Contains(tokens[next].Word))
        {
            next++;
        }

        if (day > 0 && next < tokens.Length && tokens[next].Word == Of)
        {
            next++;
        }

        if (day == 0 || next >= tokens.Length || !Near(text, tokens, next) || !IsMonthName(tokens[next], out int month))
        {
            return null;
        }

        int year = YearAt(text, tokens, next + 1);
        int end = next + (year > 0 ? 2 : 1);
        return new DateMention(tokens[at].Start, tokens[end - 1].End, year, month, day, at, end);
    }

    private static DateMention? MonthFirst(string text, ReadOnlySpan<Token> tokens, int at)
    {
        if (!IsMonthName(tokens[at], out int month) || at + 1 >= tokens.Length || !Near(text, tokens, at + 1))
        {
            return null;
        }

        int end = at + 1;
        int day = Day(text, tokens[end]);
        if (day > 0)
        {
            end++;
            end += end < tokens.Length && DayEndings.Contains(tokens[end].Word) ? 1 : 0;
        }

        int year = YearAt(text, tokens, end);
        end += year > 0 ? 1 : 0;
        return day == 0 && year == 0
            ? null
            : new DateMention(tokens[at].Start, tokens[end - 1].End, year, month, day, at, end);
    }

    private static int YearAt(string text, ReadOnlySpan<Token> tokens, int at) =>
        at < tokens.Length && Near(text, tokens, at) && tokens[at].Is(TokenTraits.Number) && tokens[at].Length == 4
        && Whole(text, tokens[at]) is var year and >= 1000 and <= 2200
            ? year
            : 0;

    private static int Day(string text, Token token) =>
        token.Is(TokenTraits.Number) && token.Length <= 2 && Whole(text, token) is var day and >= 1 and <= 31 ? day : 0;

    private static int Whole(string text, Token token) =>
        int.TryParse(text.AsSpan(token.Start, token.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int n)
            ? n
            : -1;

    /// <summary>Only a blank, a point or a comma between.</summary>
    private static bool Near(string text, ReadOnlySpan<Token> tokens, int at)
    {
        ReadOnlySpan<char> gap = text.AsSpan(tokens[at - 1].End, tokens[at].Start - tokens[at - 1].End);
        return gap.Length <= 3 && !gap.ContainsAnyExcept(" .,\u00a0");
    }

    private static bool IsMonthName(Token token, out int month) =>
        Months.TryGetValue(token.Word, out month) && token.Is(TokenTraits.Capitalized);

    private static FrozenDictionary<ulong, int> BuildMonths()
    {
        string[] names = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];
        var months = new Dictionary<ulong, int>();
        for (int i = 0; i < names.Length; i++)
        {
            months[WordKey.Of(names[i])] = i + 1;
            months[WordKey.Of(names[i].AsSpan(0, 3))] = i + 1;
        }

        months[WordKey.Of("sept")] = 9;
        return months.ToFrozenDictionary();
    }
}
