namespace Valiqor.Analysis.Detectors.HallucinationGrounding;

/// <summary>The parts of a Markdown text that are code, where an address or a number is an example.</summary>
internal sealed class CodeSpans
{
    private readonly List<(int Start, int End)> _spans = [];

    public CodeSpans(string text)
    {
        int at = 0;
        int line = -1;
        while (text.IndexOf('`', at) is var start and >= 0)
        {
            int marks = 1;
            while (start + marks < text.Length && text[start + marks] == '`')
            {
                marks++;
            }

            // Three marks open a block that may run to the end; fewer have to close on their line.
            int from = start + marks;
            line = line >= from ? line : text.IndexOf('\n', from) is var end and >= 0 ? end : text.Length;
            int close = marks >= 3
                ? text.IndexOf("```", from, StringComparison.Ordinal)
                : text.AsSpan(from, line - from).IndexOf('`') is var skip and >= 0 ? from + skip : from;
            close = close < 0 ? text.Length : close;
            _spans.Add((start, close));
            at = Math.Min(text.Length, Math.Max(from, close + marks));
        }
    }

    public bool Hold(int position)
    {
        foreach ((int start, int end) in _spans)
        {
            if (position < start)
            {
                return false;
            }

            if (position < end)
            {
                return true;
            }
        }

        return false;
    }
}
