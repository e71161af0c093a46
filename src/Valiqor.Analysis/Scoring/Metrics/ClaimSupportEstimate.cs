using System.Collections.Immutable;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Rules.HallucinationGrounding;
using Valiqor.Text.Languages;
using Valiqor.Text.Sentences;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Scoring.Metrics;

/// <summary>
/// <c>claim_support_estimate</c>: the share of the output's claims of which two sentences of the sources have half the
/// words, and the sources every number, date and name.
/// </summary>
internal sealed class ClaimSupportEstimate : IMetric
{
    private const int MostClaims = 200;
    private const int Sentences = 2;
    private const float Supported = 0.5f;

    public string Id => "claim_support_estimate";

    public bool OnlyWhenNamed => true;

    public Measurement Measure(ItemFacts facts)
    {
        if (facts.Find<Grounds>() is not { } grounds)
        {
            return Measurement.None(NotMeasured.NoContext);
        }

        if (facts.Output.Claims.IsEmpty)
        {
            return Measurement.None(NotMeasured.NoClaims);
        }

        if (!LanguageGuess.MayBeSame(facts.Output, grounds.Index.Passages))
        {
            return Measurement.None(NotMeasured.OtherLanguage);
        }

        ImmutableArray<UnsupportedDetail> details = DetailChecker.Find(facts.Output, grounds);
        int claims = 0;
        int supported = 0;
        foreach (Sentence claim in facts.Output.Claims[..Math.Min(MostClaims, facts.Output.Claims.Length)])
        {
            claims++;
            bool detailed = details.Any(detail => detail.Start >= claim.Start && detail.End <= claim.End);
            supported += !detailed && IsCovered(facts.Output.TokensOf(claim), grounds) ? 1 : 0;
        }

        return Measurement.Of((double)supported / claims);
    }

    private static bool IsCovered(ReadOnlySpan<Token> claim, Grounds grounds)
    {
        ImmutableArray<PassageMatch> nearest = grounds.Index.Best(claim, Sentences);
        var words = new HashSet<ulong>();
        foreach (PassageMatch match in nearest)
        {
            foreach (Token token in grounds.Index.Passages[match.Place.Passage].TokensOf(match.Place.Sentence))
            {
                words.Add(token.Stem);
            }
        }

        float total = 0;
        float shared = 0;
        foreach (Token token in claim)
        {
            if (token.IsContent)
            {
                float weight = grounds.Index.Weight(token.Stem);
                total += weight;
                shared += words.Contains(token.Stem) ? weight : 0;
            }
        }

        return shared >= Supported * total;
    }
}
