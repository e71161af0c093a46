using System.Buffers;
using System.Text;
using Valiqor.Text.Patterns;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>Reads what a text hides: encoded runs, words in look-alike letters, invisible characters.</summary>
internal static class HiddenText
{
    private const int MostRuns = 20;
    private const int ShortestRun = 20;
    private const int LongestRun = 20_000;

    private static readonly SearchValues<char> Invisible = SearchValues.Create(
        "\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u00ad\ufeff\u180e\u202e\u202d");

    /// <summary>Cyrillic and Greek letters that look like Latin ones, and what they look like.</summary>
    private const string LookAlike = "аеорсухіјѕһԁԛԝАВЕКМНОРСТХІЈЅαορνιυτκ";

    private const string Looks = "aeopcyxijshdqwABEKMHOPCTXIJSaopviutk";

    private const string LeetSigns = "0134578@$!|";
    private const string LeetLetters = "oieastbasil";

    /// <summary>The texts hidden in a text, each with the place that hides it and how it is hidden.</summary>
    public static IEnumerable<(int Start, int End, string Decoded, string How)> Read(PartText parts)
    {
        string text = parts.Text;
        foreach ((int start, int end, string decoded) in Runs(text))
        {
            yield return (start, end, decoded, "encoded");
        }

        if (parts.Has(Part.Rotated))
        {
            yield return (0, text.Length, Rotate(text), "ROT13");
        }

        if (parts.Has(Part.Reversed))
        {
            yield return (0, text.Length, Reverse(text), "reversed");
        }

        if (Plain(parts) is { } plain)
        {
            yield return (0, text.Length, plain, "disguised");
        }
    }

    /// <summary>The text backwards and in ROT13, for a reader that knows what it looks for.</summary>
    public static IEnumerable<string> Turns(string text) => [Reverse(text), Rotate(text)];

    /// <summary>Words of one letter in a row, and several words with digits in them.</summary>
    private static (bool Spaced, bool Leet) Disguises(PartText text)
    {
        int single = 0;
        int mixed = 0;
        bool spaced = false;
        foreach (Token token in text.Facts.Tokens)
        {
            single = token.Length == 1 ? single + 1 : 0;
            mixed += token.Is(TokenTraits.HasDigit) && !token.Is(TokenTraits.Number) ? 1 : 0;
            spaced |= single >= 8;
        }

        return (spaced, mixed >= 2);
    }

    private static IEnumerable<(int Start, int End, string Decoded)> Runs(string text)
    {
        int runs = 0;
        for (int start = 0; start + ShortestRun <= text.Length && runs < MostRuns;)
        {
            // From behind, so that a blank among the next characters skips all those before it.
            int last = start + ShortestRun - 1;
            while (last >= start && IsRun(text[last]))
            {
                last--;
            }

            if (last >= start)
            {
                start = last + 1;
                continue;
            }

            int end = start + ShortestRun;
            while (end < text.Length && IsRun(text[end]))
            {
                end++;
            }

            if (end - start <= LongestRun && Decode(text[start..end]) is { } decoded && IsProse(decoded))
            {
                runs++;
                yield return (start, end, decoded);
            }

            start = end;
        }
    }

    private static string? Decode(string run) => FromHex(run) ?? FromPercent(run) ?? FromBase64(run);

    private static bool IsRun(char c) =>
        char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=' or '%' or '_' or '-' or '\\';

