using System.Buffers;
using System.Text.RegularExpressions;
using Valiqor.Analysis.Items;
using Valiqor.Text;
using Valiqor.Text.Markdown;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Facts.Instructions;

/// <summary>
/// A prompt cut into sentences, with the parts that are material and not instructions: quotations, code, and the
/// document that a task is about.
/// </summary>
internal sealed class PromptText
{
    /// <summary>Instructions stand at the ends of a prompt; the middle of a long one is material.</summary>
    private const int LongestEnd = 16_000;

    private const int LongestSentence = 500;
    private const int FewestWordsOfMaterial = 5;

    private static readonly SearchValues<char> QuoteMarks = SearchValues.Create("\"“”«»");

    private readonly TextFacts _facts;
    private readonly List<(int Start, int End)> _quotations = [];
    private List<(int Start, int End)>? _material;
    private readonly List<PromptSentence> _sentences = [];

    public PromptText(TextFacts facts, EvidenceSource source)
    {
        string text = facts.Text;
        _facts = facts;
        Source = source;
        int head = Math.Min(text.Length, LongestEnd);
        ReadQuotations(0, head);
        Split(0, head);
        if (text.Length > head)
        {
            int tail = Math.Max(head, text.Length - LongestEnd);
            ReadQuotations(tail, text.Length);
            Split(tail, text.Length);
        }
    }

    public string Text => _facts.Text;

    public EvidenceSource Source { get; }

    public IReadOnlyList<PromptSentence> Sentences => _sentences;

    /// <summary>
    /// Whether the words at a place are quoted or belong to a document, and so tell the model nothing.
    /// </summary>
    public bool IsMaterial(int place) => IsIn(_material ??= ReadMaterial(), place);

    /// <summary>The quotation that holds a place, or null.</summary>
    public (int Start, int End)? QuotationAt(int place)
    {
        foreach ((int start, int end) in _quotations)
        {
            if (place > start && place < end)
            {
                return (start, end);
            }
        }

        return null;
    }

    private static bool IsIn(List<(int Start, int End)> ranges, int place)
    {
        foreach ((int start, int end) in ranges)
        {
            if (place >= start && place < end)
            {
                return true;
            }
        }

        return false;
    }

    private void ReadQuotations(int start, int end)
    {
        const int LongestQuotation = 4_000;
        for (int i = start; i < end; i++)
        {
            int found = Text.AsSpan(i, end - i).IndexOfAny(QuoteMarks);
            if (found < 0)
            {
                return;
            }

            int open = i + found;
            int length = Text.AsSpan(open + 1, Math.Min(LongestQuotation, end - open - 1)).IndexOfAny(QuoteMarks);
            if (length < 0)
            {
                return;
            }

            _quotations.Add((open, open + length + 2));
            i = open + length + 1;
        }
    }

    private void Split(int from, int to)
    {
        int start = from;
        int quotation = 0;
        for (int i = from; i < to; i++)
        {
            while (quotation < _quotations.Count && _quotations[quotation].End <= i)
            {
                quotation++;
            }

            char c = Text[i];
            bool quoted = quotation < _quotations.Count && i > _quotations[quotation].Start;
            bool ends = c switch
            {
                '\n' => !quoted && (i + 1 == to || !char.IsAsciiLetterLower(Text[i + 1])),
                '.' or '!' or '?' => !quoted && EndsSentence(i, to),
                '"' or '”' => i > from && Text[i - 1] is '.' or '!' or '?' && quoted && StartsAnew(i + 1, to),
                _ => false,
            };
            if (ends || i - start >= LongestSentence)
            {
                AddSentence(start, i + 1);
                start = i + 1;
            }
        }

        AddSentence(start, to);
    }

    private void AddSentence(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(Text[start]))
        {
            start++;
        }

