using System.Collections.Immutable;

namespace Valiqor.Text.Markdown;

/// <summary>
/// The code of a Markdown text: its fenced blocks (CommonMark 4.5) and its code spans (6.1). The only reader of fences,
/// so that no two rules disagree on what is code.
/// </summary>
/// <remarks>
/// What models write is more careless than the specification in three ways, and read as it is meant: a fence may be
/// indented however deep, as in lists; one mark may stand behind a closing fence, as a full stop does; and a fence may
/// open behind words on its line, where it has the info string of a block and its code below.
/// </remarks>
public sealed class MarkdownCode
{
    /// <summary>No real span has more, and looking for the end of each costs a look at its line.</summary>
    private const int MostMarks = 8;
    private const int FewestMarks = 3;

    private static readonly MarkdownCode None = new("", []);

    private readonly string _text;
    private List<(int Start, int End)>? _spans;

    private MarkdownCode(string text, ImmutableArray<FencedBlock> blocks) => (_text, Blocks) = (text, blocks);

    /// <summary>In the text's order; no two overlap.</summary>
    public ImmutableArray<FencedBlock> Blocks { get; }

    /// <summary>
    /// Where the fence stands that is never closed; null also where fences with a language stand in one another, since
    /// then nobody can tell which of them the last one closes.
    /// </summary>
    public int? UnclosedAt { get; private init; }

    /// <summary>Code within a line, its marks included; in the text's order.</summary>
    public IReadOnlyList<(int Start, int End)> Spans => _spans ??= ReadSpans();

    public static MarkdownCode Read(string text) =>
        text.Contains('`') || text.Contains("~~~", StringComparison.Ordinal) ? ReadBlocks(text) : None;

    /// <summary>The end of the block that holds the place, or -1.</summary>
    public int EndOfBlockAt(int place) => BlockAt(place) is { } block ? block.End : -1;

    /// <summary>The block that holds the place, its fences included.</summary>
    public FencedBlock? BlockAt(int place)
    {
        int low = 0;
        int high = Blocks.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            FencedBlock block = Blocks[middle];
            if (place < block.Start)
            {
                high = middle - 1;
            }
            else if (place >= block.End)
            {
                low = middle + 1;
            }
            else
            {
                return block;
            }
        }

        return null;
    }

    /// <summary>Whether the place is code, in a block or in a line.</summary>
    public bool Holds(int place)
    {
        if (EndOfBlockAt(place) >= 0)
        {
            return true;
        }

        foreach ((int start, int end) in Spans)
        {
            if (place < end)
            {
                return place >= start;
            }
        }

        return false;
    }

    private static MarkdownCode ReadBlocks(string text)
    {
        var blocks = ImmutableArray.CreateBuilder<FencedBlock>();
        FencedBlock open = default;
        int length = 0;
        bool nested = false;
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start) is >= 0 and var found ? found : text.Length;
            if (length == 0)
            {
                (open, length) = OpenedBy(text, start, end);
            }
            else
            {
                int marks = MarksAt(text, start, end, text[open.Start], out int first);
                int behind = text.AsSpan(first + marks, end - first - marks).Trim().Length;
                if (marks >= length && behind <= 1)
                {
                    blocks.Add(open with { BodyEnd = Math.Max(open.BodyStart, start), End = end, Closed = true });
                    length = 0;
                }
                else
                {
                    nested |= marks >= FewestMarks && behind > 1;
                }
            }

            start = end + 1;
        }

        if (length > 0)
        {
            blocks.Add(open with { BodyEnd = text.Length, End = text.Length });
        }

        return new MarkdownCode(text, blocks.ToImmutable()) { UnclosedAt = length > 0 && !nested ? open.Start : null };
    }

    /// <summary>The block that a line opens, and how many marks close it; 0 where it opens none.</summary>
    private static (FencedBlock Block, int Marks) OpenedBy(string text, int start, int end)
    {
        int marks = MarksAt(text, start, end, '`', out int first);
        marks = marks >= FewestMarks ? marks : MarksAt(text, start, end, '~', out first);
        if (marks < FewestMarks && !OpensBehindWords(text, start, end, out first, out marks))
        {
            return default;
        }

        ReadOnlySpan<char> rest = text.AsSpan(first + marks, end - first - marks);
        if (text[first] == '`' && rest.Contains('`'))
        {
            // "```code```" on one line is a span, not a fence.
            return default;
        }

        int infoStart = first + marks + rest.Length - rest.TrimStart().Length;
        int infoEnd = Math.Max(infoStart, first + marks + rest.TrimEnd().Length);
        int body = Math.Min(text.Length, end + 1);
        return (new FencedBlock(first, infoStart, infoEnd, body, body, body, false), marks);
    }

    /// <summary>"Here you are: ```json" with the code on the lines below.</summary>
    private static bool OpensBehindWords(string text, int start, int end, out int first, out int marks)
    {
        first = start;
        marks = 0;
        int at = text.AsSpan(start, end - start).IndexOf("```");
        if (at < 0)
        {
            return false;
        }

        first = start + at;
        ReadOnlySpan<char> behind = text.AsSpan(first, end - first);
        marks = behind.IndexOfAnyExcept('`') is >= 0 and var length ? length : behind.Length;
        ReadOnlySpan<char> info = behind[marks..].TrimEnd();
        return !info.IsEmpty && char.IsAsciiLetter(info[0]) && !info.ContainsAny(" \t`");
    }

    /// <summary>How many of the marks a line begins with, behind blanks and the signs of a quotation.</summary>
    private static int MarksAt(string text, int start, int end, char mark, out int first)
    {
        first = start;
        while (first < end && (text[first] == '>' || char.IsWhiteSpace(text[first])))
        {
            first++;
        }

        ReadOnlySpan<char> line = text.AsSpan(first, end - first);
        return line.IndexOfAnyExcept(mark) is >= 0 and var length ? length : line.Length;
    }

    private List<(int Start, int End)> ReadSpans()
    {
        var spans = new List<(int Start, int End)>();
        for (int at = 0; _text.IndexOf('`', at) is var start and >= 0;)
        {
            if (BlockAt(start) is { } block)
            {
                at = Math.Max(block.End, start + 1);
                continue;
            }

            ReadOnlySpan<char> rest = _text.AsSpan(start);
            int marks = rest.IndexOfAnyExcept('`') is >= 0 and var length ? length : rest.Length;
            int close = marks > MostMarks ? -1 : CloserOf(start + marks, marks);
            at = close < 0 ? start + marks : close + marks;
            if (close >= 0)
            {
                spans.Add((start, at));
            }
        }

        return spans;
    }

    /// <summary>Where as many marks stand on the same line, no more and no fewer.</summary>
    private int CloserOf(int from, int marks)
    {
        int line = _text.IndexOf('\n', from) is >= 0 and var end ? end : _text.Length;
        for (int at = from; at < line;)
        {
            int found = _text.AsSpan(at, line - at).IndexOf('`');
            if (found < 0)
            {
                return -1;
            }

            at += found;
            ReadOnlySpan<char> rest = _text.AsSpan(at, line - at);
            int length = rest.IndexOfAnyExcept('`') is >= 0 and var run ? run : rest.Length;
            if (length == marks)
            {
                return at;
            }

            at += length;
        }

        return -1;
    }
}
