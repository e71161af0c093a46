namespace Valiqor.Text.Sentences;

/// <summary>A sentence, heading or list entry, without the blanks and the list sign around it.</summary>
/// <param name="FirstToken">Position in <see cref="TextFacts.Tokens"/>.</param>
/// <param name="EndToken">Exclusive.</param>
public readonly record struct Sentence(int Start, int End, int FirstToken, int EndToken, SentenceTraits Traits)
{
    public bool Is(SentenceTraits traits) => (Traits & traits) != 0;
}

[Flags]
public enum SentenceTraits
{
    None = 0,
    Question = 1,
    ListItem = 2,
    Heading = 4,
    Code = 8,
}
