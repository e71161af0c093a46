using System.Collections.Immutable;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>
/// Walks over the groups of digits in a text and asks what each run of them is: a card, an SSN or a phone.
/// </summary>
internal sealed class NumberRuns : IFindAll<string, SensitiveValue>
{
    /// <summary>A run with more groups is a table or a listing, and is looked at in pieces.</summary>
    private const int MostGroups = 10;

    /// <summary>A text with more is proven to leak, and phone numbers are slow to look up.</summary>
    private const int MostValues = 100;

    public ImmutableArray<string> Rules => ["payment_card", "us_ssn", "phone"];

    public void Find(string text, List<SensitiveValue> found)
    {
        var phones = new PhoneLines();
        Span<Range> groups = stackalloc Range[MostGroups];
        for (int i = text.AsSpan().IndexOfAnyInRange('0', '9'); i >= 0 && found.Count < MostValues;)
        {
            int count = ReadRun(text, i, groups);
            int end = groups[count - 1].End.Value;
            var run = new NumberRun(text, groups[..count]);
            if (run.Digits >= 7)
            {
                SensitiveValue? value = PaymentCards.In(run) ?? SocialSecurityNumbers.In(run) ?? phones.In(run);
                if (value is { } hit)
                {
                    found.Add(hit);
                    end = Math.Max(end, hit.End);
                }
            }

            int next = end >= text.Length ? -1 : text.AsSpan(end).IndexOfAnyInRange('0', '9');
            i = next < 0 ? -1 : end + next;
        }
    }

    /// <summary>
    /// Groups of digits with nothing between them but the marks that phone and card numbers are written with.
    /// </summary>
    private static int ReadRun(string text, int start, Span<Range> groups)
    {
        int count = 0;
        for (int i = start; count < groups.Length;)
        {
            int end = i;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            groups[count++] = i..end;
            i = end;
            while (i < text.Length && i - end < 3 && IsMark(text[i]))
            {
                i++;
            }

            bool goesOn = i > end && i < text.Length && char.IsAsciiDigit(text[i])
                && !(i - end == 2 && text[end] == ' ' && text[end + 1] == ' ');
            if (!goesOn)
            {
                break;
            }
        }

        return count;
    }

    private static bool IsMark(char c) =>
        c is ' ' or '-' or '.' or '(' or ')' or '/' or '\u00a0' or '\u2011' or '\u2013' or '\u202f';
}

/// <summary>Groups of digits that stand together.</summary>
internal readonly ref struct NumberRun
{
    private readonly ReadOnlySpan<Range> _groups;

    public NumberRun(string text, ReadOnlySpan<Range> groups)
    {
        Text = text;
        _groups = groups;
        foreach (Range group in groups)
        {
            Digits += group.End.Value - group.Start.Value;
        }
    }

    public string Text { get; }

    public int Count => _groups.Length;

    public int Digits { get; }

    public int Start => _groups[0].Start.Value;

    public int End => _groups[^1].End.Value;

    public ReadOnlySpan<char> this[int group] => Text.AsSpan(_groups[group]);

    /// <summary>The marks between a group and the next.</summary>
    public ReadOnlySpan<char> After(int group) => Text.AsSpan(_groups[group].End.Value.._groups[group + 1].Start.Value);

    public NumberRun Slice(int first, int count) => new(Text, _groups.Slice(first, count));

    /// <summary>Up to that many characters before the run.</summary>
    public ReadOnlySpan<char> Before(int length) => Text.AsSpan(Math.Max(0, Start - length), Math.Min(length, Start));

    /// <summary>Up to that many characters behind the run.</summary>
    public ReadOnlySpan<char> Behind(int length) => Text.AsSpan(End, Math.Min(length, Text.Length - End));

    /// <summary>Not part of a longer word, name, path or decimal number.</summary>
    public bool StandsApart
    {
        get
        {
            char before = Start > 0 ? Text[Start - 1] : ' ';
            char behind = End < Text.Length ? Text[End] : ' ';
            char farther = End + 1 < Text.Length ? Text[End + 1] : ' ';
            bool glued = char.IsLetterOrDigit(before) || before is '_' or '=' or '$' or '€' or '£' or '@' or '&' or '%'
                || (before is '-' or '.' or ',' or '/' or '#' && Start > 1 && char.IsLetterOrDigit(Text[Start - 2]));
            bool goesOn = char.IsLetter(behind) || behind is '_' or '%' or '@' or '€' or '°'
                || (behind is ':' or ',' or '.' && char.IsAsciiDigit(farther));
            return !glued && !goesOn;
        }
    }

    public int CopyDigits(Span<char> into)
    {
        int length = 0;
        foreach (Range group in _groups)
        {
            ReadOnlySpan<char> digits = Text.AsSpan(group);
            if (length + digits.Length > into.Length)
            {
                return -1;
            }

            digits.CopyTo(into[length..]);
            length += digits.Length;
        }

        return length;
    }
}
