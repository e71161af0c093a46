using System.Collections.Frozen;
using Valiqor.Analysis.Facts;
using Valiqor.Text;
using Valiqor.Text.Sentences;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>
/// A claim that denies, refuses or leaves out what the sources tell, though no sentence of theirs about it denies
/// anything.
/// </summary>
internal static class UnsaidDenial
{
    private const int Reach = 4;

    /// <summary>The word stands in more sentences than this: what it is denied of is not to be told.</summary>
    private const int MostSentences = 12;

    private const int LongestSentence = 120;

    /// <summary>Behind a negation these compare or limit: "not any more", "not very".</summary>
    private static readonly FrozenSet<ulong> Limits = new[]
    {
        "any", "every", "more", "less", "other", "very", "too", "so", "if", "until", "least", "most",
    }.Select(word => WordKey.Of(word)).ToFrozenSet();

    /// <summary>Verbs that say that something is not done.</summary>
    private static readonly FrozenSet<ulong> Omissions = new[]
    {
        "fail", "refuse", "ignore", "avoid", "exclude", "omit", "lack", "neglect", "deny", "reject", "prohibit",
        "forbid", "ban", "prevent", "oppose", "disregard", "overlook", "dismiss", "misinform",
    }.Select(word => WordKey.OfStem(word)).ToFrozenSet();

    public static Conflict? Find(TextFacts output, Sentence claim, Grounds grounds, ReadOnlySpan<PassageMatch> nearest)
    {
        ReadOnlySpan<Token> tokens = output.TokensOf(claim);
        for (int i = 0; i < tokens.Length; i++)
        {
            if (Polarity.IsNegation(tokens, i))
            {
                // "Never use it inside" has no word of what is not to be used, and denies all the same.
                if (Denied(tokens, i) is { } denied && ToldWithoutDenial(tokens[denied].Stem, grounds) is { } told
                    && !AnyDenies(nearest, grounds))
                {
                    return Between(tokens[i], tokens[denied], told);
                }
            }
            else if (Omissions.Contains(tokens[i].Stem) && !Polarity.IsDenied(tokens, i)
                && !grounds.Knows(tokens[i].Stem) && !AnyDenies(nearest, grounds))
            {
                return Between(tokens[i], tokens[i], nearest[0].Place);
            }
        }

        return null;
    }

    private static int? Denied(ReadOnlySpan<Token> tokens, int negation)
    {
        for (int i = negation + 1; i < Math.Min(tokens.Length, negation + Reach + 1); i++)
        {
            if (Polarity.IsWeakener(tokens[i].Word) || Limits.Contains(tokens[i].Word))
            {
                return null;
            }

            if (tokens[i].IsContent)
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>A sentence with the word, where no sentence that has it denies anything.</summary>
    private static PassageSentence? ToldWithoutDenial(ulong stem, Grounds grounds)
    {
        PassageSentence? told = null;
        int count = 0;
        foreach (PassageSentence place in grounds.Index.With(stem))
        {
            TextFacts passage = grounds.Index.Passages[place.Passage];
            if (++count > MostSentences || IsLong(place.Sentence)
                || Polarity.MayDeny(passage.TokensOf(place.Sentence)))
            {
                return null;
            }

            told = place;
        }

        return told;
    }

    /// <summary>A table or a list without points: it may deny anything.</summary>
    private static bool IsLong(Sentence sentence) => sentence.EndToken - sentence.FirstToken > LongestSentence;

    private static bool AnyDenies(ReadOnlySpan<PassageMatch> nearest, Grounds grounds)
    {
        foreach (PassageMatch match in nearest)
        {
            if (IsLong(match.Place.Sentence)
                || Polarity.MayDeny(grounds.Index.Passages[match.Place.Passage].TokensOf(match.Place.Sentence)))
            {
                return true;
            }
        }

        return false;
    }

    private static Conflict Between(Token first, Token last, PassageSentence told) => new(
        "denial_not_in_context",
        "nothing in it denies this",
        0.7,
        first.Start,
        last.End,
        told.Passage,
        told.Sentence.Start,
        told.Sentence.End);
}
