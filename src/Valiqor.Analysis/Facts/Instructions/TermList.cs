using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Valiqor.Analysis.Facts.Instructions;

/// <summary>Reads a list of words or phrases in a prompt: <c>"a", "b" and "c"</c>, <c>beauty and pretty</c>.</summary>
internal static class TermList
{
    private const int LongestTerm = 120;
    private const int MostTerms = 20;

    /// <summary>What goes on after a list of bare words; a bare word before anything else starts a clause.</summary>
    private static readonly FrozenSet<string> Continuations = FrozenSet.ToFrozenSet(
    [
        "in", "throughout", "within", "at", "for", "should", "must", "to", "anywhere", "somewhere", "appear", "appears",
        "is", "are", "exactly", "once", "twice", "as", "more", "less", "a", "an", "the", "that", "which", "will",
            "shall",
        "need", "needs", "has", "have", "can", "cannot", "does", "do", "doesn't", "don't", "shouldn't", "not",
            "on", "of", "with", "by",
        "when", "while", "if", "it", "your", "and", "or", "but", "so", "please", "be", "used", "occurs", "occur",
            "shows",
        "every", "each", "least", "most", "fewer", "no", "keyword", "keywords", "word", "words", "included",
            "mentioned",
        "such", "like", "times", "two", "three", "four", "five", "six", "may", "were", "was", "showing",
            "appearing", "somehow", "also",
    ], StringComparer.OrdinalIgnoreCase);

    /// <param name="at">Where the list may start; moved behind it.</param>
    /// <param name="quotedOnly">Whether bare words are no terms.</param>
    public static ImmutableArray<string> Read(string text, ref int at, int end, bool quotedOnly = false)
    {
        var terms = ImmutableArray.CreateBuilder<string>();
        int behind = at;
        bool anyQuoted = false;
        for (int i = SkipLead(text, at, end); i < end && terms.Count < MostTerms;)
        {
            if (ReadQuoted(text, i, end) is { } quoted)
            {
                string term = quoted.Term.Trim().TrimEnd(',', '.').Trim();
                if (term.Length == 0)
                {
                    break;
                }

                terms.Add(term);
                anyQuoted = true;
                i = quoted.End;
            }
            else if (quotedOnly || anyQuoted || ReadBare(text, i, end, terms.Count > 0) is not { } bare)
            {
                break;
            }
            else
            {
                terms.Add(bare.Term);
                i = bare.End;
            }

            behind = i;
            int next = SkipDelimiter(text, i, end);
            if (next == i)
            {
                break;
            }

            i = next;
        }

        at = terms.Count > 0 ? behind : at;
        return terms.ToImmutable();
    }

    /// <summary>The quoted text at a place, and where its closing mark ends.</summary>
    public static (string Term, int End)? ReadQuoted(string text, int at, int end)
    {
        if (at >= end)
        {
            return null;
        }

        string closers = text[at] switch
        {
            '"' => "\"”",
            '“' or '”' or '„' => "\"”“",
            '\'' => "'’",
            '‘' => "’'",
            '`' => "`",
            '«' => "»",
            _ => "",
        };
        int last = Math.Min(end, at + LongestTerm);
        for (int i = at + 1; closers.Length > 0 && i < last && text[i] != '\n'; i++)
        {
            if (closers.Contains(text[i]) && (i > at + 1) && !IsApostrophe(text, i, end))
            {
                return (text[(at + 1)..i], i + 1);
            }
        }

        return null;
    }

    private static bool IsApostrophe(string text, int at, int end) =>
        text[at] is '\'' or '’' && at + 1 < end && char.IsLetter(text[at + 1]) && char.IsLetter(text[at - 1]);

    private static (string Term, int End)? ReadBare(string text, int at, int end, bool isLater)
    {
        int i = at;
        while (i < end && (char.IsLetterOrDigit(text[i]) || (i > at && text[i] is '\'' or '’' or '-' or '_')))
        {
            i++;
        }

        if (i == at || i - at > 40)
        {
            return null;
        }

        string word = text[at..i];
        if (Continuations.Contains(word))
        {
            return null;
        }

        int next = i;
        while (next < end && text[next] == ' ')
        {
            next++;
        }

        bool closes = next >= end || !char.IsLetterOrDigit(text[next]);
        return closes || (!isLater && next > i) || Continuations.Contains(WordAt(text, next, end)) ? (word, i) : null;
    }

    private static string WordAt(string text, int at, int end)
    {
        int i = at;
        while (i < end && (char.IsLetter(text[i]) || text[i] is '\'' or '’'))
        {
            i++;
        }

        return text[at..i].Replace('’', '\'');
    }

    private static int SkipLead(string text, int at, int end)
    {
        int i = at;
        while (i < end && (text[i] is ' ' or ':' or '\n' or '-' or '*' or '(' or ','))
        {
            i++;
        }

        return i;
    }

    private static int SkipDelimiter(string text, int at, int end)
    {
        int i = at;
        bool any = false;
        while (i < end)
        {
            if (text[i] is ',' or '/' or ';' or '&' or '\n' || (any && text[i] is '-' or '*'))
            {
                any = true;
                i++;
            }
            else if (text[i] is ' ' or ')')
            {
                i++;
            }
            else if (Conjunction(text, i, end) is > 0 and var length)
            {
                any = true;
                i += length;
            }
            else
            {
                break;
            }
        }

        return any ? i : at;
    }

    private static int Conjunction(string text, int at, int end)
    {
        foreach (string word in (ReadOnlySpan<string>)["and", "or", "nor", "as well as"])
        {
            if (at + word.Length < end && text.AsSpan(at).StartsWith(word, StringComparison.OrdinalIgnoreCase)
                && !char.IsLetterOrDigit(text[at + word.Length]))
            {
                return word.Length;
            }
        }

        return 0;
    }
}
