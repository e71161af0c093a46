using System.Buffers;
using System.Text.RegularExpressions;

namespace Valiqor.Analysis.Instructions;

/// <summary>Reads how often a letter is to come, and which letters are not to come at all.</summary>
internal static partial class LetterReader
{
    private static readonly SearchValues<string> Cues = SearchValues.Create(
        ["letter", "character"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text has what this reader needs; most have not, and seeing that is cheap.</summary>
    public static bool MayRead(ReadOnlySpan<char> text) => text.ContainsAny(Cues);

    public static void Read(PromptSentence sentence, List<Instruction> into)
    {
        if (!MayRead(sentence.Span))
        {
            return;
        }

        foreach (Match match in sentence.Matches(NamedLetter()))
        {
            int end = match.Index + match.Length;
            string before = sentence.Before(match.Index);
            string after = sentence.After(end, 120);
            string letter = match.Groups["letter"].Value;
            if (StartsWith().IsMatch(before))
            {
                continue;
            }

            if (CountOf(sentence, match.Index, end) is { } count)
            {
                into.Add(sentence.Instruction(InstructionKind.LetterCount, match.Index, count.End) with
                {
                    Count = count.Bound,
                    Terms = [letter],
                });
            }
            else if (AvoidBefore().IsMatch(before) || AvoidAfter().IsMatch(after))
            {
                into.Add(sentence.Instruction(InstructionKind.AvoidLetters, match) with { Terms = [letter] });
            }
        }
    }

    private static (CountBound Bound, int End)? CountOf(PromptSentence sentence, int start, int end)
    {
        if (sentence.TimesAround(start, end) is { } times)
        {
            return times;
        }

        foreach (CountPhrase count in sentence.Counts)
        {
            if (count.End <= start && sentence.Prompt.Text.AsSpan(count.End, start - count.End).IsWhiteSpace())
            {
                return (count.Bound ?? CountBound.AtLeast(count.Number), end);
            }
        }

        return null;
    }

    [GeneratedRegex(@"\b(?:letters?|characters?)[ ]+(?:[""'“”‘`](?<letter>[^\s""'”’`])[""'”’`]"
        + @"|(?<letter>[A-Za-z#!?&*])(?![\w'’]))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NamedLetter();

    [GeneratedRegex(@"\b(?:start|begin|end|finish|rhym)\w*\b[^.;]{0,30}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex StartsWith();

    [GeneratedRegex(@"(?<!\b(?:trying|tries|tried|who) to )(?:\b(?:not|never|avoid\w*|without|refrain\w*|no"
        + @"|omit)|n['’]t)\b[^.;:]{0,40}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AvoidBefore();

    [GeneratedRegex(
        @"\A[^.;:]{0,30}?\b(?:(?:should|must|may|can|shall)(?:[ ]not|n['’]t|[ ]never)|cannot|(?:is"
        + @"|are)[ ](?:not allowed|forbidden|banned|prohibited))\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AvoidAfter();
}
