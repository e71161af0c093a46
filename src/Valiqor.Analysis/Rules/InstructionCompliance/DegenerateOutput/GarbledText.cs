using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Text.Markdown;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>
/// Finds characters that no writer meant: replacement characters, mojibake, control codes, character soup.
/// </summary>
internal sealed class GarbledText : IFindOne<ItemFacts, Signal>
{
    /// <summary>Under this many words a share says nothing.</summary>
    private const int FewestWords = 8;

    /// <summary>Marks that stand inside words, names, code and Markdown.</summary>
    private static readonly SearchValues<char> WordMarks = SearchValues.Create("'’-./_:,()[]{}<>=\"*|\\;“”");

    private static readonly SearchValues<char> MojibakeLeads = SearchValues.Create("ÃâÂÐÑ");

    public ImmutableArray<string> Rules =>
        ["replacement_character", "mojibake", "control_characters", "character_soup"];

    public Signal? Find(ItemFacts facts) => Place(facts.Item, facts.Output.Code) is { } evidence
        ? Signal.Fail(
            evidence.Confidence,
            "The answer has characters that no writer meant: bytes decoded wrongly, or tokens sampled at random.",
            "Decode streams as UTF-8 over whole characters, and "
                + " check the sampling temperature and the model's weights.",
            evidence)
        : null;

    private static Evidence? Place(Item item, MarkdownCode code) =>
        ReplacementCharacter(item) ?? Mojibake(item) ?? ControlCodes(item.Output) ?? Soup(item, code);

    private static Evidence? ReplacementCharacter(Item item)
    {
        int start = item.Output.IndexOf('\ufffd', StringComparison.Ordinal);
        if (start < 0 || item.Input.Contains('\ufffd', StringComparison.Ordinal)
            || AsksForEncoding.IsMatch(item.Input))
        {
            return null;
        }

        int end = start;
        while (end < item.Output.Length && item.Output[end] == '\ufffd')
        {
            end++;
        }

        return Evidence.InOutput(
            start,
            end,
            "replacement_character",
            "U+FFFD replaces bytes that could not be decoded.") with
        { Confidence = 0.95 };
    }

    private static Evidence? Mojibake(Item item)
    {
        if (!item.Output.AsSpan().ContainsAny(MojibakeLeads))
        {
            return null;
        }

        (int Start, int End) first = (-1, -1);
        int count = 0;
        foreach (ValueMatch match in DoubleDecoded.EnumerateMatches(item.Output))
        {
            first = count++ == 0 ? (match.Index, match.Index + match.Length) : first;
            // "â€™" is nothing else; one "Ã©" could be a formula's letters, two are not.
            bool sure = match.Length >= 3 || count >= 2;
            if (sure)
            {
                string text = item.Output.Substring(match.Index, match.Length);
                bool given = item.Input.Contains(text, StringComparison.Ordinal)
                    || AsksForEncoding.IsMatch(item.Input);
                return given ? null : Evidence.InOutput(
                    first.Start,
                    first.End,
                    "mojibake",
                    "UTF-8 bytes were read as another encoding here.") with
                { Confidence = 0.95 };
            }
        }

        return null;
    }

    private static Evidence? ControlCodes(string text)
    {
        int first = -1;
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool odd = c < ' ' ? c is not ('\t' or '\n' or '\r' or '\f' or '\u001b')
                : c is (>= '\u007f' and <= '\u009f' and not '\u0085') or (>= '\ue000' and <= '\uf8ff');
            if (odd)
            {
                first = count++ == 0 ? i : first;
            }
        }

        return count >= 3 && count * 50 > text.Length
            ? Evidence.InOutput(
                first,
                first + 1,
                "control_characters",
                $"{count} characters of the answer are control or private-use codes.") with
            { Confidence = 0.85 }
            : null;
    }

    private static Evidence? Soup(Item item, MarkdownCode code)
    {
        string text = item.Output;
        if (!code.Blocks.IsEmpty || text.Length < 40 || text.AsSpan().TrimStart()[0] is '{' or '[' or '<')
        {
            return null;
        }

        int words = 0;
        int soup = 0;
        (int Start, int End) place = (-1, -1);
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool space = i == text.Length || char.IsWhiteSpace(text[i]);
            if (!space)
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                ReadOnlySpan<char> word = text.AsSpan(start, i - start);
                if (word.Length >= 3)
                {
                    words++;
                    if (IsSoup(word))
                    {
                        soup++;
                        place = (place.Start < 0 ? start : place.Start, i);
                    }
                }

                start = -1;
            }
        }

        return words >= FewestWords && soup * 2 > words && !AsksForNonsense.IsMatch(item.Input)
            ? Evidence.InOutput(
                place.Start,
                place.End,
                "character_soup",
                $"{soup} of {words} words are made of characters at random.") with
            { Confidence = 0.85 }
            : null;
    }

    /// <summary>
    /// Symbols between letters again and again, letters without a vowel, or scripts mixed inside one word.
    /// </summary>
    private static bool IsSoup(ReadOnlySpan<char> word)
    {
        int letters = 0;
        int vowels = 0;
        int breaks = 0;
        bool latin = false;
        bool cyrillic = false;
        bool lower = false;
        for (int i = 0; i < word.Length; i++)
        {
            char c = word[i];
            if (char.IsAsciiLetter(c))
            {
                letters++;
                latin = true;
                lower |= char.IsAsciiLetterLower(c);
                vowels += char.ToLowerInvariant(c) is 'a' or 'e' or 'i' or 'o' or 'u' or 'y' ? 1 : 0;
            }
            else if (c is >= '\u0400' and <= '\u04ff')
            {
                cyrillic = true;
            }
            else if (c > '\u007f' && char.IsLetter(c))
            {
                vowels++;
            }
            else if (i > 0 && i < word.Length - 1 && !WordMarks.Contains(c)
                && CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.DecimalDigitNumber)
            {
                breaks++;
            }
        }

        return (latin && cyrillic) || (letters >= 2 && breaks >= 2) || (letters >= 5 && vowels == 0 && lower);
    }

    private static readonly Pattern DoubleDecoded = Pattern.Of(
        "â€[\u0080-\u00bf\u2018-\u2122œžŸ¦]|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]|(?:[ÐÑ][\u0080-\u00bf]){3}");

    private static readonly Pattern AsksForEncoding = Pattern.AnyCase(
        @"\b(?:encod\w+|decod\w+|mojibake|unicode|utf-?8|latin-?1|charset|garbled)\b");

    private static readonly Pattern AsksForNonsense = Pattern.AnyCase(
        @"\b(?:passwords?|random|gibberish|nonsense|cipher\w*|encrypt\w*|decrypt\w*|encod\w+|hash\w*|regex\w*"
            + @"|code|formula"
            + @"|equations?|latex|math\w*|emoji|emoticons?|ascii|cryptic|symbols?|vowels?|letters?|lipogram|script)\b");
}
