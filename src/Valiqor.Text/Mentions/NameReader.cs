using System.Collections.Frozen;
using Valiqor.Text.Sentences;
using Valiqor.Text.Words;

namespace Valiqor.Text.Mentions;

/// <summary>Finds names by their capitals. Headings and shouted lines, where every word has one, hold none.</summary>
internal static class NameReader
{
    private const int LongestName = 8;
    private const string OpensSpeech = "\"\u201c\u2018':\u2014|•\n(.";
    private static readonly ulong Of = WordKey.Of("of");

    /// <summary>Capitalised by custom, and no one's name; "I" and its like are function words already.</summary>
    private static readonly FrozenSet<ulong> CommonCapitals = new[]
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
        "april", "june", "july", "august", "september", "october", "november", "december", "mr", "mrs", "ms", "dr",
        "prof",
        "english", "ok", "pm", "am", "ad", "bc", "ce", "bce", "id", "note", "answer", "question", "yes", "jan", "feb",
        "summary", "step", "section", "ceo", "cfo", "cto", "coo", "faq", "tv", "url", "pdf", "api", "q1", "q2", "q3",
        "q4", "yoy", "qoq", "ytd", "xxx", "xxxx",
    }.Select(word => WordKey.Of(word)).ToFrozenSet();

    /// <summary>Titles that a point ends and no sentence.</summary>
    private static readonly FrozenSet<ulong> Shortened = new[]
    {
        "mr", "mrs", "ms", "dr", "st", "jr", "sr", "prof", "gen", "lt", "col", "rev", "sgt", "capt", "gov", "sen",
        "rep", "mt", "ft", "hon", "maj", "adm", "vs",
    }.Select(word => WordKey.Of(word)).ToFrozenSet();

    public static NameMention[] Read(string text, ReadOnlySpan<Token> tokens, ReadOnlySpan<Sentence> sentences)
    {
        var found = new List<NameMention>();
        foreach (Sentence sentence in sentences)
        {
            if (!sentence.Is(SentenceTraits.Code | SentenceTraits.Heading) && !IsTitle(tokens, sentence))
            {
                ReadSentence(text, tokens, sentence, found);
            }
        }

        return [.. found];
    }

    private static bool IsTitle(ReadOnlySpan<Token> tokens, Sentence sentence)
    {
        int words = 0;
        int capitals = 0;
        for (int i = sentence.FirstToken; i < sentence.EndToken; i++)
        {
            if (tokens[i].IsContent && !tokens[i].Is(TokenTraits.HasDigit))
            {
                words++;
                capitals += tokens[i].Is(TokenTraits.Capitalized) ? 1 : 0;
            }
        }

        return words >= 4 && capitals * 10 >= words * 9;
    }

    private static void ReadSentence(
        string text, ReadOnlySpan<Token> tokens, Sentence sentence, List<NameMention> found)
    {
        int i = sentence.FirstToken;
        while (i < sentence.EndToken)
        {
            if (!IsNameWord(tokens[i]))
            {
                i++;
                continue;
            }

            int end = i + 1;
            while (end < sentence.EndToken && end - i < LongestName)
            {
                int next = tokens[end].Word == Of && end + 1 < sentence.EndToken ? end + 1 : end;
                if (!IsNameWord(tokens[next]) || !Follows(text, tokens, next) || !Follows(text, tokens, end))
                {
                    break;
                }

                end = next + 1;
            }

            bool certain = i > sentence.FirstToken ? !OpensQuote(text, tokens[i].Start) : end - i > 1;
            found.Add(new NameMention(tokens[i].Start, tokens[end - 1].End, i, end, certain));
            i = end;
        }
    }

    private static bool IsNameWord(Token token) =>
        token.Is(TokenTraits.Capitalized) && token.IsContent && token.Length > 1
            && !CommonCapitals.Contains(token.Word);

    /// <summary>One blank between, or the point of an initial; a possessive ends a name.</summary>
    private static bool Follows(string text, ReadOnlySpan<Token> tokens, int at)
    {
        Token before = tokens[at - 1];
        int gap = tokens[at].Start - before.End;
        return gap is 1 or 2 && text[tokens[at].Start - 1] is ' ' or '-'
            && (text[before.End] is ' ' or '-'
                || (text[before.End] == '.' && (before.Length == 1 || Shortened.Contains(before.Word))));
    }

    /// <summary>Behind a colon, a quote or a dash another sentence begins, with a capital of its own.</summary>
    private static bool OpensQuote(string text, int start)
    {
        int i = start - 1;
        while (i >= 0 && start - i < 4 && text[i] is ' ' or '*')
        {
            i--;
        }

        // A dash joins two words or, with blanks around it, begins an entry of a list.
        return i >= 0 && (OpensSpeech.Contains(text[i]) || (text[i] is '-' or '\u2013' && i < start - 1));
    }
}
