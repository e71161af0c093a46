using System.Collections.Immutable;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>A claim that has a word where the sentence nearest to it has the word's opposite.</summary>
internal sealed class AntonymConflict : IFindOne<SentencePair, Conflict>
{
    public ImmutableArray<string> Rules => ["opposite_word"];

    public Conflict? Find(SentencePair pair)
    {
        ReadOnlySpan<Token> claim = pair.ClaimTokens;
        Span<ulong> prefixed = stackalloc ulong[1];
        for (int i = 0; i < claim.Length; i++)
        {
            Token word = claim[i];
            scoped ReadOnlySpan<ulong> opposites = Antonyms.Of(word.Stem);
            if (opposites.IsEmpty && word.IsContent
                && NegativePrefix.BaseOf(pair.Output.Text.AsSpan(word.Start, word.Length)) is not 0 and var positive)
            {
                prefixed[0] = positive;
                opposites = prefixed;
            }

            if (opposites.IsEmpty || pair.SentenceHas(word.Stem))
            {
                continue;
            }

            // Where the grounds use the word elsewhere, the claim may speak of that place.
            bool elsewhere = pair.Grounds.Knows(word.Stem);
            int at = IndexOfAny(pair, opposites);
            if (at < 0 || Denied(claim, i) != Denied(pair.SentenceTokens, at) || !pair.NeighboursMeet(i, at))
            {
                continue;
            }

            int position = pair.Claim.FirstToken + i;
            float coverage = pair.CoverageWithout(position, position + 1);
            if (coverage >= (elsewhere ? 0.7f : 0.4f))
            {
                Token other = pair.SentenceTokens[at];
                return pair.Between(
                    "opposite_word",
                    "one is the opposite of the other",
                    0.8,
                    (word.Start, word.End),
                    (other.Start, other.End));
            }
        }

        return null;
    }

    private static int IndexOfAny(SentencePair pair, ReadOnlySpan<ulong> opposites)
    {
        ReadOnlySpan<Token> sentence = pair.SentenceTokens;
        for (int i = 0; i < sentence.Length; i++)
        {
            if (opposites.Contains(sentence[i].Stem) && !pair.ClaimHas(sentence[i].Stem))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool Denied(ReadOnlySpan<Token> tokens, int at) => Polarity.IsDenied(tokens, at);
}
