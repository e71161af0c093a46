namespace Valiqor.Text.Words;

/// <summary>A word or a number of a text. Words are compared by key, so that reading a text makes no strings.</summary>
/// <param name="Start">In UTF-16 code units from the text's start.</param>
/// <param name="End">Exclusive. A possessive <c>'s</c> is not part of the word.</param>
/// <param name="Word">The key of the lower-case word; see <see cref="WordKey"/>.</param>
/// <param name="Stem">The key that the forms of one word share.</param>
public readonly record struct Token(int Start, int End, ulong Word, ulong Stem, TokenTraits Traits)
{
    public int Length => End - Start;

    /// <summary>Carries meaning of its own: neither a function word nor a negation.</summary>
    public bool IsContent => (Traits & (TokenTraits.Stopword | TokenTraits.Negation)) == 0;

    public bool Is(TokenTraits traits) => (Traits & traits) != 0;
}

[Flags]
public enum TokenTraits
{
    None = 0,
    Number = 1,
    Capitalized = 2,
    AllCaps = 4,
    Stopword = 8,
    Negation = 16,
    Possessive = 32,

    /// <summary>A Chinese or Japanese sign, which stands for itself: these texts put no spaces between words.</summary>
    Ideograph = 64,

    /// <summary>Digits with two points or more: a version or an address, not a number.</summary>
    Version = 128,
    HasDigit = 256,
}
