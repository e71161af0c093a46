using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Facts.Instructions;

/// <summary>A sentence, heading or list line of a prompt, by its place.</summary>
internal sealed class PromptSentence(PromptText prompt, int start, int end)
{
    private List<CountPhrase>? _counts;

    public PromptText Prompt => prompt;

    public int Start => start;

    public int End => end;

    public ReadOnlySpan<char> Span => prompt.Text.AsSpan(start, end - start);

    /// <summary>What the sentence says of how many.</summary>
    public IReadOnlyList<CountPhrase> Counts => _counts ??= CountPhrase.ReadAll(this);

    /// <summary>The matches that speak to the model; their places count in the prompt.</summary>
    /// <param name="accepts">What else a match must be; where it is not, the search goes on at the next word.</param>
    public IEnumerable<Match> Matches(Pattern pattern, Func<Match, bool>? accepts = null)
    {
        for (int from = start; from < end;)
        {
            // A pattern is given the sentence and not its rest, so that it sees what stands before a word.
            Match match = pattern.Match(prompt.Text, from, end - from);
            if (!match.Success)
            {
                yield break;
            }

            if (accepts?.Invoke(match) == false)
            {
                from = match.Index + 1;
                while (from < end && char.IsLetterOrDigit(prompt.Text[from]))
                {
                    from++;
                }

                continue;
            }

            if (!prompt.IsMaterial(match.Start()))
            {
                yield return match;
            }

            from = Math.Max(match.Index + 1, match.End());
        }
    }

    public Match? First(Pattern pattern, Func<Match, bool>? accepts = null) =>
        Matches(pattern, accepts).FirstOrDefault();

    /// <summary>What a pattern that begins with <c>\A</c> finds right at a place.</summary>
    public Match MatchAt(Pattern pattern, int place) =>
        place >= end ? Match.Empty : pattern.Match(prompt.Text, place, end - place);

    /// <summary>The words of the sentence before a place, as many characters at most.</summary>
    public string Before(int place, int most = 200) => prompt.Text[Math.Max(start, place - most)..place];

    /// <summary>The words of the sentence from a place on, as many characters at most.</summary>
    public string After(int place, int most = 200) =>
        place >= end ? "" : prompt.Text[place..Math.Min(end, place + most)];

    /// <summary>How many times, said behind a place or right before one; and where those words end.</summary>
    public (CountBound Bound, int End)? TimesAround(int before, int behind)
    {
        foreach (CountPhrase count in Counts)
        {
            Match times = MatchAt(Times, count.End);
            if (!count.IsOfTimes && !times.Success)
            {
                continue;
            }

            CountBound bound = count.Bound
                ?? (times.Groups["minus"].Success ? CountBound.AtMost(count.Number) : CountBound.AtLeast(count.Number));
            int last = times.Success ? times.Index + times.Length : count.End;
            bool isBehind = count.Start >= behind && count.Start - behind <= 60
                && prompt.Text.AsSpan(behind, count.Start - behind).IndexOfAny(".;:\n") < 0;
            bool isBefore = last <= before && Joint.IsMatch(prompt.Text.AsSpan(last, before - last));
            if (isBehind || isBefore)
            {
                return (bound, Math.Max(last, behind));
            }
        }

        return null;
    }

    public Instruction Instruction(InstructionKind kind, int from, int to) =>
        new(kind, from, Math.Min(to, prompt.Text.Length)) { Source = prompt.Source };

    public Instruction Instruction(InstructionKind kind, Match match) =>
        Instruction(kind, match.Start(), match.End());

    private static readonly Pattern Times = Pattern.AnyCase(
        @"\A[ ]+(?:\w+[ ]+)?(?:times|time|occurrences?|instances?)\b(?:(?<plus>[ ]or more)"
        + @"|(?<minus>[ ]or (?:less|fewer)|[ ]at most))?");

    private static readonly Pattern Joint = Pattern.AnyCase(
        @"^[ ,]*(?:of[ ])?(?:the[ ])?(?:word[ ]|key ?word[ ])?[""“‘']?$");
}
