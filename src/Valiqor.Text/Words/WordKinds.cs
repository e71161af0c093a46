using System.Collections.Frozen;

namespace Valiqor.Text.Words;

/// <summary>
/// Closed classes of words of which a thing is one and not another: what is yellow is not green, Tuesday is no Friday.
/// </summary>
public static class WordKinds
{
    private static readonly FrozenDictionary<ulong, int> Kinds = Build("""
        red orange yellow green blue purple violet pink brown black white gray grey crimson turquoise beige
        monday tuesday wednesday thursday friday saturday sunday
        january february april june july august september october november december
        winter summer autumn spring
        north south east west northeast northwest southeast southwest
        father mother brother sister son daughter uncle aunt nephew niece cousin grandfather grandmother husband wife
        breakfast lunch dinner brunch
        football basketball baseball hockey tennis cricket rugby golf volleyball badminton
        dog cat horse cow pig sheep goat rabbit chicken duck
        gold silver bronze copper platinum iron steel aluminum
        coffee tea beer wine milk juice lemonade whisky vodka
        doctor nurse dentist lawyer teacher engineer carpenter plumber electrician accountant journalist farmer
        car bus train bicycle motorcycle truck tram ship ferry helicopter
        asia europe africa america australia antarctica
        piano guitar violin drum flute trumpet cello
        cancer diabetes asthma tuberculosis malaria pneumonia influenza
        biology physics chemistry mathematics geography
        kindergarten university
        kitchen bedroom bathroom garage basement attic
        revenue debt
        christmas easter thanksgiving halloween
        kilometer mile meter inch
        senator governor mayor ambassador
        plumbing roofing heating
        apple banana cherry lemon strawberry grape peach pear mango
        wood glass plastic paper leather cotton silk wool
        triangle square circle rectangle
        butter margarine mayonnaise ketchup mustard
        """);

    /// <summary>The number of a word's class, or -1.</summary>
    public static int Of(ulong stem) => Kinds.TryGetValue(stem, out int kind) ? kind : -1;

    private static FrozenDictionary<ulong, int> Build(string rows)
    {
        var kinds = new Dictionary<ulong, int>();
        string[] lines = rows.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            foreach (string word in lines[i].Trim().Split(' '))
            {
                kinds[WordKey.OfStem(word)] = i;
            }
        }

        return kinds.ToFrozenDictionary();
    }
}
