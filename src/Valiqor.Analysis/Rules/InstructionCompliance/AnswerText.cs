using Valiqor.Text;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>An answer as instructions see it: words, lines, blocks. Each is counted at most once.</summary>
internal sealed class AnswerText
{
    private (int Natural, int Runs)? _words;
    private List<(int Start, int End)>? _blocks;
    private List<(int Start, int End)>? _lines;

    public AnswerText(TextFacts facts)
    {
        Facts = facts;
        Start = facts.Text.Length - facts.Text.AsSpan().TrimStart().Length;
        End = Math.Max(Start, facts.Text.AsSpan().TrimEnd().Length);
        BodyStart = Start;
    }

    public TextFacts Facts { get; }

    public string Text => Facts.Text;

    /// <summary>Without the white space around it.</summary>
    public int Start { get; }

    public int End { get; }

    /// <summary>Behind the prompt, where the answer had to repeat it.</summary>
    public int BodyStart { get; set; }

    public ReadOnlySpan<char> Trimmed => Text.AsSpan(Start, End - Start);

    public ReadOnlySpan<char> Body => Text.AsSpan(BodyStart, Math.Max(0, End - BodyStart));

    /// <summary>
    /// As people count (by white space) and as counters do (runs of letters and digits): "well-known" is one or two.
    /// </summary>
    public (int Natural, int Runs) Words => _words ??= CountWords(Trimmed);

    /// <summary>Lines that are not blank.</summary>
    public List<(int Start, int End)> Lines => _lines ??= ReadLines();

    /// <summary>Lines without a blank one between them.</summary>
    public List<(int Start, int End)> Blocks => _blocks ??= ReadBlocks();

    /// <summary>Where the nth word by white space starts; the end where there are fewer.</summary>
    public int StartOfWord(int nth)
    {
        bool inWord = false;
        for (int i = Start; i < End; i++)
        {
            bool space = char.IsWhiteSpace(Text[i]);
            if (!space && !inWord && --nth < 0)
            {
                return i;
            }

            inWord = !space;
        }

        return End;
    }

    private static (int Natural, int Runs) CountWords(ReadOnlySpan<char> text)
    {
        int natural = 0;
        int runs = 0;
        bool inRun = false;
        bool counted = false;
        foreach (char c in text)
        {
            bool letter = char.IsLetterOrDigit(c) || c == '_';
            if (letter && IsWordByItself(c))
            {
                natural++;
                runs++;
                inRun = false;
                counted = false;
                continue;
            }

            runs += letter && !inRun ? 1 : 0;
            natural += letter && !counted ? 1 : 0;
            inRun = letter || (inRun && char.GetUnicodeCategory(c)
                is System.Globalization.UnicodeCategory.NonSpacingMark
                or System.Globalization.UnicodeCategory.SpacingCombiningMark);
            counted = !char.IsWhiteSpace(c) && (counted || letter);
        }

        return (natural, runs);
    }

    /// <summary>Chinese and Japanese put no spaces between words: a sign stands for one.</summary>
    private static bool IsWordByItself(char c) => c is >= '\u3040' and <= '\u30ff' or >= '\u3400' and <= '\u9fff';

    private List<(int Start, int End)> ReadLines()
    {
        var lines = new List<(int, int)>();
        for (int start = Start; start < End;)
        {
            int length = Text.AsSpan(start, End - start).IndexOf('\n');
            int end = length < 0 ? End : start + length;
            if (!Text.AsSpan(start, end - start).IsWhiteSpace())
            {
                lines.Add((start, end));
            }

            start = end + 1;
        }

        return lines;
    }

    private List<(int Start, int End)> ReadBlocks()
    {
        var blocks = new List<(int Start, int End)>();
        int before = -1;
        foreach ((int start, int end) in Lines)
        {
            bool joined = before >= 0 && Text.AsSpan(before, start - before).Count('\n') <= 1;
            if (joined)
            {
                blocks[^1] = (blocks[^1].Start, end);
            }
            else
            {
                blocks.Add((start, end));
            }

            before = end;
        }

        return blocks;
    }
}
