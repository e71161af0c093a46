using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Rules.RetrievalFailures;
using Valiqor.Text;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Scoring.Metrics;

/// <summary>
/// <c>context_precision_estimate</c>: how far up the passages that speak of the question stand, by its words alone.
/// </summary>
/// <remarks>
/// Average precision (Manning, Raghavan and Schütze, "Introduction to Information Retrieval", 8.4) over the passages
/// that count as relevant; a judge would read them instead.
/// </remarks>
internal sealed class ContextPrecisionEstimate : IMetric
{
    /// <summary>With so much of the question's weight a passage counts, as for <c>irrelevant_retrieval</c>.</summary>
    private const float Relevant = 0.34f;

    public string Id => "context_precision_estimate";

    public bool OnlyWhenNamed => true;

    public Measurement Measure(ItemFacts facts)
    {
        if (!facts.Item.Has(ItemPart.Context))
        {
            return Measurement.None(NotMeasured.NoContext);
        }

        if (facts.Find<QuestionMatch>() is not { IsLong: false } match)
        {
            return Measurement.None(NotMeasured.NothingAsked);
        }

        if (!match.SameLanguage)
        {
            return Measurement.None(NotMeasured.OtherLanguage);
        }

        double sum = 0;
        int relevant = 0;
        for (int i = 0; i < facts.Context.Length; i++)
        {
            if (Share(facts.Context[i], match.Terms) >= Relevant)
            {
                relevant++;
                sum += (double)relevant / (i + 1);
            }
        }

        return Measurement.Of(relevant == 0 ? 0 : sum / relevant);
    }

    private static float Share(TextFacts passage, QuestionTerms terms)
    {
        var words = new HashSet<ulong>();
        foreach (Token token in passage.Tokens)
        {
            words.Add(token.Stem);
        }

        float total = 0;
        float shared = 0;
        foreach ((ulong stem, QuestionTerms.Term term) in terms.All)
        {
            if ((term.Turns & QuestionTerms.Turns.Last) != 0)
            {
                total += term.Weight;
                shared += words.Contains(stem) ? term.Weight : 0;
            }
        }

        return total == 0 ? 1 : shared / total;
    }
}
