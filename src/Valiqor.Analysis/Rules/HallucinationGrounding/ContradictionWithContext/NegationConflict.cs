using System.Collections.Frozen;
using System.Collections.Immutable;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>One sentence denies what the other states, in nearly the same words.</summary>
internal sealed class NegationConflict : IFindOne<SentencePair, Conflict>
{
    private const int Reach = 4;

    private static readonly FrozenSet<ulong> Determiners =
        new[] { "a", "an", "the", "its", "their", "his", "her", "our", "these", "those" }
            .Select(word => WordKey.Of(word)).ToFrozenSet();

    public ImmutableArray<string> Rules => ["negation_differs"];

    public Conflict? Find(SentencePair pair)
    {
        if (pair.SharedWords() < 3 || pair.Coverage < 0.4f)
        {
            return null;
        }

        ReadOnlySpan<Token> claim = pair.ClaimTokens;
        ReadOnlySpan<Token> sentence = pair.SentenceTokens;
        int mine = IndexOfNegation(claim);
        int theirs = IndexOfNegation(sentence);
        if (mine >= 0 && theirs < 0 && !Polarity.MayDeny(sentence)
            && DeniesShared(claim, mine, pair.SentenceHas, sentence) is { } to)
        {
            return pair.Between(
                "negation_differs",
                "the output denies it",
                0.75,
                (claim[mine].Start, claim[to].End),
                (pair.Sentence.Start, pair.Sentence.End));
        }

        if (mine < 0 && theirs >= 0 && pair.Coverage >= 0.6f && !Polarity.MayDeny(claim)
            && DeniesShared(sentence, theirs, pair.ClaimHas, claim) is { } end)
        {
            return pair.Between(
                "negation_differs",
                "the context denies it",
                0.75,
                (pair.Claim.Start, pair.Claim.End),
                (sentence[theirs].Start, sentence[end].End));
        }

        return null;
    }

    private static int IndexOfNegation(ReadOnlySpan<Token> tokens)
    {
        for (int i = 0; i < tokens.Length; i++)
        {
            if (Polarity.IsNegation(tokens, i))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The place of the content word that a negation denies, where the other sentence has that word.</summary>
    private static int? DeniesShared(
        ReadOnlySpan<Token> tokens, int negation, Func<ulong, bool> otherHas, ReadOnlySpan<Token> other)
    {
        for (int i = negation + 1; i < Math.Min(tokens.Length, negation + Reach + 1); i++)
        {
            if (Polarity.IsWeakener(tokens[i].Word))
            {
                return null;
            }

            if (tokens[i].IsContent)
            {
                bool verb = i == negation + 1;
                return otherHas(tokens[i].Stem) && !(verb && IsNounIn(other, tokens[i].Stem)) ? i : null;
            }
        }

        return null;
    }

    /// <summary>Behind an article or a possessive: "the burrows", where "not burrow" is a verb.</summary>
    private static bool IsNounIn(ReadOnlySpan<Token> tokens, ulong stem)
    {
        for (int i = 1; i < tokens.Length; i++)
        {
            if (tokens[i].Stem == stem)
            {
                return Determiners.Contains(tokens[i - 1].Word);
            }
        }

        return false;
    }
}
