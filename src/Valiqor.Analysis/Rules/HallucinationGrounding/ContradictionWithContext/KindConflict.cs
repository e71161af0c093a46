using System.Collections.Immutable;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>
/// A claim with a word that no source has, in the place where the sentence nearest to it has another of its kind or
/// the opposite judgement: green for yellow, terrible for great.
/// </summary>
internal sealed class KindConflict : IFindOne<SentencePair, Conflict>
{
    public ImmutableArray<string> Rules => ["other_of_kind", "judgement_reversed"];

    public Conflict? Find(SentencePair pair)
    {
        ReadOnlySpan<Token> claim = pair.ClaimTokens;
        for (int i = 0; i < claim.Length; i++)
        {
            ulong word = claim[i].Stem;
            int kind = claim[i].IsContent ? WordKinds.Of(word) : -1;
            int value = claim[i].IsContent ? Evaluations.Of(word) : 0;
            if ((kind < 0 && value == 0) || pair.Grounds.Knows(word))
            {
                continue;
            }

            ReadOnlySpan<Token> sentence = pair.SentenceTokens;
            for (int j = 0; j < sentence.Length; j++)
            {
                ulong other = sentence[j].Stem;
                bool another = kind >= 0 && WordKinds.Of(other) == kind;
                bool reversed = value < 0 && Evaluations.Of(other) > 0
                    && !Polarity.IsDenied(claim, i) && !Polarity.IsDenied(sentence, j);
                if ((another || reversed) && !pair.ClaimHas(other) && pair.NeighboursMeet(i, j))
                {
                    return pair.Between(
                        another ? "other_of_kind" : "judgement_reversed",
                        another ? "it is one or the other" : "one blames what the other praises",
                        another ? 0.8 : 0.75,
                        (claim[i].Start, claim[i].End),
                        (sentence[j].Start, sentence[j].End));
                }
            }
        }

        return null;
    }
}
