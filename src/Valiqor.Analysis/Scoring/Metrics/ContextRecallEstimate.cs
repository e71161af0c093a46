using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Text;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Scoring.Metrics;

/// <summary>
/// <c>context_recall_estimate</c>: the share of the expected answer's words that the passages have. Words of the
/// question do not count where the answer has others, since every passage about the topic has them.
/// </summary>
internal sealed class ContextRecallEstimate : IMetric
{
    public string Id => "context_recall_estimate";

    public bool OnlyWhenNamed => true;

    public Measurement Measure(ItemFacts facts)
    {
        if (string.IsNullOrWhiteSpace(facts.Item.Expected))
        {
            return Measurement.None(NotMeasured.NoExpected);
        }

        if (!facts.Item.Has(ItemPart.Context))
        {
            return Measurement.None(NotMeasured.NoContext);
        }

        HashSet<ulong> expected = ContentOf(new TextFacts(facts.Item.Expected));
        if (expected.Count == 0)
        {
            return Measurement.None(NotMeasured.NoClaims);
        }

        HashSet<ulong> asked = ContentOf(facts.Input);
        if (!expected.IsSubsetOf(asked))
        {
            expected.ExceptWith(asked);
        }

        int all = expected.Count;
        foreach (TextFacts passage in facts.Context)
        {
            foreach (Token token in passage.Tokens)
            {
                expected.Remove(token.Stem);
            }
        }

        return Measurement.Of((double)(all - expected.Count) / all);
    }

    private static HashSet<ulong> ContentOf(TextFacts text)
    {
        var words = new HashSet<ulong>();
        foreach (Token token in text.Tokens)
        {
            if (token.IsContent)
            {
                words.Add(token.Stem);
            }
        }

        return words;
    }
}
