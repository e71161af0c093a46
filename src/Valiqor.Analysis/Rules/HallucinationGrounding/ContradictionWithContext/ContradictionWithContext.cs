using System.Collections.Immutable;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Text;
using Valiqor.Text.Sentences;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>
/// Sets each claim beside the sentences of the grounds that are nearest to it, and finds where they part.
/// </summary>
internal sealed class ContradictionWithContext : IComposedRule
{
    private const int MostClaims = 60;
    private const int NearestSentences = 3;

    /// <summary>A longer sentence is a table or a list without points, and aligns with anything.</summary>
    private const int LongestSentence = 120;

    /// <summary>Sentences that share less than this do not speak of the same.</summary>
    private const float LeastCoverage = 0.35f;

    /// <summary>Enough where a word that no source has stands in the place of one of its kind.</summary>
    private const float LeastForStrangers = 0.2f;

    /// <summary>Of claims and sentences that speak of the same; the first that finds a conflict decides.</summary>
    private static readonly ImmutableArray<IFindOne<SentencePair, Conflict>> BetweenAlike =
    [
        new RoleConflict(),
        new NumberConflict(),
        new NameConflict(),
        new AntonymConflict(),
        new NegationConflict(),
    ];

    /// <summary>Of those that may also share little.</summary>
    private static readonly ImmutableArray<IFindOne<SentencePair, Conflict>> BetweenAny = [new KindConflict()];

    public string Subcategory => "contradiction_with_context";

    IEnumerable<ICheck> IComposedRule.Checks => [.. BetweenAlike, .. BetweenAny];

    public Signal Inspect(ItemFacts facts)
    {
        if (facts.Find<Grounds>() is not { } grounds || facts.Output.Claims.IsEmpty)
        {
            return Signal.NotApplicable;
        }

        Conflict? worst = null;
        foreach (Sentence claim in facts.Output.Claims[..Math.Min(MostClaims, facts.Output.Claims.Length)])
        {
            if (claim.EndToken - claim.FirstToken <= LongestSentence
                && FindConflict(facts, grounds, claim) is { } conflict
                && conflict.Confidence > (worst?.Confidence ?? 0))
            {
                worst = conflict;
            }
        }

        return worst is null ? Signal.Pass(0.6) : Report(facts, grounds, worst);
    }

    private static Conflict? FindConflict(ItemFacts facts, Grounds grounds, Sentence claim)
    {
        Conflict? worst = null;
        ImmutableArray<PassageMatch> nearest = grounds.Index.Best(facts.Output.TokensOf(claim), NearestSentences);
        foreach (PassageMatch match in nearest)
        {
            Sentence sentence = match.Place.Sentence;
            if (match.Coverage < LeastForStrangers || sentence.EndToken - sentence.FirstToken > LongestSentence
                || sentence.Is(SentenceTraits.Question))
            {
                continue;
            }

            TextFacts passage = grounds.Index.Passages[match.Place.Passage];
            var pair = new SentencePair(facts.Output, claim, passage, sentence, match, grounds);
            if (pair.IsSame)
            {
                return null;
            }

            Conflict? conflict = (match.Coverage >= LeastCoverage ? First(BetweenAlike, pair) : null)
                ?? First(BetweenAny, pair);
            worst = conflict is not null && conflict.Confidence > (worst?.Confidence ?? 0) ? conflict : worst;
        }

        return worst is null && nearest is [{ Coverage: >= LeastForStrangers }, ..]
            ? UnsaidDenial.Find(facts.Output, claim, grounds, nearest.AsSpan())
            : worst;
    }

    private static Conflict? First(ImmutableArray<IFindOne<SentencePair, Conflict>> checks, SentencePair pair)
    {
        foreach (IFindOne<SentencePair, Conflict> check in checks)
        {
            if (check.Find(pair) is { } conflict)
            {
                return conflict;
            }
        }

        return null;
    }

    private static Signal Report(ItemFacts facts, Grounds grounds, Conflict conflict)
    {
        string said = facts.Output.Text[conflict.ClaimStart..conflict.ClaimEnd];
        TextFacts passage = grounds.Index.Passages[conflict.Passage];
        string known = passage.Text[conflict.PassageStart..conflict.PassageEnd];
        string where = grounds.InInput ? "the document in the input" : $"passage {conflict.Passage + 1} of the context";
        string cause = $"The output says \"{said}\" where {where} says \"{known}\": {conflict.Difference}.";
        string fix = $"Make the answer keep to \"{known}\" from {where}: instruct the model to repeat facts as the "
            + "context states them, and to say so when its own knowledge disagrees.";
        return Signal.Fail(
            conflict.Confidence,
            cause,
            fix,
            Evidence.InOutput(
                conflict.ClaimStart, conflict.ClaimEnd, conflict.Rule, $"The context says \"{known}\" instead."),
            grounds.Point(
                conflict.Passage,
                conflict.PassageStart,
                conflict.PassageEnd,
                conflict.Rule,
                $"The output says \"{said}\" instead."));
    }
}
