using Valiqor.Text.Markdown;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>The words or the lines of a text's prose, each with its place and a hash that ignores case.</summary>
internal sealed class TextUnits
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;
    private readonly List<Unit> _units;
    private readonly bool _areLines;

    private TextUnits(int capacity, bool areLines)
    {
        _units = new List<Unit>(capacity);
        _areLines = areLines;
    }

    public int Count => _units.Count;

    public ulong Hash(int index) => _units[index].Hash;

    public int Start(int index) => _units[index].Start;

    public int End(int index) => _units[index].End;

    public bool HasLetters(int first, int end)
    {
        for (int i = first; i < end; i++)
        {
            if (_units[i].HasLetters)
            {
                return true;
            }
        }

        return false;
    }

    public string Name(int period) => (_areLines, period) switch
    {
        (false, 1) => "word",
        (false, _) => $"{period} words",
        (true, 1) => "line",
        (true, _) => $"{period} lines",
    };

    /// <summary>
    /// Runs of letters and digits; each letter of a script without spaces is a word. Tables and code are left out.
    /// </summary>
    public static TextUnits Words(string text, MarkdownCode code)
    {
        var units = new TextUnits(text.Length / 5, areLines: false);
        foreach ((int from, int to) in ProseLines(text, code))
        {
            if (from > to)
            {
                // Table rows or code stand between: what is before does not run on into what is after.
                units._units.Add(new Unit(to, to, ~(ulong)to, false));
                continue;
            }

            for (int i = from; i < to; i++)
            {
                char c = text[i];
                if (!char.IsLetterOrDigit(c))
                {
                    continue;
                }

                int start = i;
                ulong hash = Mix(FnvOffset, c);
                bool letters = char.IsLetter(c);
                if (!IsWordByItself(c))
                {
                    for (; i + 1 < to && char.IsLetterOrDigit(text[i + 1]) && !IsWordByItself(text[i + 1]); i++)
                    {
                        hash = Mix(hash, text[i + 1]);
                        letters |= char.IsLetter(text[i + 1]);
                    }
                }

                units._units.Add(new Unit(start, i + 1, hash, letters));
            }
        }

        return units;
    }

    /// <summary>Lines with text, without the number or bullet they may start with.</summary>
    public static TextUnits Lines(string text, MarkdownCode code)
    {
        var units = new TextUnits(16, areLines: true);
        foreach ((int from, int to) in ProseLines(text, code))
        {
            int start = from;
            while (start < to && (char.IsAsciiDigit(text[start])
                || text[start] is ' ' or '.' or ')' or '-' or '*' or '•'))
            {
                start++;
            }

            ulong hash = FnvOffset;
            bool letters = false;
            for (int i = start; i < to; i++)
            {
                hash = Mix(hash, text[i]);
                letters |= char.IsLetter(text[i]);
            }

            if (start < to)
            {
                units._units.Add(new Unit(start, to, hash, letters));
            }
        }

        return units;
    }

    private static IEnumerable<(int From, int To)> ProseLines(string text, MarkdownCode code)
    {
        for (int start = 0; start < text.Length;)
        {
            int fence = code.EndOfBlockAt(start);
            int end = fence >= 0 ? fence
                : text.IndexOf('\n', start) is >= 0 and var newline ? newline : text.Length;
            if (fence >= 0 || IsTableRow(text.AsSpan(start, end - start)))
            {
                yield return (start + 1, start);
            }
            else
            {
                int to = end > start && text[end - 1] == '\r' ? end - 1 : end;
                yield return (start, to);
            }

            start = end + 1;
        }
    }

    private static bool IsTableRow(ReadOnlySpan<char> line) => line.Count('|') >= 2 || line.Count('\t') >= 2;

    private static ulong Mix(ulong hash, char c) =>
        (hash ^ (c < 128 ? (char)(c | 0x20) : char.ToLowerInvariant(c))) * FnvPrime;

    /// <summary>Thai, Lao, Myanmar, Khmer, kana and Han are written without spaces between words.</summary>
    private static bool IsWordByItself(char c) =>
        c is (>= '\u0e00' and <= '\u0eff') or (>= '\u1000' and <= '\u109f') or (>= '\u1780' and <= '\u17ff')
            or (>= '\u3040' and <= '\u30ff') or (>= '\u3400' and <= '\u9fff');

    private readonly record struct Unit(int Start, int End, ulong Hash, bool HasLetters);
}
