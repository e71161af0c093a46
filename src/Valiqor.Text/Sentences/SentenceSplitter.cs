using System.Collections.Frozen;
using Valiqor.Text.Markdown;
using Valiqor.Text.Words;

namespace Valiqor.Text.Sentences;

/// <summary>Cuts a text into sentences. Abbreviations, decimals and initials do not end one; list entries do.</summary>
internal static class SentenceSplitter
{
    private static readonly FrozenSet<ulong> Abbreviations = new[]
    {
        "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "vs", "no", "inc", "ltd", "co", "corp", "fig", "sec",
        "approx",
        "e.g", "i.e", "eg", "ie", "cf", "al", "gen", "col", "lt", "sgt", "capt", "rev", "hon", "pres", "gov", "sen",
        "rep", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "vol", "pp", "ed",
        "eds", "est", "dept", "univ", "mt", "ft", "min", "max", "ca", "art", "nos", "op",
    }.Select(word => WordKey.Of(word)).ToFrozenSet();

    public static Sentence[] Split(string text, ReadOnlySpan<Token> tokens, MarkdownCode code)
    {
        var sentences = new List<Sentence>();
        int token = 0;
        int start = 0;
        while (start < text.Length)
        {
            bool isCode = code.EndOfBlockAt(start) >= 0;
            int end = isCode ? EndOfLine(text, start) : EndOfSentence(text, start);
            Add(text, start, end, tokens, ref token, isCode, sentences);
            start = end;
            while (start < text.Length && char.IsWhiteSpace(text[start]))
            {
                start++;
            }
        }

        return [.. sentences];
    }

    private static int EndOfLine(string text, int start)
    {
        int end = text.IndexOf('\n', start);
        return end < 0 ? text.Length : end + 1;
    }

    private static int EndOfSentence(string text, int start)
    {
        int wordStart = start;
        int marker = ListMarkerLength(text, start);
        for (int i = start + marker; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\n' && BreaksAt(text, i))
            {
                return i + 1;
            }

            if (c is '。' or '！' or '？')
            {
                return i + 1;
            }

            if (c is '.' or '!' or '?' or '\u2026')
            {
                int after = AfterClosers(text, i + 1);
                if (after >= text.Length)
                {
                    return text.Length;
                }

                if (char.IsWhiteSpace(text[after]) && (c != '.' || EndsSentence(text, wordStart, i, after)))
                {
                    return after;
                }

                if (after > i + 1)
                {
                    i = after - 1;
                    wordStart = after;
                    continue;
                }
            }

            if (!char.IsLetterOrDigit(c) && c != '.')
            {
                wordStart = i + 1;
            }
        }

        return text.Length;
    }

    /// <summary>
    /// Quotes, brackets and further marks that belong to the sentence before them; also "[1]" behind a point.
    /// </summary>
    private static int AfterClosers(string text, int at)
    {
        while (at < text.Length)
        {
            if (".!?\"')]*\u201d\u2019\u2026".Contains(text[at]))
            {
                at++;
            }
            else if (text[at] is '[' or '【' && CloserOf(text, at) is var end && end > at)
            {
                at = end;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private static int CloserOf(string text, int at)
    {
        for (int i = at + 1; i < text.Length && i < at + 12; i++)
        {
            if (text[i] is ']' or '】')
            {
                return i + 1;
            }

            if (!char.IsAsciiDigit(text[i]) && !", ^–-".Contains(text[i]))
            {
                break;
            }
        }

        return -1;
    }

    private static bool EndsSentence(string text, int wordStart, int point, int after)
    {
        ReadOnlySpan<char> word = text.AsSpan(wordStart, point - wordStart).TrimEnd('.');
        int next = after;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
        {
            next++;
        }

        bool lowerFollows = next < text.Length && char.IsLower(text[next]);
        if (word.IsEmpty || lowerFollows)
        {
            // A dialogue that puts spaces around its points has no capitals to go by.
            return word.IsEmpty && point > 0 && text[point - 1] == ' ';
        }

        bool initial = word.Length == 1 && char.IsUpper(word[0]) && word[0] != 'I';
        bool dotted = word.Length <= 8 && word.Contains('.') && char.IsLetter(word[^1]);
        bool number = word.Length <= 2 && char.IsAsciiDigit(word[0]) && LineStartsAt(text, wordStart);
        return !initial && !dotted && !number && !Abbreviations.Contains(WordKey.Of(word));
    }

    private static bool LineStartsAt(string text, int at)
    {
        int i = at - 1;
        while (i >= 0 && text[i] is ' ' or '\t')
        {
            i--;
        }

        return i < 0 || text[i] == '\n';
    }

    /// <summary>
    /// A line's end is a sentence's end unless the next line goes on in lower case, as wrapped text does.
    /// </summary>
    private static bool BreaksAt(string text, int newLine)
    {
        int next = newLine + 1;
        while (next < text.Length && text[next] is ' ' or '\t' or '\r')
        {
            next++;
        }

        return next >= text.Length || text[next] == '\n' || !char.IsLower(text[next])
            || ListMarkerLength(text, next) > 0;
    }

    /// <summary>The length of "- ", "* ", "12. ", "a) " or "# " with its blanks; 0 where no entry begins.</summary>
    internal static int ListMarkerLength(string text, int start)
    {
        int i = start;
        while (i < text.Length && i - start < 4 && (text[i] is '-' or '*' or '•' or '#' or '>' or '–'))
        {
            i++;
        }

        if (i == start)
        {
            while (i < text.Length && i - start < 3 && char.IsAsciiDigit(text[i]))
            {
                i++;
            }

            bool letter = i == start && i + 1 < text.Length && char.IsAsciiLetter(text[i]) && text[i + 1] == ')';
            i += letter ? 1 : 0;
            if (i == start || i >= text.Length || text[i] is not ('.' or ')' or ':'))
            {
                return 0;
            }

            i++;
        }

        int marker = i;
        while (i < text.Length && text[i] is ' ' or '\t')
        {
            i++;
        }

        return i > marker ? i - start : 0;
    }

    private static void Add(
        string text, int start, int end, ReadOnlySpan<Token> tokens, ref int token, bool code, List<Sentence> sentences)
    {
        int marker = code ? 0 : ListMarkerLength(text, start);
        bool heading = marker > 0 && text[start] == '#';
        start += marker;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        while (token < tokens.Length && tokens[token].Start < start)
        {
            token++;
        }

        int first = token;
        while (token < tokens.Length && tokens[token].Start < end)
        {
            token++;
        }

        if (token > first)
        {
            ReadOnlySpan<char> body = text.AsSpan(start, end - start).TrimEnd("\"')]*\u201d\u2019");
            SentenceTraits traits =
                (!body.IsEmpty && body[^1] is '?' or '？' ? SentenceTraits.Question : SentenceTraits.None)
                | (marker > 0 ? SentenceTraits.ListItem : SentenceTraits.None)
                | (heading || (!body.IsEmpty && body[^1] == ':') ? SentenceTraits.Heading : SentenceTraits.None)
                | (code ? SentenceTraits.Code : SentenceTraits.None);
            sentences.Add(new Sentence(start, end, first, token, traits));
        }
    }
}
