using System.Text.RegularExpressions;
using Valiqor.Analysis.Facts.Instructions;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>
/// Counts what an instruction counts. Where people and programs count differently, only a count that is wrong in every
/// reading breaks the instruction.
/// </summary>
internal static class CountCheck
{
    public static Breach? Check(Instruction instruction, AnswerText answer)
    {
        (int low, int high) = Count(instruction, answer);
        CountBound bound = instruction.Count;
        if (high < bound.Least)
        {
            string found = low == high ? $"{high}" : $"{low} or {high}";
            return new Breach(
                instruction,
                IsOfParts(instruction.Kind) ? BreachKind.MissingParts : BreachKind.NotFollowed,
                $"has {found} {Name(instruction, high)}, not {bound}",
                answer.Start,
                answer.End);
        }

        if (low > bound.Most)
        {
            return new Breach(
                instruction,
                BreachKind.NotFollowed,
                $"has {low} {Name(instruction, low)}, not {bound}",
                instruction.Kind == InstructionKind.Words ? answer.StartOfWord(bound.Most.Value) : answer.Start,
                answer.End);
        }

        return null;
    }

    /// <summary>Words and signs are a manner of writing; the others are parts of the answer.</summary>
    private static bool IsOfParts(InstructionKind kind) => kind is not InstructionKind.TermCount
        and not InstructionKind.LetterCount and not InstructionKind.CapitalWords;

    private static (int Low, int High) Count(Instruction instruction, AnswerText answer) => instruction.Kind switch
    {
        InstructionKind.Words => Range(answer.Words.Natural, answer.Words.Runs),
        InstructionKind.Characters => Range(answer.End - answer.Start, Visible(answer.Trimmed)),
        InstructionKind.Sentences => Sentences(answer),
        InstructionKind.Paragraphs => Paragraphs(answer),
        InstructionKind.Stanzas => Range(answer.Blocks.Count - 1, answer.Blocks.Count),
        InstructionKind.Lines => Range(answer.Lines.Count - 2, answer.Lines.Count),
        InstructionKind.Bullets => Bullets(answer),
        InstructionKind.Items => One(ItemCheck.Count(answer) ?? instruction.Count.Least),
        InstructionKind.Sections => One(Labels(answer, instruction.Mark!)),
        InstructionKind.Highlights => One(Highlights(answer.Trimmed)),
        InstructionKind.Placeholders => One(Placeholder.Count(answer.Trimmed)),
        InstructionKind.Hashtags => One(Hashtag.Count(answer.Trimmed)),
        InstructionKind.CapitalWords => CapitalWords(answer.Trimmed),
        InstructionKind.SeparatedParts => Parts(answer, instruction.Mark!),
        InstructionKind.TermCount => TermCheck.CountOf(answer.Trimmed, instruction.Terms[0]),
        InstructionKind.LetterCount => One(Letters(answer.Trimmed, instruction.Terms[0][0])),
        _ => One(instruction.Count.Least),
    };

    private static (int Low, int High) One(int count) => (count, count);

    private static (int Low, int High) Range(int one, int other) => (Math.Min(one, other), Math.Max(one, other));

    private static int Visible(ReadOnlySpan<char> text)
    {
        int count = 0;
        foreach (char c in text)
        {
            count += char.IsWhiteSpace(c) ? 0 : 1;
        }

        return count;
    }

    private static (int Low, int High) Sentences(AnswerText answer)
    {
        int ended = Math.Max(1, SentenceEnd.Count(answer.Trimmed));
        return Range(ended, answer.Facts.Sentences.Length);
    }

    private static (int Low, int High) Paragraphs(AnswerText answer)
    {
        int blocks = answer.Blocks.Count;
        int prose = 0;
        foreach ((int start, int end) in answer.Blocks)
        {
            ReadOnlySpan<char> block = answer.Text.AsSpan(start, end - start).Trim();
            bool isPiece = block[0] is '#' or '|' or '-' or '*' or '•' or '<' || char.IsAsciiDigit(block[0])
                || (block.Length < 60 && block[^1] is not ('.' or '!' or '?' or '"' or '”'));
            prose += isPiece ? 0 : 1;
        }

        return Range(prose, blocks);
    }

    private static (int Low, int High) Bullets(AnswerText answer)
    {
        int top = 0;
        int all = 0;
        foreach ((int start, int end) in answer.Lines)
        {
            ReadOnlySpan<char> line = answer.Text.AsSpan(start, end - start);
            ReadOnlySpan<char> text = line.TrimStart();
            bool bullet = text[0] is '-' or '•' or '+' or '–' or '·' or '●' ? text.Length > 1 && text[1] != text[0]
                : text[0] == '*' && text.Length > 1 && text[1] != '*';
            all += bullet ? 1 : 0;
            top += bullet && line.Length - text.Length < 2 ? 1 : 0;
        }

        return Range(top, all);
    }