        if (end - start > 3)
        {
            _sentences.Add(new PromptSentence(this, start, end));
        }
    }

    private bool EndsSentence(int at, int to)
    {
        if (at + 1 < to && !char.IsWhiteSpace(Text[at + 1]))
        {
            return false;
        }

        if (Text[at] != '.')
        {
            return true;
        }

        int word = at;
        while (word > 0 && !char.IsWhiteSpace(Text[word - 1]) && Text[word - 1] is not ('(' or '\'' or '"' or '“'))
        {
            word--;
        }

        ReadOnlySpan<char> last = Text.AsSpan(word, at - word);
        bool abbreviation = last.Equals("i.e", StringComparison.OrdinalIgnoreCase)
            || last.Equals("e.g", StringComparison.OrdinalIgnoreCase)
            || last.Equals("vs", StringComparison.OrdinalIgnoreCase)
            || (last.Equals("etc", StringComparison.OrdinalIgnoreCase) && !StartsAnew(at + 1, to))
            || (last.Equals("min", StringComparison.OrdinalIgnoreCase) || last.Equals("max",
                StringComparison.OrdinalIgnoreCase))
            || (last.Length > 0 && last.Length <= 2 && char.IsAsciiDigit(last[0]));
        return !abbreviation;
    }

    private bool StartsAnew(int at, int to)
    {
        int next = at;
        while (next < to && char.IsWhiteSpace(Text[next]))
        {
            next++;
        }

        return next > at && (next == to || char.IsUpper(Text[next]));
    }

    private List<(int Start, int End)> ReadMaterial()
    {
        var material = new List<(int Start, int End)>();
        foreach ((int start, int end) in _quotations)
        {
            if (Text.AsSpan(start, end - start).Count(' ') >= FewestWordsOfMaterial - 1)
            {
                material.Add((start, end));
            }
        }

        foreach (FencedBlock block in _facts.Code.Blocks)
        {
            material.Add((block.Start, block.End));
        }

        // One mark sets a word apart; three hold a pasted text together, also where it is all one line.
        material.AddRange(_facts.Code.Spans.Where(span => Text.AsSpan(span.Start).StartsWith("```")));

        if (ReadDocument() is { } document)
        {
            material.Add(document);
        }

        return material;
    }

    /// <summary>
    /// "Summarize the text below: …": what follows, up to a paragraph that speaks to the model again.
    /// </summary>
    private (int Start, int End)? ReadDocument()
    {
        if (Source != EvidenceSource.Input)
        {
            return null;
        }

        Match announced = AnnouncesDocument.Match(Text, 0, Math.Min(Text.Length, LongestEnd));
        if (!announced.Success)
        {
            return null;
        }

        int start = announced.Index + announced.Length;
        if (_quotations.Exists(quotation => quotation.Start >= start && quotation.Start <= start + 3))
        {
            return null;
        }

        int end = Text.Length;
        for (int at = start; (at = Text.IndexOf("\n\n", at, StringComparison.Ordinal)) >= 0; at += 2)
        {
            if (SpeaksToModel.IsMatch(Text.AsSpan(at, Math.Min(80, Text.Length - at))))
            {
                end = at;
                break;
            }
        }

        return (start, end);
    }

    /// <summary>What stands behind the last place of a word; the whole text where it has none.</summary>
    public static ReadOnlySpan<char> BehindLast(string word, string text)
    {
        for (int end = text.Length; end >= word.Length;)
        {
            int at = text.LastIndexOf(word, end - 1, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                break;
            }

            int behind = at + word.Length;
            bool opens = at == 0 || !char.IsLetterOrDigit(text[at - 1]);
            if (opens && (behind == text.Length || !char.IsLetterOrDigit(text[behind])))
            {
                return text.AsSpan(behind);
            }

            end = behind - 1;
        }

        return text;
    }

    private static readonly Pattern AnnouncesDocument = Pattern.AnyCase(
        @"(?:\b(?:the|this|following|below|given|provided)[ ](?:[\w'-]+[ ]){0,3}(?:text|passage|article"
        + @"|document|paragraph|essay"
        + @"|email|e-mail|message|transcript|story|report|review|conversation|context|content|letter|abstract"
        + @"|speech|post"
        + @"|sentences?|snippet|excerpt|dialogue?|note|notes)s?\b[^\n.!?]{0,80}(?::|[.]?[ ]*\n[ ]*\n)"
        + @"|(?m:^)[ ]*#{0,4}[ ]*\**(?:text|passage|article|document|context|transcript|email|input|content"
        + @"|source)\**:)\s*");

    private static readonly Pattern SpeaksToModel = Pattern.AnyCase(
        @"\A\s*(?:(?:your|the)[ ](?:entire[ ]|whole[ ]|final[ ])?(?:answer|response|reply|output|summary|result"
        + @"|rewrite)"
        + @"|please|do not|don't|make sure|ensure|use[ ]|include[ ]|i would like|i'd like|i want|separate[ ]"
        + @"|in your[ ]"
        + @"|give[ ]|write[ ]|italicize|highlight|wrap|answer[ ]|respond|reply|add[ ]|finish|end[ ]|start[ ]"
        + @"|provide[ ]"
        + @"|keep[ ]|limit[ ]|(?:first|before)\b[^\n]{0,40}repeat|repeat|now[, ]|instructions?:|question:|task:"
        + @"|there should)");
}
