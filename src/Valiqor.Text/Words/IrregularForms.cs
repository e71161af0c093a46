using System.Collections.Frozen;

namespace Valiqor.Text.Words;

/// <summary>Forms that no ending explains, each with the word that it is a form of.</summary>
internal static class IrregularForms
{
    private static readonly FrozenDictionary<ulong, ulong> Bases = Build(
        "win won", "make made", "grow grew grown", "fall fell fallen", "rise rose risen", "sell sold", "buy bought",
        "build built", "write wrote written", "begin began begun", "leave left", "lose lost", "hold held", "lead led",
        "pay paid", "say said", "send sent", "spend spent", "take took taken", "think thought", "tell told",
        "man men", "woman women", "child children", "person people", "go went gone", "come came", "give gave given",
        "find found", "get got gotten", "know knew known", "see saw seen", "keep kept", "meet met", "run ran",
        "sit sat", "stand stood", "speak spoke spoken", "teach taught", "bring brought", "catch caught",
        "choose chose chosen", "draw drew drawn", "drive drove driven", "eat ate eaten", "feel felt", "fight fought",
        "fly flew flown", "forget forgot forgotten", "hear heard", "hide hid hidden", "sing sang sung",
        "swim swam swum",
        "throw threw thrown", "wear wore worn", "break broke broken", "become became", "sink sank sunk", "foot feet",
        "steal stole stolen", "understand understood", "show shown", "mouse mice", "tooth teeth", "half halves",
        "life lives", "knife knives", "leaf leaves", "analysis analyses", "crisis crises", "use used using uses",
        "die died dying dies", "forbid forbade forbidden", "shrink shrank shrunk", "strike struck", "lie lying lied",
        "tie tied tying", "bear bore born borne", "shoot shot", "mean meant");

    public static ulong? BaseOf(ulong word) => Bases.TryGetValue(word, out ulong stem) ? stem : null;

    private static FrozenDictionary<ulong, ulong> Build(params ReadOnlySpan<string> rows)
    {
        var bases = new Dictionary<ulong, ulong>();
        foreach (string row in rows)
        {
            string[] forms = row.Split(' ');
            Span<char> first = forms[0].ToCharArray();
            ulong stem = WordKey.Of(first[..Stemmer.Stem(first, first.Length)]);
            foreach (string form in forms)
            {
                bases[WordKey.Of(form)] = stem;
            }
        }

        return bases.ToFrozenDictionary();
    }
}