    private static int Labels(AnswerText answer, string label)
    {
        int count = 0;
        int at = 0;
        ReadOnlySpan<char> text = answer.Trimmed;
        while (at < text.Length && text[at..].IndexOf(label, StringComparison.OrdinalIgnoreCase) is >= 0 and var found)
        {
            at += found + label.Length;
            count += LabelNumber.IsMatch(text[at..Math.Min(text.Length, at + 12)]) ? 1 : 0;
        }

        return count;
    }

    private static int Highlights(ReadOnlySpan<char> text) => Italic.Count(text) + Bold.Count(text)
        + Underscored.Count(text);

    private static (int Low, int High) CapitalWords(ReadOnlySpan<char> text)
    {
        int words = 0;
        int single = 0;
        foreach (ValueMatch match in CapitalWord.EnumerateMatches(text))
        {
            words += match.Length > 1 ? 1 : 0;
            single += match.Length > 1 ? 0 : 1;
        }

        return (words, words + single);
    }

    private static (int Low, int High) Parts(AnswerText answer, string mark)
    {
        if (mark == "\n\n")
        {
            return One(answer.Blocks.Count);
        }

        ReadOnlySpan<char> text = answer.Trimmed;
        int parts = 0;
        bool filled = false;
        for (int i = 0; i < text.Length;)
        {
            if (text[i] != mark[0])
            {
                filled |= char.IsLetterOrDigit(text[i]);
                i++;
                continue;
            }

            int length = text[i..].IndexOfAnyExcept(mark[0]);
            length = length < 0 ? text.Length - i : length;
            bool aside = (i == 0 || char.IsWhiteSpace(text[i - 1]))
                && (i + length == text.Length || char.IsWhiteSpace(text[i + length]));
            if ((length == mark.Length && (aside || length > 3)) || (length > mark.Length && aside))
            {
                parts += filled ? 1 : 0;
                filled = false;
            }

            i += length;
        }

        return One(parts + (filled ? 1 : 0));
    }

    private static int Letters(ReadOnlySpan<char> text, char letter) =>
        char.IsLetter(letter)
            ? text.Count(char.ToLowerInvariant(letter)) + text.Count(char.ToUpperInvariant(letter))
            : text.Count(letter);

    private static string Name(Instruction instruction, int count)
    {
        string name = instruction.Kind switch
        {
            InstructionKind.CapitalWords => "word in capitals",
            InstructionKind.SeparatedParts => $"part between \"{Shown(instruction.Mark!)}\"",
            InstructionKind.Sections => $"section labelled \"{instruction.Mark}\"",
            InstructionKind.TermCount => $"time the word \"{instruction.Terms[0]}\"",
            InstructionKind.LetterCount => $"time the letter \"{instruction.Terms[0]}\"",
            _ => instruction.Kind.ToString().ToLowerInvariant()[..^1],
        };
        int noun = name.IndexOf(' ', StringComparison.Ordinal) is >= 0 and var space ? space : name.Length;
        return count == 1 ? name : $"{name[..noun]}s{name[noun..]}";
    }

    private static string Shown(string mark) => mark == "\n\n" ? "blank lines" : mark;

    private static readonly Pattern Placeholder = Pattern.Of(@"\[[^\[\]\n]+\]");

    private static readonly Pattern Hashtag = Pattern.Of(@"#\w");

    private static readonly Pattern SentenceEnd = Pattern.Of(@"[.!?…。！？]+[""'”’)*\]]*(?:\s|$)");

    private static readonly Pattern LabelNumber = Pattern.Of(
        @"^[ \t]*[#:*]*[ ]*(?:\d|[IVX]+\b|(?i:one|two|three|four|five|six|seven|eight|nine|ten)\b"
        + @"|[A-J]\b)");

    private static readonly Pattern Italic = Pattern.Of(@"(?:^|[^*])\*[^\s*](?:[^*\n]*[^\s*])?\*");

    private static readonly Pattern Bold = Pattern.Of(@"\*\*[^\s*][^*\n]*\*\*");

    private static readonly Pattern Underscored = Pattern.Of(@"(?:^|[\s(])_[^\s_][^_\n]*_");

    private static readonly Pattern CapitalWord = Pattern.Of(@"\b[\p{Lu}][\p{Lu}\d'’&.-]*\b");
}
