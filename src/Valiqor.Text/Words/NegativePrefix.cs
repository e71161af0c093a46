namespace Valiqor.Text.Words;

/// <summary>Takes the prefix off a word that makes it its own opposite: "unsafe", "non-exclusive".</summary>
public static class NegativePrefix
{
    private const int ShortestBase = 4;

    /// <summary>These negate adjectives; other words begin so by chance: "income", "discover".</summary>
    private static readonly string[] OfAdjectives = ["in", "im", "ir", "il", "dis"];

    private static readonly string[] AdjectiveEndings =
        ["able", "ible", "ent", "ant", "ate", "al", "ive", "ect", "ful", "ular", "ite", "ure", "cy",
            "ance"];

    /// <summary>The stem of what is left, or 0 where the word has no such prefix.</summary>
    public static ulong BaseOf(ReadOnlySpan<char> word)
    {
        if (word.StartsWith("un", StringComparison.OrdinalIgnoreCase))
        {
            return Base(word, 2);
        }

        if (word.StartsWith("non", StringComparison.OrdinalIgnoreCase))
        {
            return Base(word, 3);
        }

        foreach (string prefix in OfAdjectives)
        {
            if (word.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && EndsAsAdjective(word))
            {
                return Base(word, prefix.Length);
            }
        }

        return 0;
    }

    private static ulong Base(ReadOnlySpan<char> word, int prefix) =>
        word.Length - prefix >= ShortestBase ? WordKey.OfStem(word[prefix..]) : 0;

    private static bool EndsAsAdjective(ReadOnlySpan<char> word)
    {
        foreach (string ending in AdjectiveEndings)
        {
            if (word.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
