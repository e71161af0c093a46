using System.Buffers;
using System.Collections.Frozen;
using Valiqor.Text;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>A text as the parts that its words may play in an order to a model, with the gaps between them.</summary>
internal sealed class PartText
{
    private static readonly FrozenDictionary<ulong, Part> Words =
        Lexicon.Load<Part>("injection-words", (one, other) => one | other);

    private static readonly SearchValues<char> Ends = SearchValues.Create(".!?;|。！？=");
    private static readonly SearchValues<char> Marks = SearchValues.Create(",:\"'“”„«»‘’`()[]{}<>*_-–—/\\");

    private readonly TextFacts _facts;
    private readonly Part[] _parts;

    public PartText(TextFacts facts)
    {
        _facts = facts;
        ReadOnlySpan<Token> tokens = facts.Tokens;
        _parts = new Part[tokens.Length];
        ReadOnlySpan<char> text = facts.Text;
        int end = 0;
        for (int i = 0; i < tokens.Length; i++)
        {
            Part part = Words.TryGetValue(tokens[i].Word, out Part known) ? known : Part.None;
            Any |= part;
            ReadOnlySpan<char> gap = text[end..tokens[i].Start];
            end = tokens[i].End;
            _parts[i] = i == 0 || gap is " " ? part : part | Gap(gap);
        }

        if (_parts.Length > 0)
        {
            _parts[0] |= Part.Break | Part.NewLine;
        }
    }

    public TextFacts Facts => _facts;

    public string Text => _facts.Text;

    public int Count => _parts.Length;

    /// <summary>A word that plays any part in orders says nothing of what they are about.</summary>
    public static bool IsOrderWord(ulong word) => Words.ContainsKey(word);

    /// <summary>Every part that some word of the text may play.</summary>
    public Part Any { get; }

    public Part this[int token] => _parts[token];

    public bool Is(int token, Part part) => (uint)token < (uint)_parts.Length && (_parts[token] & part) != 0;

    public bool Has(Part part) => (Any & part) != 0;

    /// <summary>The parts of the words from one place to another, the last exclusive, without the gaps.</summary>
    public Part Between(int from, int to)
    {
        Part parts = Part.None;
        for (int i = Math.Max(from, 0); i < to && i < _parts.Length; i++)
        {
            parts |= _parts[i];
        }

        return parts & ~Part.Gaps;
    }

    /// <summary>The first word of the sentence, at most so many words back.</summary>
    public int SentenceStart(int token, int most)
    {
        int i = token;
        while (i > 0 && token - i < most && (_parts[i] & (Part.Break | Part.NewLine)) == 0)
        {
            i--;
        }

        return i;
    }

    /// <summary>Behind the last word of the sentence, at most so many words on.</summary>
    public int SentenceEnd(int token, int most)
    {
        int i = token + 1;
        while (i < _parts.Length && i - token < most && (_parts[i] & (Part.Break | Part.NewLine)) == 0)
        {
            i++;
        }

        return i;
    }

    /// <summary>The offsets of the words from one place to another, the last exclusive.</summary>
    public (int Start, int End) Span(int from, int to)
    {
        ReadOnlySpan<Token> tokens = _facts.Tokens;
        return (tokens[from].Start, tokens[Math.Max(from, to - 1)].End);
    }

    public ReadOnlySpan<char> Word(int token)
    {
        Token read = _facts.Tokens[token];
        return Text.AsSpan(read.Start, read.Length);
    }

    public bool IsWord(int token, string word) =>
        (uint)token < (uint)_parts.Length && Word(token).Equals(word, StringComparison.OrdinalIgnoreCase);

    private static Part Gap(ReadOnlySpan<char> gap)
    {
        if (gap is ".")
        {
            // "example.com" is no sentence's end.
            return Part.Mark;
        }

        Part part = gap.Contains('\n') ? Part.NewLine : Part.None;
        part |= gap.ContainsAny(Ends) ? Part.Break : Part.None;
        return part | (gap.ContainsAny(Marks) ? Part.Mark : Part.None);
    }
}
