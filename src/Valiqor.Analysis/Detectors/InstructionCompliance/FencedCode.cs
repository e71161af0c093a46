namespace Valiqor.Analysis.Detectors.InstructionCompliance;

/// <summary>The fenced code blocks of a Markdown text (CommonMark 4.5), where rules about prose do not hold.</summary>
internal sealed class FencedCode
{
    private static readonly FencedCode None = new();
    private readonly List<(int Start, int End)> _blocks = [];

    /// <summary>Where the fence stands that is never closed, or null.</summary>
    public int? UnclosedAt { get; private set; }

    public bool IsEmpty => _blocks.Count == 0;

    /// <summary>The end of the block that holds the place, or -1.</summary>
    public int EndOfBlockAt(int place)
    {
        int low = 0;
        int high = _blocks.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            (int start, int end) = _blocks[middle];
            if (place < start)
            {
                high = middle - 1;
            }
            else if (place >= end)
            {
                low = middle + 1;
            }
            else
            {
                return end;
            }
        }

        return -1;
    }

    public static FencedCode Of(string text)
    {
        if (!text.Contains("```", StringComparison.Ordinal) && !text.Contains("~~~", StringComparison.Ordinal))
        {
            return None;
        }

        var code = new FencedCode();
        code.Read(text);
        return code;
    }

    private void Read(string text)
    {
        int opened = -1;
        (char Mark, int Length) fence = default;
        bool nested = false;
        for (int start = 0; start < text.Length;)
        {
            int end = text.AsSpan(start).IndexOf('\n') is >= 0 and var length ? start + length : text.Length;
            ReadOnlySpan<char> line = text.AsSpan(start, end - start).Trim();
            (char Mark, int Length) marks = MarksOf(line);
            if (marks.Length >= 3)
            {
                // A quotation mark or a full stop behind the closing fence closes it all the same.
                bool bare = line[marks.Length..].Trim().Length <= 1;
                if (opened < 0)
                {
                    // "```code```" on one line is a span, not a fence.
                    opened = line[marks.Length..].Contains(marks.Mark) ? -1 : start;
                    fence = marks;
                }
                else if (bare && marks.Mark == fence.Mark && marks.Length >= fence.Length)
                {
                    _blocks.Add((opened, end));
                    opened = -1;
                }
                else if (!bare)
                {
                    // A fence with a language inside a fence: the author nests them, and counting proves nothing.
                    nested = true;
                }
            }

            start = end + 1;
        }

        if (opened >= 0)
        {
            _blocks.Add((opened, text.Length));
            UnclosedAt = nested ? null : opened;
        }
    }

    private static (char Mark, int Length) MarksOf(ReadOnlySpan<char> line)
    {
        if (line.Length < 3 || line[0] is not ('`' or '~'))
        {
            return default;
        }

        int length = line.IndexOfAnyExcept(line[0]);
        return (line[0], length < 0 ? line.Length : length);
    }
}
