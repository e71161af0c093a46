using System.Collections.Frozen;
using System.Collections.Immutable;
using Valiqor.Text;
using Valiqor.Text.Mentions;
using Valiqor.Text.Sentences;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>
/// The same deed with its doer and its object exchanged, active or passive: "A hired B", "A was hired by B".
/// </summary>
internal sealed class RoleConflict : IFindOne<SentencePair, Conflict>
{
    private const int LongestGap = 6;

    private static readonly ulong By = WordKey.Of("by");
    private static readonly ulong Of = WordKey.Of("of");

    private static readonly FrozenSet<ulong> Articles =
        new[] { "a", "an", "the" }.Select(word => WordKey.Of(word)).ToFrozenSet();

    /// <summary>Deeds that both sides do, and verbs that say what something is.</summary>
    private static readonly FrozenSet<ulong> Mutual = new[]
    {
        "marry", "meet", "join", "partner", "collaborate", "merge", "share", "compare", "differ", "border", "resemble",
        "agree", "discuss", "talk", "work", "play", "draw", "tie", "equal", "match", "divorce", "cooperate", "connect",
    }.Select(word => WordKey.OfStem(word)).ToFrozenSet();

    public ImmutableArray<string> Rules => ["roles_swapped"];

    public Conflict? Find(SentencePair pair)
    {
        foreach (Deed mine in Deeds(pair.Output, pair.Claim))
        {
            foreach (Deed theirs in Deeds(pair.Passage, pair.Sentence))
            {
                bool swapped = mine.Verb == theirs.Verb && mine.Doer == theirs.Object && mine.Object == theirs.Doer;
                if (swapped && mine.Doer != mine.Object && !Mutual.Contains(mine.Verb))
                {
                    return pair.Between(
                        "roles_swapped",
                        "doer and object have changed places",
                        0.9,
                        (mine.Start, mine.End),
                        (theirs.Start, theirs.End));
                }
            }
        }

        return null;
    }

    private static List<Deed> Deeds(TextFacts text, Sentence sentence)
    {
        var deeds = new List<Deed>();
        NameMention? last = null;
        foreach (NameMention name in text.Names)
        {
            if (name.Start >= sentence.End)
            {
                break;
            }

            if (name.Start < sentence.Start)
            {
                continue;
            }

            if (last is { } before && Read(text, before, name) is { } deed)
            {
                deeds.Add(deed);
            }

            last = name;
        }

        return deeds;
    }

    /// <summary>Exactly one content word between two names is taken for what the one does to the other.</summary>
    private static Deed? Read(TextFacts text, NameMention first, NameMention second)
    {
        ReadOnlySpan<Token> between = text.Tokens[first.EndToken..second.FirstToken];
        if (between.Length is 0 or > LongestGap
            || text.Text.AsSpan(first.End, second.Start - first.End).ContainsAny(",;:(["))
        {
            return null;
        }

        int verbAt = -1;
        bool passive = false;
        for (int i = 0; i < between.Length; i++)
        {
            if (between[i].Is(TokenTraits.Negation) || (between[i].IsContent && verbAt >= 0))
            {
                return null;
            }

            verbAt = between[i].IsContent ? i : verbAt;
            passive |= between[i].Word == By && verbAt >= 0 && i >= between.Length - 2;
        }

        // Behind an article it is a noun, which relates two names only by "of": "the father of".
        if (verbAt < 0 || (verbAt > 0 && Articles.Contains(between[verbAt - 1].Word)
            && (verbAt + 1 == between.Length || between[verbAt + 1].Word != Of)))
        {
            return null;
        }

        ulong verb = between[verbAt].Stem;
        ulong one = text.Tokens[first.EndToken - 1].Stem;
        ulong other = text.Tokens[second.EndToken - 1].Stem;
        return passive
            ? new Deed(verb, other, one, first.Start, second.End)
            : new Deed(verb, one, other, first.Start, second.End);
    }

    private readonly record struct Deed(ulong Verb, ulong Doer, ulong Object, int Start, int End);
}
