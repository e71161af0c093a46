using Valiqor.Analysis.Facts;
using Valiqor.Text.Sentences;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.RetrievalFailures;

/// <summary>The sentence of the passages that has most of the question's words.</summary>
/// <param name="Passage">From 0; -1 where there is none.</param>
/// <param name="Share">The share of the question's weight that it has.</param>
internal sealed record NearestSentence(int Passage, Sentence Sentence, float Share)
{
    public static NearestSentence Find(ItemFacts facts, QuestionTerms terms)
    {
        float total = 0;
        foreach (QuestionTerms.Term term in terms.All.Values)
        {
            total += (term.Turns & QuestionTerms.Turns.Last) != 0 ? term.Weight : 0;
        }

        var best = new NearestSentence(-1, default, 0);
        var seen = new HashSet<ulong>();
        for (int passage = 0; passage < facts.Context.Length && total > 0; passage++)
        {
            foreach (Sentence sentence in facts.Context[passage].Sentences)
            {
                seen.Clear();
                float share = 0;
                foreach (Token token in facts.Context[passage].TokensOf(sentence))
                {
                    if (token.IsContent && terms.All.TryGetValue(token.Stem, out QuestionTerms.Term term)
                        && (term.Turns & QuestionTerms.Turns.Last) != 0 && seen.Add(token.Stem))
                    {
                        share += term.Weight / total;
                    }
                }

                best = share > best.Share ? new NearestSentence(passage, sentence, share) : best;
            }
        }

        return best;
    }
}
