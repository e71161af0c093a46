using System.Buffers;
using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>Counts the entries of an answer that is clearly a list, or names things in one sentence.</summary>
internal static class ItemCheck
{
    private static readonly SearchValues<char> NoNames = SearchValues.Create(".!?()\"");

    private const int LongestSentence = 300;
    private const int MostWordsOfName = 5;

    /// <summary>The most entries in any reading; null where the answer is no list.</summary>
    public static int? Count(AnswerText answer)
    {
        int numbered = 0;
        int bulleted = 0;
        int headed = 0;
        foreach ((int start, int end) in answer.Lines)
        {
            ReadOnlySpan<char> line = answer.Text.AsSpan(start, end - start);
            numbered += Numbered.IsMatch(line) ? 1 : 0;
            bulleted += Bulleted.IsMatch(line) ? 1 : 0;
            headed += Headed.IsMatch(line) ? 1 : 0;
        }

        if (answer.Lines.Count == 1)
        {
            return InSentence(answer.Trimmed);
        }

        // Plain lines and paragraphs may be entries too, where list marks are few.
        int marked = Math.Max(numbered, bulleted);
        int plain = answer.Lines.Count - numbered - bulleted - headed;
        return marked >= 2 && plain <= 2 ? Math.Max(marked, headed) : null;
    }

    /// <summary>"Oslo, Bergen and Tromsø."; behind a colon where one stands.</summary>
    private static int? InSentence(ReadOnlySpan<char> text)
    {
        int colon = text.IndexOf(": ");
        ReadOnlySpan<char> names = text[(colon < 0 ? 0 : colon + 2)..].TrimEnd('.');
        if (text.Length > LongestSentence || names.ContainsAny(NoNames) || !names.Contains(','))
        {
            return null;
        }

        int count = 0;
        int from = 0;
        foreach (ValueMatch comma in Between.EnumerateMatches(names))
        {
            if (names[from..comma.Index].Trim().Count(' ') >= MostWordsOfName)
            {
                return null;
            }

            count++;
            from = comma.Index + comma.Length;
        }

        return names[from..].Trim().Count(' ') >= MostWordsOfName ? null : count + 1;
    }

    private static readonly Pattern Numbered = Pattern.Of(@"\A[ ]{0,3}(?:[*#]+[ ]?)*\d{1,2}[.):][ *]");

    private static readonly Pattern Bulleted = Pattern.Of(@"\A[ \t]*[-*•+–●][ ]");

    private static readonly Pattern Headed = Pattern.Of(@"\A[ ]*(?:#|\*\*[^*]+\*\*)");

    private static readonly Pattern Between = Pattern.Of(@"[,;][ ]*(?:and|or|&)?[ ]|[ ](?:and|or|&)[ ]");
}
