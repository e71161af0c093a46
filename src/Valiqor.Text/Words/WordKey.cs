namespace Valiqor.Text.Words;

/// <summary>Turns words into 64-bit keys that are the same in every process, so that results are too.</summary>
/// <remarks>
/// FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ : quick on short words, and a collision is not to be met.
/// </remarks>
public static class WordKey
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const int LongestWord = 64;

    /// <summary>The key of the word in lower case and without accents.</summary>
    public static ulong Of(ReadOnlySpan<char> word)
    {
        Span<char> buffer = stackalloc char[LongestWord];
        return Hash(buffer[..Fold(word, buffer)]);
    }

    /// <summary>The key of the word's stem.</summary>
    public static ulong OfStem(ReadOnlySpan<char> word)
    {
        Span<char> buffer = stackalloc char[LongestWord];
        int length = Fold(word, buffer);
        return HashStem(buffer, length, Hash(buffer[..length]));
    }

    internal static (ulong Word, ulong Stem) Both(ReadOnlySpan<char> word)
    {
        Span<char> buffer = stackalloc char[LongestWord];
        int length = Fold(word, buffer);
        ulong key = Hash(buffer[..length]);
        return (key, HashStem(buffer, length, key));
    }

    private static ulong HashStem(Span<char> folded, int length, ulong word) =>
        IrregularForms.BaseOf(word) is { } known ? known : Hash(folded[..Stemmer.Stem(folded, length)]);

    private static ulong Hash(ReadOnlySpan<char> text)
    {
        ulong hash = Offset;
        foreach (char c in text)
        {
            hash = (hash ^ c) * Prime;
        }

        return hash;
    }

    private static int Fold(ReadOnlySpan<char> word, Span<char> buffer)
    {
        int length = 0;
        foreach (char c in word)
        {
            if (length == LongestWord)
            {
                break;
            }

            if (char.IsAscii(c))
            {
                if (c != '.')
                {
                    buffer[length++] = char.ToLowerInvariant(c);
                }
            }
            else
            {
                buffer[length++] = WithoutAccent(char.ToLowerInvariant(c));
            }
        }

        return length;
    }

    private static char WithoutAccent(char c) => c switch
    {
        >= 'à' and <= 'å' => 'a',
        'ç' => 'c',
        >= 'è' and <= 'ë' => 'e',
        >= 'ì' and <= 'ï' => 'i',
        'ñ' => 'n',
        >= 'ò' and <= 'ö' or 'ø' => 'o',
        >= 'ù' and <= 'ü' => 'u',
        'ý' or 'ÿ' => 'y',
        '\u2019' => '\'',
        _ => c,
    };
}