    private static string? FromBase64(string run)
    {
        string padded = run.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        padded = padded[..(padded.Length - (padded.Length % 4 == 1 ? 1 : 0))];
        padded += new string('=', (4 - padded.Length % 4) % 4);
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out int written) && written > 0
            ? Encoding.UTF8.GetString(bytes, 0, written)
            : null;
    }

    private static string? FromHex(string run)
    {
        string digits = run.Replace("\\x", "", StringComparison.Ordinal);
        digits = digits.StartsWith("0x", StringComparison.Ordinal) ? digits[2..] : digits;
        return digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit)
            ? Encoding.UTF8.GetString(Convert.FromHexString(digits))
            : null;
    }

    private static string? FromPercent(string run) =>
        run.AsSpan().Count('%') >= 2 ? Uri.UnescapeDataString(run) : null;

    /// <summary>Words with blanks between them: a picture or a key decodes to none.</summary>
    private static bool IsProse(string text)
    {
        int letters = text.Count(c => char.IsLetter(c) || c == ' ');
        return letters >= 0.8 * text.Length && text.AsSpan().Count(' ') >= 2 && !text.Contains('\ufffd');
    }

    private static string Rotate(string text) => string.Create(text.Length, text, static (into, from) =>
    {
        for (int i = 0; i < from.Length; i++)
        {
            char c = from[i];
            into[i] = c switch
            {
                >= 'a' and <= 'z' => (char)('a' + ((c - 'a' + 13) % 26)),
                >= 'A' and <= 'Z' => (char)('A' + ((c - 'A' + 13) % 26)),
                _ => c,
            };
        }
    });

    private static string Reverse(string text) => string.Create(text.Length, text, static (into, from) =>
    {
        from.CopyTo(into);
        into.Reverse();
    });

    /// <summary>The text in plain letters, where it is written in others; null where it is plain already.</summary>
    private static string? Plain(PartText parts)
    {
        string text = parts.Text;
        string letters = Ascii.IsValid(text) ? text : Composed(text);
        if (letters.AsSpan().ContainsAnyInRange('\u0370', '\u052f'))
        {
            letters = MixedWord.Replace(letters, match => FromLookAlikes(match.Value));
        }

        (bool spaced, bool leet) = Disguises(parts);
        letters = spaced ? SpacedWord.Replace(letters, match => Unspaced(match.Value)) : letters;
        letters = leet ? LeetWord.Replace(letters, match => FromLeet(match.Value)) : letters;
        return letters == text ? null : letters;
    }

    /// <summary>Without what is never shown, and with wide and mathematical letters as plain ones.</summary>
    private static string Composed(string text)
    {
        bool wide = text.AsSpan().ContainsAnyInRange('\uff01', '\uff5e') || text.Contains('\ud835');
        if (!wide && !text.Contains('\udb40') && !text.AsSpan().ContainsAny(Invisible))
        {
            return text;
        }

        string composed = wide ? WithoutLoneSurrogates(text).Normalize(NormalizationForm.FormKC) : text;
        var plain = new StringBuilder(composed.Length);
        for (int i = 0; i < composed.Length; i++)
        {
            // Tag characters (U+E0020–U+E007E) repeat ASCII and are never shown.
            bool tag = composed[i] == '\udb40' && i + 1 < composed.Length
                && composed[i + 1] is >= '\udc20' and <= '\udc7e';
            if (tag)
            {
                plain.Append((char)(composed[++i] - '\udc00'));
            }
            else if (!Invisible.Contains(composed[i]))
            {
                plain.Append(composed[i]);
            }
        }

        return plain.ToString();
    }

    /// <summary>A lone surrogate cannot be normalized.</summary>
    private static string WithoutLoneSurrogates(string text) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static string FromLookAlikes(string word)
    {
        bool latin = word.Any(char.IsAsciiLetter);
        return !latin ? word : string.Concat(word.Select(c =>
            LookAlike.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? Looks[at] : c));
    }

    private static string FromLeet(string word) => string.Concat(word.Select(c =>
        LeetSigns.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? LeetLetters[at] : c));

    /// <summary>One blank or sign between letters goes, two or more stand between words.</summary>
    private static string Unspaced(string spaced) => WordGap.Replace(spaced, "\u0001")
        .Replace(" ", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal)
        .Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal)
        .Replace('\u0001', ' ');

    private static readonly Pattern MixedWord = Pattern.Of(
        @"[\p{L}]*(?:[A-Za-z][\u0370-\u04ff\u0500-\u052f]|[\u0370-\u052f][A-Za-z])[\p{L}]*");

    private static readonly Pattern SpacedWord = Pattern.Of(@"\b(?:[A-Za-z][ ._-]{1,3}){7,200}[A-Za-z]\b");

    private static readonly Pattern WordGap = Pattern.Of(@" {2,3}");

    /// <summary>A word with digits or signs between its letters, as in "1gn0re" and "pr3v10us".</summary>
    private static readonly Pattern LeetWord = Pattern.Of(
        @"\b(?:[A-Za-z]{1,12}[0134578@$!|]{1,2}[A-Za-z]{1,12}"
            + @"|[0134578][A-Za-z]{1,6}[0134578])(?:[0134578@$!|]?[A-Za-z]{1,8}){0,4}");
}
