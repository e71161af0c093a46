using Microsoft.ML.Tokenizers;

namespace Valiqor.Service.Models;

/// <summary>Counts tokens as the current models of OpenAI do. Its vocabulary takes a moment to load, once.</summary>
internal sealed class TokenCounter
{
    public const string Encoding = "o200k_base";

    /// <summary>
    /// The tokenizer takes quadratic time for what it sees as one word, so a long text is counted in pieces. They are
    /// cut before a space between letters, where no token can be; a text without one, at any character, which may
    /// count one token too many for each cut.
    /// </summary>
    internal const int PieceLength = 2_000;

    private readonly Lazy<Tokenizer> _tokenizer = new(() => TiktokenTokenizer.CreateForEncoding(Encoding));

    public int Count(string text)
    {
        int count = 0;
        for (ReadOnlySpan<char> rest = text; rest.Length > 0;)
        {
            int length = rest.Length <= PieceLength ? rest.Length : CutOf(rest);
            count += _tokenizer.Value.CountTokens(rest[..length]);
            rest = rest[length..];
        }

        return count;
    }

    private static int CutOf(ReadOnlySpan<char> rest)
    {
        for (int i = PieceLength; i > 0; i--)
        {
            if (rest[i] == ' ' && char.IsLetter(rest[i - 1]) && char.IsLetter(rest[i + 1]))
            {
                return i;
            }
        }

        return char.IsHighSurrogate(rest[PieceLength - 1]) ? PieceLength - 1 : PieceLength;
    }
}
