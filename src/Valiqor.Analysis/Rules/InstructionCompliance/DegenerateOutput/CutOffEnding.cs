using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Text.Markdown;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>
/// Finds answers that stop before they are done: an open fence, open JSON, a sentence without its end.
/// </summary>
internal sealed class CutOffEnding : IFindOne<ItemFacts, Signal>
{
    /// <summary>Shorter answers may be a fragment by intent.</summary>
    private const int ShortestProse = 120;

    private const int LongParagraph = 140;

    private static readonly SearchValues<char> AddressMarks = SearchValues.Create("/@#=_\\.");

    /// <summary>English words that a sentence cannot end with, or hardly ever.</summary>
    private static readonly FrozenSet<string> NeverLast = FrozenSet.ToFrozenSet(
    [
        "the", "a", "an", "and", "or", "but", "of", "to", "with", "from", "by", "into", "onto", "your", "their",
        "its", "our", "my", "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "will", "would",
        "should", "could", "can", "may", "might", "must", "because", "although", "while", "which", "whose", "than",
        "as", "if", "when", "where", "at", "for", "including", "such", "between", "among", "during", "through",
        "every", "these",
    ], StringComparer.OrdinalIgnoreCase);

    public ImmutableArray<string> Rules => ["unclosed_code_fence", "unclosed_json", "cut_off_sentence"];

    public Signal? Find(ItemFacts facts) => Place(facts.Item, facts.Output.Code) is { } evidence
        ? Signal.Fail(
            evidence.Confidence,
            "The answer ends before it is finished, most often because the token limit was reached.",
            "Raise the output token limit, ask for a shorter answer, or continue when the finish reason is the length.",
            evidence)
        : null;

    private static Evidence? Place(Item item, MarkdownCode code)
    {
        string text = item.Output;
        if (code.UnclosedAt is { } fence)
        {
            return At(text, fence, text.Length, "unclosed_code_fence",
                "A code block is opened here and never closed.", 0.85);
        }

        if (OpenJson(text) is { } json)
        {
            return json;
        }

        bool isProse = code.Blocks.IsEmpty || code.EndOfBlockAt(text.AsSpan().TrimEnd().Length - 1) < 0;
        return isProse ? OpenSentence(item) : null;
    }

    private static Evidence? OpenJson(string text)
    {
        int start = text.Length - text.AsSpan().TrimStart().Length;
        if (!LooksLikeJson(text.AsSpan(start)))
        {
            return null;
        }

        int depth = 0;
        bool quoted = false;
        int opened = start;
        for (int i = start; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted)
            {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            }
            else if (c == '"')
            {
                quoted = true;
                opened = i;
            }
            else if (c is '{' or '[')
            {
                depth++;
            }
            else if (c is '}' or ']' && --depth == 0)
            {
                return null;
            }
        }

