namespace Valiqor.Text.Words;

/// <summary>Reads the words and numbers of a text in one pass. Signs between them are left to whoever asks.</summary>
public static class Tokenizer
{
    public static List<Token> Read(string text)
    {
        var tokens = new List<Token>(text.Length / 5 + 4);
        int i = 0;
        while (i < text.Length)
        {
            char c = text[i];
            if (char.IsAsciiDigit(c))
            {
                i = ReadNumber(text, i, tokens);
            }
            else if (IsIdeograph(c))
            {
                (ulong word, _) = WordKey.Both(text.AsSpan(i, 1));
                tokens.Add(new Token(i, i + 1, word, word, TokenTraits.Ideograph));
                i++;
            }
            else if (char.IsLetter(c))
            {
                i = ReadWord(text, i, tokens);
            }
            else
            {
                i++;
            }
        }

        return tokens;
    }

    private static int ReadNumber(string text, int start, List<Token> tokens)
    {
        int end = start + 1;
        int points = 0;
        while (end < text.Length)
        {
            if (char.IsAsciiDigit(text[end]))
            {
                end++;
            }
            else if (text[end] == '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))
            {
                points++;
                end += 2;
            }
            else if (text[end] == ',' && points == 0 && IsThousandsGroup(text, end + 1))
            {
                end += 4;
            }
            else
            {
                break;
            }
        }

        (ulong word, _) = WordKey.Both(text.AsSpan(start, end - start));
        TokenTraits traits = TokenTraits.HasDigit | (points > 1 ? TokenTraits.Version : TokenTraits.Number);
        tokens.Add(new Token(start, end, word, word, traits));
        return end;
    }

    private static bool IsThousandsGroup(string text, int start) =>
        start + 3 <= text.Length
        && char.IsAsciiDigit(text[start]) && char.IsAsciiDigit(text[start + 1]) && char.IsAsciiDigit(text[start + 2])
        && (start + 3 == text.Length || !char.IsAsciiDigit(text[start + 3]));

    private static int ReadWord(string text, int start, List<Token> tokens)
    {
        int end = start + 1;
        bool digits = false;
        while (end < text.Length)
        {
            char c = text[end];
            if (char.IsLetterOrDigit(c) && !IsIdeograph(c))
            {
                digits |= char.IsAsciiDigit(c);
                end++;
            }
            else if (IsJoint(text, start, end))
            {
                end++;
            }
            else
            {
                break;
            }
        }

        tokens.Add(Word(text, start, end, digits));
        return end;
    }

    /// <summary>The apostrophe of "don't", and the points of "U.S.".</summary>
    private static bool IsJoint(string text, int start, int at)
    {
        char c = text[at];
        bool letterFollows = at + 1 < text.Length && char.IsLetter(text[at + 1]);
        return c switch
        {
            '\'' or '\u2019' => letterFollows,
            '.' => IsInitial(text, start, at) && (letterFollows
                ? at + 2 == text.Length || !char.IsLetter(text[at + 2])
                : at - start > 1),
            _ => char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark,
        };
    }

    private static bool IsInitial(string text, int start, int at) =>
        char.IsLetter(text[at - 1]) && (at - 1 == start || text[at - 2] == '.');

    private static Token Word(string text, int start, int end, bool digits)
    {
        ReadOnlySpan<char> word = text.AsSpan(start, end - start);
        TokenTraits traits = digits ? TokenTraits.HasDigit : TokenTraits.None;
        if (word.Length > 2 && word[^1] is 's' or 'S' && word[^2] is '\'' or '\u2019')
        {
            word = word[..^2];
            traits |= TokenTraits.Possessive;
        }

        (ulong key, ulong stem) = WordKey.Both(word);
        traits |= FunctionWords.Of(key);
        if ((traits & TokenTraits.Negation) != 0 && end < text.Length && text[end] == '-')
        {
            // "Never-before-seen" and "no-code" praise; they deny nothing.
            traits = (traits & ~TokenTraits.Negation) | TokenTraits.Stopword;
        }

        bool denied = word.Length > 3 && word[^1] is 't' or 'T' && word[^2] is '\'' or '\u2019';
        if (denied)
        {
            traits = (traits & ~TokenTraits.Stopword) | TokenTraits.Negation;
        }

        if (char.IsUpper(word[0]))
        {
            traits |= TokenTraits.Capitalized;
            traits |= word.Length > 1 && !word.ContainsAnyInRange('a', 'z') ? TokenTraits.AllCaps : TokenTraits.None;
        }

        return new Token(start, start + word.Length, key, stem, traits);
    }

    private static bool IsIdeograph(char c) => c is >= '\u3040' and <= '\u30ff' or >= '\u3400' and <= '\u9fff';
}
