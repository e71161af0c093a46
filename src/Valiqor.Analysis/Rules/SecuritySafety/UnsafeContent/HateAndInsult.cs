using System.Collections.Immutable;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>
/// Finds slurs, contempt for groups of people, calls for violence against them, and insults to "you".
/// </summary>
internal sealed class HateAndInsult : IFindAll<SignText, UnsafeFind>
{
    private const int MostPlaces = 10;
    private const int NearGroup = 6;
    private const int NearYou = 4;

    public ImmutableArray<string> Rules => ["slur", "hate", "insult"];

    public void Find(SignText text, List<UnsafeFind> found) => found.AddRange(In(text).Take(MostPlaces));

    private static IEnumerable<UnsafeFind> In(SignText text)
    {
        bool reports = text.Count(Sign.Quote) >= 2 || text.Count(Sign.Quote) * 40 > text.Facts.Tokens.Length + 40;
        for (int i = 0; i < text.Signs.Count; i++)
        {
            Sign sign = text.Signs[i].Sign;
            (int start, int end) = text.Place(i);
            if ((sign & Sign.Slur) != 0 && !reports)
            {
                yield return new UnsafeFind("S8", start, end, "slur", "a slur", 0.8);
            }
            else if (IsGroup(text, i) && !reports && Attacks(text, i) is { } what)
            {
                yield return new UnsafeFind("S8", start, end, "hate", what, 0.7);
            }
            else if ((sign & Sign.Insult) != 0 && !reports && Insults(text, i))
            {
                yield return new UnsafeFind("S10", start, end, "insult", "an insult to somebody who is spoken to", 0.7);
            }
        }
    }

    /// <summary>"… are vermin", "they should all be deported": a judgement or a call, and not a report.</summary>
    private static string? Attacks(SignText text, int group)
    {
        Sign near = text.Near(group, NearGroup);
        bool contempt = (near & Sign.Dehumanize) != 0 && (near & (Sign.Be | Sign.Must | Sign.Profanity)) != 0
            && (near & (Sign.Quote | Sign.Help | Sign.Not)) == 0;
        bool call = (near & Sign.Kill) != 0 && (near & Sign.Must) != 0
            && (near & (Sign.Quote | Sign.Self | Sign.Not)) == 0;
        bool curse = (near & (Sign.Insult | Sign.Profanity)) != 0 && (near & (Sign.Dehumanize | Sign.Insult)) != 0
            && (near & (Sign.Quote | Sign.Not)) == 0;
        return call ? "a call for harm to a group of people"
            : contempt || curse ? "contempt for a group of people"
            : null;
    }

    private static bool IsGroup(SignText text, int index)
    {
        (int token, Sign sign) = text.Signs[index];
        bool people = index + 1 < text.Signs.Count && text.Signs[index + 1].Token == token + 1
            && (text.Signs[index + 1].Sign & Sign.People) != 0;
        return (sign & Sign.Group) != 0 || (sign & Sign.Adjective) != 0 && people;
    }

    /// <summary>"You are a … idiot", "you stupid …": the insult soon after "you", in a harsh tone.</summary>
    private static bool Insults(SignText text, int insult)
    {
        int place = text.Signs[insult].Token;
        bool you = false;
        for (int i = insult - 1; i >= 0 && place - text.Signs[i].Token <= NearYou; i--)
        {
            you |= (text.Signs[i].Sign & Sign.You) != 0;
        }

        bool harsh = text.Different(Sign.Insult) >= 2 || (text.Any & Sign.Profanity) != 0
            || text.Facts.Tokens.Length <= 25;
        return you && harsh && (text.Near(insult, NearYou) & Sign.Not) == 0;
    }
}
