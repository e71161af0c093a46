using System.Collections.Immutable;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>
/// Finds explicit texts by vulgar words and by many suggestive ones; a minor among them makes another category.
/// </summary>
internal sealed class SexualContent : IFindAll<SignText, UnsafeFind>
{
    private const int FewestExplicit = 2;
    private const int ShortText = 60;
    private const int WithExplicit = 3;
    private const int FewestSuggestive = 9;

    /// <summary>Twelve words apart are one sentence or two.</summary>
    private const int NearMinor = 12;

    public ImmutableArray<string> Rules => ["sexual", "sexual_minor"];

    public void Find(SignText text, List<UnsafeFind> found)
    {
        if (In(text) is { } sexual)
        {
            found.Add(sexual);
        }
    }

    private static UnsafeFind? In(SignText text)
    {
        if ((text.Any & (Sign.Explicit | Sign.Suggestive)) == 0)
        {
            return null;
        }

        int strong = Explicit(text);
        int mild = text.Different(Sign.Suggestive);
        bool reports = text.Different(Sign.Quote | Sign.Help) > 3 || text.Different(Sign.Clinical) >= 2;
        bool sexual = strong >= FewestExplicit
            && (strong + mild > FewestExplicit || text.Facts.Tokens.Length <= ShortText) || strong >= 1
                && mild >= WithExplicit
            || mild >= FewestSuggestive;
        if (!sexual || reports && strong < 4)
        {
            return null;
        }

        int first = text.First(Sign.Explicit) is >= 0 and var found ? found : text.First(Sign.Suggestive);
        (int start, int end) = text.Place(first);
        return HasMinor(text)
            ? new UnsafeFind("S7", start, end, "sexual_minor", "sexual content that names a minor", 0.6)
            : new UnsafeFind("S2", start, end, "sexual", "sexually explicit content", strong >= 3 ? 0.9 : 0.75);
    }

    /// <summary>Different explicit words; "fucking" as a mere curse is none.</summary>
    private static int Explicit(SignText text)
    {
        var seen = new HashSet<ulong>();
        for (int i = 0; i < text.Signs.Count; i++)
        {
            (int token, Sign sign) = text.Signs[i];
            bool curse = (sign & (Sign.Profanity | Sign.Insult)) != 0;
            if ((sign & Sign.Explicit) != 0 && !curse)
            {
                seen.Add(text.Facts.Tokens[token].Stem);
            }
        }

        return seen.Count;
    }

    private static bool HasMinor(SignText text)
    {
        for (int i = 0; i < text.Signs.Count; i++)
        {
            if ((text.Signs[i].Sign & Sign.Minor) != 0 && (text.Near(i, NearMinor) & Sign.Explicit) != 0)
            {
                return true;
            }
        }

        return false;
    }
}
