using System.Collections.Frozen;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>Says whether a word is denied by another before it.</summary>
internal static class Polarity
{
    private const int Reach = 4;

    private static readonly ulong Only = WordKey.Of("only");
    private static readonly ulong No = WordKey.Of("no");
    private static readonly ulong Not = WordKey.Of("not");

    /// <summary>Verbs and adjectives that deny without a "not".</summary>
    private static readonly FrozenSet<ulong> Deniers = new[]
    {
        "fail", "deny", "refuse", "lack", "unable", "reject", "prevent", "avoid", "hardly", "barely", "scarcely",
        "decline",
        "impossible", "unlikely", "absence", "false", "stop", "prohibit", "forbid", "ban", "rarely",
        "seldom", "except", "unless", "myth", "incorrect", "doubt", "unaware",
        "unclear",
        "untrue", "wrong", "exclude", "miss",
    }.Select(word => WordKey.OfStem(word)).ToFrozenSet();

    /// <summary>"Not the same", "not all", "not yet": what follows is told of another share or time.</summary>
    private static readonly FrozenSet<ulong> Weakeners =
        new[] { "same", "all", "always", "necessarily", "just", "yet", "only", "sure" }
            .Select(word => WordKey.Of(word)).ToFrozenSet();

    public static bool IsWeakener(ulong word) => Weakeners.Contains(word);

    public static bool IsNegation(ReadOnlySpan<Token> tokens, int at) =>
        tokens[at].Is(TokenTraits.Negation)
        && !(tokens[at].Word == Not && at + 1 < tokens.Length && tokens[at + 1].Word == Only)
        && !IsAnswer(tokens, at);

    /// <summary>
    /// The "No" of "No, the store is closed" answers a question; it denies none of the words behind it.
    /// </summary>
    private static bool IsAnswer(ReadOnlySpan<Token> tokens, int at) =>
        tokens[at].Word == No && at + 1 < tokens.Length && tokens[at + 1].Start > tokens[at].End + 1;

    public static bool IsDenied(ReadOnlySpan<Token> tokens, int at)
    {
        for (int i = Math.Max(0, at - Reach); i < at; i++)
        {
            if (IsNegation(tokens, i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Anything in the words that may deny some of them.</summary>
    public static bool MayDeny(ReadOnlySpan<Token> tokens)
    {
        foreach (Token token in tokens)
        {
            if (token.Is(TokenTraits.Negation) || Deniers.Contains(token.Stem) || Deniers.Contains(token.Word))
            {
                return true;
            }
        }

        return false;
    }
}
