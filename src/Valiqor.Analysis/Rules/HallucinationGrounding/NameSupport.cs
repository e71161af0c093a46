using System.Collections.Frozen;
using Valiqor.Analysis.Facts;
using Valiqor.Text;
using Valiqor.Text.Mentions;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>
/// Says whether the grounds have a name: its words, its initials, or the people or language of its country.
/// </summary>
internal sealed class NameSupport(Grounds grounds)
{
    private const int MostWords = 20_000;

    private static readonly string[][] SameThing =
    [
        ["us", "usa", "u.s", "u.s.a", "america", "american", "americans", "united", "states"],
        ["uk", "u.k", "britain", "british", "united", "kingdom", "england", "english"],
        ["france", "french"], ["spain", "spanish"], ["netherlands", "dutch", "holland"], ["germany", "german"],
        ["greece", "greek"], ["denmark", "danish"], ["switzerland", "swiss"], ["turkey", "turkish"], ["wales", "welsh"],
        ["ireland", "irish"], ["poland", "polish"], ["sweden", "swedish"], ["finland", "finnish"], 
        ["eu", "europe", "european"],
        ["un", "united", "nations"], ["peru", "peruvian"], ["thailand", "thai"], ["scotland", "scottish"],
        ["philippines", "filipino"], ["congress", "congressional"], ["catholic", "catholicism"], 
        ["covid", "coronavirus"],
    ];

    private static readonly FrozenDictionary<ulong, ulong[]> Kin = BuildKin();

    private static readonly FrozenSet<ulong> Generic = new[]
    {
        "company", "inc", "ltd", "corporation", "university", "city", "state", "river", "street", "school", "plan",
        "agent", "client", "team", "department", "president", "minister", "government", "country", "court", "act",
        "party",
        "street", "group", "customer", "sales", "representative", "christmas", "internet", "earth", "sir", "king",
        "queen",
        "doctor", "professor", "north", "south", "east", "west", "american", "chief", "officer", "executive", "speaker",
    }.Select(word => WordKey.OfStem(word)).ToFrozenSet();

    private HashSet<ulong>? _initials;
    private List<(TextFacts Text, Token Token)>? _capitalized;

    public bool IsSupported(TextFacts output, NameMention name)
    {
        ReadOnlySpan<Token> words = output.Tokens[name.FirstToken..name.EndToken];
        int missing = 0;
        foreach (Token word in words)
        {
            missing += !word.IsContent || Stands(output.Text, word) ? 0 : 1;
        }

        return missing == 0 || (words.Length == 2 && JoinedStands(output.Text, words))
            || (words.Length > 1 && InitialsStand(output.Text, words));
    }

    private bool Stands(string text, Token word) =>
        grounds.Knows(word.Stem) || Generic.Contains(word.Stem) || word.Is(TokenTraits.HasDigit | TokenTraits.Negation)
        || KinStands(word.Word) || (word.Is(TokenTraits.AllCaps) && Initials.Contains(word.Word))
        || PartsStand(text, word) || RelatedStands(text, word);

    /// <summary>"Family Mart" for "FamilyMart".</summary>
    private bool JoinedStands(string text, ReadOnlySpan<Token> words) => words[0].Length + words[1].Length < 60
        && grounds.Knows(WordKey.OfStem(string.Concat(
            text.AsSpan(words[0].Start, words[0].Length), text.AsSpan(words[1].Start, words[1].Length))));

    private static FrozenDictionary<ulong, ulong[]> BuildKin()
    {
        var kin = new Dictionary<ulong, ulong[]>();
        foreach (string[] row in SameThing)
        {
            foreach (string word in row)
            {
                ulong[] keys = [.. row.Select(other => WordKey.OfStem(other))];
                kin[WordKey.Of(word)] = kin.TryGetValue(WordKey.Of(word), out ulong[]? more)
                    ? [.. more, .. keys] : keys;
            }
        }

        return kin.ToFrozenDictionary();
    }

    private bool KinStands(ulong word) => Kin.TryGetValue(word, out ulong[]? kin) && kin.Any(grounds.Knows);

    /// <summary>"FamilyMart" for "Family Mart": a word made of two that the grounds have.</summary>
    private bool PartsStand(string text, Token word)
    {
        ReadOnlySpan<char> letters = text.AsSpan(word.Start, word.Length);
        for (int cut = 3; cut <= letters.Length - 3; cut++)
        {
            if (grounds.Knows(WordKey.OfStem(letters[..cut])) && grounds.Knows(WordKey.OfStem(letters[cut..])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Chinese" for "China", "Brazil" for "Brazilian": a common beginning and two short endings.</summary>
    private bool RelatedStands(string text, Token word)
    {
        ReadOnlySpan<char> letters = text.AsSpan(word.Start, word.Length);
        foreach ((TextFacts other, Token token) in Capitalized)
        {
            ReadOnlySpan<char> letters2 = other.Text.AsSpan(token.Start, token.Length);
            int common = letters.CommonPrefixLength(letters2);
            if (common >= 4 && letters.Length - common <= 4 && letters2.Length - common <= 4
                && !letters[common..].ContainsAnyInRange('A', 'Z') && !letters2[common..].ContainsAnyInRange('A', 'Z'))
            {
                return true;
            }
        }

        return false;
    }

    private bool InitialsStand(string text, ReadOnlySpan<Token> words)
    {
        Span<char> initials = stackalloc char[words.Length];
        int length = 0;
        foreach (Token word in words)
        {
            if (word.IsContent)
            {
                initials[length++] = text[word.Start];
            }
        }

        return length > 1 && grounds.Knows(WordKey.Of(initials[..length]));
    }

    private List<(TextFacts Text, Token Token)> Capitalized
    {
        get
        {
            if (_capitalized is null)
            {
                _capitalized = [];
                var seen = new HashSet<ulong>();
                foreach (TextFacts text in grounds.Known)
                {
                    foreach (Token token in text.Tokens)
                    {
                        if (token.Is(TokenTraits.Capitalized) && token.Length >= 4
                            && _capitalized.Count < MostWords / 10
                            && seen.Add(token.Word))
                        {
                            _capitalized.Add((text, token));
                        }
                    }
                }
            }

            return _capitalized;
        }
    }

    private HashSet<ulong> Initials
    {
        get
        {
            if (_initials is null)
            {
                _initials = [];
                foreach (TextFacts text in grounds.Known)
                {
                    AddInitials(text, _initials);
                }
            }

            return _initials;
        }
    }

    private static void AddInitials(TextFacts text, HashSet<ulong> initials)
    {
        Span<char> letters = stackalloc char[6];
        ReadOnlySpan<Token> tokens = text.Tokens;
        for (int i = 0; i < Math.Min(tokens.Length, MostWords); i++)
        {
            int count = 0;
            for (int j = i; j < tokens.Length && j < i + 8 && count < letters.Length; j++)
            {
                bool capital = tokens[j].Is(TokenTraits.Capitalized);
                if (!capital && tokens[j].IsContent)
                {
                    break;
                }

                if (capital)
                {
                    letters[count++] = char.ToLowerInvariant(text.Text[tokens[j].Start]);
                    initials.Add(WordKey.Of(letters[..count]));
                }
            }
        }
    }
}
