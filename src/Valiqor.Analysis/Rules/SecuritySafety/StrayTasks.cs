using System.Collections.Immutable;
using Valiqor.Text;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>
/// Finds a task on the first or the last line of a passage that shares no word with the rest of it, nor with what the
/// user asked: somebody put it there for the model.
/// </summary>
internal sealed class StrayTasks : IFindAll<InjectionSearch, Attack>
{
    private const int FewestOwnWords = 3;
    private const int FewestOtherWords = 15;
    private const int LongestTask = 40;

    public ImmutableArray<string> Rules => ["stray_task"];

    public void Find(InjectionSearch search, List<Attack> found)
    {
        (PartText text, _, TextFacts question) = search;
        int count = text.Count;
        if (search.IsInput || found.Count > 0 || count < FewestOtherWords + FewestOwnWords
            || !text.Has(Part.TaskVerb | Part.QuestionWord))
        {
            return;
        }

        int firstEnd = LineEnd(text);
        int lastStart = LineStart(text);
        if (firstEnd < count && IsTask(text, 0, firstEnd) && IsStray(text, 0, firstEnd, question))
        {
            Add(text, 0, firstEnd, found);
        }
        else if (lastStart > 0 && IsTask(text, lastStart, count) && IsStray(text, lastStart, count, question))
        {
            Add(text, lastStart, count, found);
        }
    }

    private static void Add(PartText text, int from, int to, List<Attack> found)
    {
        (int start, int end) = text.Span(from, to);
        found.Add(new Attack(start, end, "stray_task", "a task that has nothing to do with the text around it", 0.6)
        {
            IsDoubtful = text.Is(from, Part.QuestionWord),
        });
    }

    private static int LineEnd(PartText text)
    {
        int i = 1;
        while (i < text.Count && i <= LongestTask && !text.Is(i, Part.NewLine))
        {
            i++;
        }

        return i > LongestTask ? text.Count : i;
    }

    private static int LineStart(PartText text)
    {
        int i = text.Count - 1;
        while (i > 0 && text.Count - i <= LongestTask && !text.Is(i, Part.NewLine))
        {
            i--;
        }

        return text.Count - i > LongestTask ? 0 : i;
    }

    /// <summary>An order that a model takes, or a question with its question mark, alone on its line.</summary>
    private static bool IsTask(PartText text, int from, int to)
    {
        (int start, int end) = text.Span(from, to);
        ReadOnlySpan<char> line = text.Text.AsSpan(end);
        line = line[..(line.IndexOf('\n') is >= 0 and var stop ? stop : line.Length)].Trim();
        bool lineStart = start == 0 || text.Text[start - 1] == '\n'
            || text.Text.AsSpan(0, start).TrimEnd(" ").EndsWith("\n");
        return lineStart && (text.Is(from, Part.TaskVerb)
            ? line.Length > 0 && line[0] is '.' or '\'' or '"' or '!' or '?'
            : text.Is(from, Part.QuestionWord) && line.Length > 0 && line[0] is '?');
    }

    private static bool IsStray(PartText text, int from, int to, TextFacts question)
    {
        ReadOnlySpan<Token> tokens = text.Facts.Tokens;
        var own = new HashSet<ulong>();
        for (int i = from + 1; i < to; i++)
        {
            if (tokens[i].IsContent)
            {
                own.Add(tokens[i].Stem);
            }
        }

        if (own.Count < FewestOwnWords)
        {
            return false;
        }

        foreach (Token token in question.Tokens)
        {
            if (own.Contains(token.Stem))
            {
                return false;
            }
        }

        int others = 0;
        for (int i = 0; i < tokens.Length; i++)
        {
            if (i >= from && i < to || !tokens[i].IsContent)
            {
                continue;
            }

            if (own.Contains(tokens[i].Stem))
            {
                return false;
            }

            others++;
        }

        return others >= FewestOtherWords;
    }
}
