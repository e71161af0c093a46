using System.Collections.Immutable;
using Valiqor.Text;
using Valiqor.Text.Mentions;
using Valiqor.Text.Sentences;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>
/// Two sentences that agree in all but one name: "The capital of France is London", "Paris is the capital of France".
/// </summary>
internal sealed class NameConflict : IFindOne<SentencePair, Conflict>
{
    /// <summary>In a sentence of more words than this the two names need not fill the same place.</summary>
    private const int LongestMatch = 12;

    public ImmutableArray<string> Rules => ["name_differs"];

    public Conflict? Find(SentencePair pair)
    {
        if (pair.SharedWords() < 2)
        {
            return null;
        }

        NameMention? mine = OnlyStranger(pair.Output, pair.Claim, pair.SentenceHas);
        NameMention? theirs = OnlyStranger(pair.Passage, pair.Sentence, pair.ClaimHas);
        if (mine is not { } one || theirs is not { } other)
        {
            return null;
        }

        bool rest = pair.CoverageWithout(one.FirstToken, one.EndToken) >= 0.9f && SentenceIsCovered(pair, other);
        bool related = new NameSupport(pair.Grounds).IsSupported(pair.Output, one) && !StandsAlone(pair, one);
        return rest && !related
            ? pair.Between("name_differs", "the names differ", 0.85, (one.Start, one.End), (other.Start, other.End))
            : null;
    }

    /// <summary>
    /// The words of the name, as they are, stand in the grounds: it is another thing there, not this one's other
    /// name.
    /// </summary>
    private static bool StandsAlone(SentencePair pair, NameMention name)
    {
        foreach (Token token in pair.Output.Tokens[name.FirstToken..name.EndToken])
        {
            if (!pair.Grounds.Index.Contains(token.Stem))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The one name of a sentence of which the other sentence has no word; nothing where there are more.
    /// </summary>
    private static NameMention? OnlyStranger(TextFacts text, Sentence sentence, Func<ulong, bool> otherHas)
    {
        NameMention? found = null;
        foreach (NameMention name in text.Names)
        {
            if (name.Start < sentence.Start || name.End > sentence.End)
            {
                continue;
            }

            bool strange = true;
            foreach (Token token in text.Tokens[name.FirstToken..name.EndToken])
            {
                strange &= !otherHas(token.Stem);
            }

            if (strange && found is not null)
            {
                return null;
            }

            found = strange ? name : found;
        }

        return found;
    }

    /// <summary>The sentence says little more than the claim, so that the two names fill the same place.</summary>
    private static bool SentenceIsCovered(SentencePair pair, NameMention without)
    {
        int total = 0;
        int shared = 0;
        for (int i = pair.Sentence.FirstToken; i < pair.Sentence.EndToken; i++)
        {
            Token token = pair.Passage.Tokens[i];
            if (token.IsContent && (i < without.FirstToken || i >= without.EndToken))
            {
                total++;
                shared += pair.ClaimHas(token.Stem) ? 1 : 0;
            }
        }

        return total > 0 && shared * 10 >= total * 8 && total <= LongestMatch;
    }
}
