using Valiqor.Analysis.Facts.Instructions;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>Looks for words, letters and signs that the answer was to have or to do without.</summary>
internal static class TermCheck
{
    public static Breach? Check(Instruction instruction, AnswerText answer) => instruction.Kind switch
    {
        InstructionKind.IncludeTerms => Included(instruction, answer),
        InstructionKind.AvoidTerms => Avoided(instruction, answer),
        InstructionKind.AvoidLetters => AvoidedSigns(instruction, answer, Cases(instruction.Terms[0])),
        InstructionKind.AvoidMark => AvoidedMark(instruction, answer),
        InstructionKind.OneOf => OneOf(instruction, answer),
        _ => null,
    };

    /// <summary>How often a term comes as a word of its own, and how often in all.</summary>
    public static (int Whole, int All) CountOf(ReadOnlySpan<char> text, string term)
    {
        int whole = 0;
        int all = 0;
        for (int at = 0; Next(text, term, ref at, out bool isWhole);)
        {
            all++;
            whole += isWhole ? 1 : 0;
        }

        return (whole, all);
    }

    private static bool Next(ReadOnlySpan<char> text, string term, ref int at, out bool isWhole)
    {
        isWhole = false;
        int found = at >= text.Length ? -1 : text[at..].IndexOf(term, StringComparison.OrdinalIgnoreCase);
        if (found < 0)
        {
            return false;
        }

        int start = at + found;
        int end = start + term.Length;
        isWhole = (start == 0 || !IsWordPart(text[start - 1]) || !IsWordPart(term[0]))
            && (end == text.Length || !IsWordPart(text[end]) || !IsWordPart(term[^1]));
        at = end;
        return true;
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static Breach? Included(Instruction instruction, AnswerText answer)
    {
        foreach (string term in instruction.Terms)
        {
            if (CountOf(answer.Body, term).All == 0 && CountOf(answer.Body, Plain(term)).All == 0)
            {
                return new Breach(instruction, BreachKind.NotFollowed, $"does not have \"{term}\"", answer.Start,
                    answer.End);
            }
        }

        return null;
    }

    /// <summary>A phrase may be quoted with curly marks and ended with a full stop of the prompt's own.</summary>
    private static string Plain(string term)
    {
        string plain = term.Trim().TrimEnd('.', '!', '?').Replace('’', '\'');
        return plain.Length == 0 ? term : plain;
    }

    private static Breach? Avoided(Instruction instruction, AnswerText answer)
    {
        foreach (string term in instruction.Terms)
        {
            for (int at = 0; Next(answer.Body, term, ref at, out bool isWhole);)
            {
                if (isWhole)
                {
                    int end = answer.BodyStart + at;
                    return new Breach(
                        instruction,
                        BreachKind.NotFollowed,
                        $"has \"{answer.Text[(end - term.Length)..end]}\"",
                        end - term.Length,
                        end);
                }
            }
        }

        return null;
    }

    private static string Cases(string letter) => letter.ToLowerInvariant() + letter.ToUpperInvariant();

    private static Breach? AvoidedSigns(Instruction instruction, AnswerText answer, string signs)
    {
        int found = answer.Body.IndexOfAny(signs);
        if (found < 0)
        {
            return null;
        }

        int at = answer.BodyStart + found;
        return new Breach(instruction, BreachKind.NotFollowed, $"has \"{answer.Text[at]}\"", at, at + 1);
    }

    private static Breach? AvoidedMark(Instruction instruction, AnswerText answer)
    {
        if (instruction.Mark == "emoji")
        {
            return Emoji(instruction, answer);
        }

        if (instruction.Mark == "bullets")
        {
            foreach ((int start, int end) in answer.Lines)
            {
                ReadOnlySpan<char> line = answer.Text.AsSpan(start, end - start).TrimStart();
                if (line.Length > 2 && line[0] is '-' or '*' or '•' && line[1] == ' ')
                {
                    return new Breach(instruction, BreachKind.NotFollowed, "has a bullet point", start, end);
                }
            }

            return null;
        }

        if (instruction.Mark == ":" || instruction.Mark == "." || instruction.Mark!.StartsWith("01",
            StringComparison.Ordinal))
        {
            // A list's numbers, "P.S." and the clock's colon are no sentence marks to most who ask; a bare one is.
            return MarkInProse(instruction, answer);
        }

        return AvoidedSigns(instruction, answer, instruction.Mark);
    }

    private static Breach? MarkInProse(Instruction instruction, AnswerText answer)
    {
        ReadOnlySpan<char> body = answer.Body;
        for (int i = 0; i < body.Length; i++)
        {
            bool digit = i > 0 && char.IsAsciiDigit(body[i - 1]);
            if (instruction.Mark!.Contains(body[i]) && (char.IsAsciiDigit(body[i]) || !digit))
            {
                int at = answer.BodyStart + i;
                return new Breach(instruction, BreachKind.NotFollowed, $"has \"{answer.Text[at]}\"", at, at + 1);
            }
        }

        return null;
    }

    private static Breach? Emoji(Instruction instruction, AnswerText answer)
    {
        for (int i = answer.BodyStart; i + 1 < answer.End; i++)
        {
            bool pictograph = answer.Text[i] is '\ud83c' or '\ud83d' or '\ud83e'
                && char.IsLowSurrogate(answer.Text[i + 1]);
            if (pictograph)
            {
                return new Breach(instruction, BreachKind.NotFollowed, "has an emoji", i, i + 2);
            }
        }

        return null;
    }

    private static Breach? OneOf(Instruction instruction, AnswerText answer)
    {
        foreach (string option in instruction.Terms)
        {
            if (CountOf(answer.Trimmed, Plain(option)).All > 0)
            {
                return null;
            }
        }

        return new Breach(
            instruction,
            BreachKind.NotFollowed,
            $"has none of the {instruction.Terms.Length} given options",
            answer.Start,
            answer.End);
    }
}