        int from = quoted ? opened : start;
        return At(text, from, text.Length, "unclosed_json", "The JSON ends before its last bracket is closed.", 0.9);
    }

    private static bool LooksLikeJson(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] is not ('{' or '['))
        {
            return false;
        }

        ReadOnlySpan<char> inside = text[1..].TrimStart();
        return !inside.IsEmpty && (text[0], inside[0]) switch
        {
            ('{', '"') => true,
            ('[', '{') => true,
            ('[', '"') => inside[1..].Contains('"'),
            _ => false,
        };
    }

    private static Evidence? OpenSentence(Item item)
    {
        string text = item.Output;
        int end = text.AsSpan().TrimEnd().Length;
        if (end < ShortestProse || !IsOpen(text[end - 1]))
        {
            return null;
        }

        int line = text.LastIndexOf('\n', end - 1) + 1;
        ReadOnlySpan<char> last = text.AsSpan(line, end - line);
        if (last.Length < 40 || !LooksLikeProse(last) || CountSentences(text.AsSpan(0, end)) < 2 || IsVerse(text, end))
        {
            return null;
        }

        int sentence = line + LastSentence(last);
        ReadOnlySpan<char> tail = text.AsSpan(sentence, end - sentence);
        int words = tail.Count(' ') + 1;
        int lastWord = text.LastIndexOf(' ', end - 1) + 1;
        bool impossible = text[end - 1] is ',' or '-' or '(' or '–'
            || NeverLast.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text.AsSpan(lastWord, end - lastWord))
            || tail.Count('(') > tail.Count(')');
        // Without such a sign only a paragraph counts whose other sentences do end with a full stop.
        bool unfinished = sentence > line && words >= 4 && last.Length >= LongParagraph
            && char.IsAsciiLetterLower(text[end - 1]);
        ReadOnlySpan<char> ending = tail[Math.Max(0, tail.Length - 40)..];
        double confidence = impossible ? 0.85 : 0.7;
        return (impossible || unfinished) && !IsAskedFor(item, ending)
            ? At(text, sentence, end, "cut_off_sentence", "The answer ends in the middle of a sentence.", confidence)
            : null;
    }

    /// <summary>A letter, digit, comma or dash of the Latin alphabet; anything else may end an answer.</summary>
    private static bool IsOpen(char c) => char.IsAsciiLetterOrDigit(c)
        || c is ',' or '-' or '–' or '(' or (>= 'À' and <= 'ž');

    /// <summary>Not a heading, list item, table row, quotation, address or signature.</summary>
    private static bool LooksLikeProse(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> trimmed = line.TrimStart();
        int lastSpace = line.LastIndexOf(' ');
        ReadOnlySpan<char> word = line[(lastSpace + 1)..];
        return trimmed[0] is not ('#' or '|' or '>' or '*' or '-' or '+' or '•' or '[' or '(' or '<' or '{' or '"'
            or '_')
            && !char.IsAsciiDigit(trimmed[0])
            && line.Count(' ') >= 6
            && !word.ContainsAny(AddressMarks)
            && line.Count('|') < 2
            && !line.Contains("http", StringComparison.OrdinalIgnoreCase);
    }

    private static int CountSentences(ReadOnlySpan<char> text)
    {
        int count = 0;
        for (int i = 1; i < text.Length && count < 2; i++)
        {
            count += char.IsWhiteSpace(text[i]) && text[i - 1] is '.' or '!' or '?' ? 1 : 0;
        }

        return count;
    }

    /// <summary>Where the last sentence of the line starts.</summary>
    private static int LastSentence(ReadOnlySpan<char> line)
    {
        for (int i = line.Length - 2; i > 1; i--)
        {
            if (line[i] == ' ' && line[i - 1] is '.' or '!' or '?' && char.IsAsciiLetterLower(line[i - 2]))
            {
                return i + 1;
            }
        }

        return 0;
    }

    /// <summary>Lines that mostly stop short, as in poems, dialogues and lists.</summary>
    private static bool IsVerse(string text, int end)
    {
        int lines = 0;
        int unpunctuated = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan(0, end).EnumerateLines())
        {
            ReadOnlySpan<char> trimmed = line.TrimEnd();
            if (!trimmed.IsEmpty)
            {
                lines++;
                unpunctuated += IsOpen(trimmed[^1]) ? 1 : 0;
            }
        }

        return lines > 3 && unpunctuated * 2 > lines;
    }

    /// <summary>The input gives the ending, or forbids the punctuation.</summary>
    private static bool IsAskedFor(Item item, ReadOnlySpan<char> ending) =>
        item.Input.AsSpan().Contains(ending, StringComparison.OrdinalIgnoreCase)
        || ending.Length >= 12 && item.Input.AsSpan().Contains(ending[^12..], StringComparison.OrdinalIgnoreCase)
        || AsksForOpenEnd.IsMatch(item.Input);

    private static Evidence At(string text, int start, int end, string rule, string description, double confidence) =>
        Evidence.InOutput(start, Math.Min(end, text.Length), rule, description) with { Confidence = confidence };

    private static readonly Pattern AsksForOpenEnd = Pattern.AnyCase(
        @"\b(?:poem|poetry|song|lyrics|rap|haiku|limerick|verse|stanzas?|punctuation|no periods?|without (?:any"
            + @" )?periods?"
            + @"|full stops?|stream of consciousness|continue|complete the|finish the|incomplete|cliffhanger"
            + @"|autocomplete)\b"
            + @"|(?:end|finish|conclude|last (?:word|sentence|line))[^.]{0,40}(?:with|phrase|word)");
}
