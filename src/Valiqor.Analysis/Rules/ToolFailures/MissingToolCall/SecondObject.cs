using System.Collections.Frozen;
using Valiqor.Analysis.Facts;
using Valiqor.Text;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>
/// Finds a second object joined to one that a call took up: of "the calories of brown rice and avocado" the call has
/// the rice alone.
/// </summary>
internal static class SecondObject
{
    private const int LongestObject = 4;

    private static readonly FrozenSet<ulong> Joints = Keys("and or plus");
    private static readonly FrozenSet<ulong> Leading = Keys("about of for in to at from on with by the a an also");
    private static readonly FrozenSet<ulong> Ends = Keys("in for from to at on with by of please both as over");

    public static (int Start, int End)? In(RequestFacts request, CallCoverage coverage)
    {
        TextFacts text = request.Text;
        ReadOnlySpan<Token> tokens = text.Tokens;
        for (int i = 1; i + 1 < tokens.Length; i++)
        {
            if (!Joints.Contains(tokens[i].Word) || !text.Text.AsSpan(tokens[i - 1].End, 1).SequenceEqual(" "))
            {
                continue;
            }

            (int first, int end) = After(text, i + 1);
            (int before, int last) = Before(text, i - 1);
            if (end > first && last > before)
            {
                bool one = coverage.HasText(text.Text.AsSpan(tokens[before].Start..tokens[last - 1].End));
                bool other = coverage.HasText(text.Text.AsSpan(tokens[first].Start..tokens[end - 1].End));
                if (one != other && !coverage.HasAnyWord(text, one ? first : before, one ? end : last))
                {
                    (int from, int to) = one ? (first, end) : (before, last);
                    return request.SpeaksOfTools(from, to) ? null : (tokens[from].Start, tokens[to - 1].End);
                }
            }
        }

        return null;
    }

    /// <summary>The content words behind a joint, up to a sign or a preposition.</summary>
    private static (int First, int End) After(TextFacts text, int at)
    {
        ReadOnlySpan<Token> tokens = text.Tokens;
        while (at < tokens.Length && Leading.Contains(tokens[at].Word))
        {
            at++;
        }

        int end = at;
        while (end < tokens.Length && end - at < LongestObject && IsWord(tokens[end]) && (end == at || Near(text, end)))
        {
            end++;
        }

        bool closed = end == tokens.Length || !Near(text, end) || Ends.Contains(tokens[end].Word)
            || Joints.Contains(tokens[end].Word);
        return closed ? (at, end) : (at, at);
    }

    /// <summary>The content words before a joint, back to a preposition or a sign.</summary>
    private static (int First, int End) Before(TextFacts text, int last)
    {
        ReadOnlySpan<Token> tokens = text.Tokens;
        int first = last + 1;
        while (first > 0 && last + 1 - first < LongestObject && IsWord(tokens[first - 1])
            && (first == last + 1 || Near(text, first)))
        {
            first--;
        }

        bool opened = first == 0 || !Near(text, first) || Leading.Contains(tokens[first - 1].Word);
        return opened ? (first, last + 1) : (first, first);
    }

    private static bool IsWord(Token token) =>
        token.IsContent && !token.Is(TokenTraits.Number) && !RequestClause.IsAsking(token.Word);

    private static bool Near(TextFacts text, int at) =>
        text.Tokens[at].Start - text.Tokens[at - 1].End == 1 && text.Text[text.Tokens[at].Start - 1] is ' ' or '-';

    private static FrozenSet<ulong> Keys(string words) =>
        words.Split(' ').Select(word => WordKey.Of(word)).ToFrozenSet();
}
