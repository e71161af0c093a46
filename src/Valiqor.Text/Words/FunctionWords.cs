using System.Collections.Frozen;

namespace Valiqor.Text.Words;

/// <summary>The words that every English text has, whatever it is about, and those that deny.</summary>
public static class FunctionWords
{
    private static readonly FrozenDictionary<ulong, TokenTraits> Traits = Build(
        stopwords: """
        a about above across after again against ago all almost along already also although always am among an and
        another any anybody anyone anything anyway are aren't around as aside at away b be became because become becomes
        been before being below beside besides between beyond both but by came can come could d did do does doing done
        down due during e each eg either else enough especially etc even ever every everybody everyone everything
        except f far few first for from further g get gets getting give given go goes going got h had has have having
        he he'd he'll he's hence her here here's hers herself him himself his how how's however i i'd i'll i'm i've ie
        if in indeed instead into is it it'd it'll it's its itself j just k l last later least less let let's like
        likely
        ll m made make makes many may maybe me mean might mine more moreover most mostly much must my myself n namely
        near need now o of off often oh ok okay on once one ones only onto or other others otherwise ought our ours
        ourselves out over own p per perhaps please q quite r rather re really s same seem seems several shall she
        she'd she'll she's should since so some somebody somehow someone something sometimes still such t take tell
        than thank thanks that that's the their theirs them themselves then there there's therefore these they they'd
        they'll they're they've thing things this those though through throughout thus till to together too toward
        towards u under until up upon us use used using v very via w want wants was way we we'd we'll we're we've well
        were what what's whatever when where where's whether which while who who's whoever whole whom whose why will
        with within would x y yes yet you you'd you'll you're you've your yours yourself z
        """,
        negations: """
        not no never none nobody nothing nowhere neither nor cannot without cant dont doesnt didnt isnt arent wasnt
        werent wont wouldnt shouldnt couldnt hasnt havent hadnt
        """);

    public static TokenTraits Of(ulong word) => Traits.GetValueOrDefault(word);

    private static FrozenDictionary<ulong, TokenTraits> Build(string stopwords, string negations)
    {
        char[] blanks = [' ', '\n', '\r'];
        var rows = new Dictionary<ulong, TokenTraits>();
        foreach (string word in stopwords.Split(blanks, StringSplitOptions.RemoveEmptyEntries))
        {
            rows[WordKey.Of(word)] = TokenTraits.Stopword;
        }

        foreach (string word in negations.Split(blanks, StringSplitOptions.RemoveEmptyEntries))
        {
            rows[WordKey.Of(word)] = TokenTraits.Negation;
        }

        return rows.ToFrozenDictionary();
    }
}
