using System.Buffers;

namespace Valiqor.Text.Words;

/// <summary>Takes the inflection off an English word: plural, past, participle, adverb. Derivation stays.</summary>
/// <remarks>
/// A light stemmer in the manner of Harman's S-stemmer ("How effective is suffixing?", JASIS 1991), with the verb
/// endings added. Heavier ones merge words that grounding has to tell apart, such as "import" and "important".
/// </remarks>
internal static class Stemmer
{
    private const int ShortestStem = 3;
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    /// <summary>
    /// The length of the stem of a lower-case word; letters in <paramref name="word"/> may be changed.
    /// </summary>
    public static int Stem(Span<char> word, int length)
    {
        if (length <= ShortestStem || !char.IsAsciiLetterLower(word[length - 1]))
        {
            return length;
        }

        length = WithoutPlural(word, length);
        length = WithoutVerbEnding(word, length);
        if (length > 5 && word[..length].EndsWith("ly"))
        {
            length -= 2;
        }

        if (length > ShortestStem && word[length - 1] == 'y')
        {
            word[length - 1] = 'i';
        }

        return length > ShortestStem && word[length - 1] == 'e' ? length - 1 : length;
    }

    private static int WithoutPlural(Span<char> word, int length)
    {
        ReadOnlySpan<char> text = word[..length];
        if (text[^1] != 's' || text.EndsWith("ss") || text.EndsWith("us") || text.EndsWith("is"))
        {
            return length;
        }

        if (text.EndsWith("ies") && length > 4)
        {
            return length - 2;
        }

        bool sibilant = text.EndsWith("ches") || text.EndsWith("shes") || text.EndsWith("xes")
            || text.EndsWith("sses") || text.EndsWith("zzes");
        return sibilant ? length - 2 : length - 1;
    }

    private static int WithoutVerbEnding(Span<char> word, int length)
    {
        ReadOnlySpan<char> text = word[..length];
        int cut = text.EndsWith("ing") ? 3 : text.EndsWith("ed") && !text.EndsWith("eed") ? 2 : 0;
        int stem = length - cut;
        if (cut == 0 || stem < ShortestStem || !text[..stem].ContainsAny(Vowels))
        {
            return length;
        }

        if (cut == 2 && text[stem - 1] == 'i')
        {
            return stem;
        }

        // "stopped" is "stop" with its last letter doubled; "called" is not "cal".
        bool doubled = stem > ShortestStem && text[stem - 1] == text[stem - 2] && !"lsz".Contains(text[stem - 1]);
        return doubled ? stem - 1 : stem;
    }
}
