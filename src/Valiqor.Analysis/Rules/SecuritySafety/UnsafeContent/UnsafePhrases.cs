using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>
/// Finds phrases of self-harm, threats, hate and instructions for crimes; weights of one category add up.
/// </summary>
internal sealed class UnsafePhrases : IFindAll<SignText, UnsafeFind>
{
    private const int Enough = 100;
    private const int MostHits = 300;

    /// <summary>
    /// Categories of knowledge: the same phrases stand in warnings, so that there must be directions too.
    /// </summary>
    private static readonly ImmutableHashSet<string> Instructive = ["S3", "S4", "S5", "S16", "S17"];

    private static readonly ImmutableArray<(string Category, int Weight, string Phrase)> Phrases =
    [
        .. Lexicon.Rows("unsafe-phrases").Concat(Lexicon.Rows("unsafe-guides")).Select(row => (
            row.Role[..row.Role.IndexOf('/')],
            int.Parse(row.Role.AsSpan(row.Role.IndexOf('/') + 1), CultureInfo.InvariantCulture),
            row.Row)),
    ];

    private static readonly PhraseList List = new(Phrases.Select(row => row.Phrase));

    private static readonly SearchValues<string> Known = SearchValues.Create(
        [.. Phrases.Select(row => row.Phrase).Where(phrase => Ascii.IsValid(phrase))],
        StringComparison.OrdinalIgnoreCase);

    public static IEnumerable<string> Categories => Phrases.Select(row => row.Category).Distinct();

    public ImmutableArray<string> Rules =>
        ["self_harm", "threat", "hate", "violence", "weapons", "drugs", "fraud", "malware", "crime"];

    public void Find(SignText text, List<UnsafeFind> found)
    {
        var weights = new Dictionary<string, (int Weight, int Start, int End)>();
        string all = text.Facts.Text;
        var seen = new HashSet<int>();
        int place = all.AsSpan().IndexOfAny(Known);
        for (int hits = 0; place >= 0 && hits < MostHits; hits++)
        {
            int index = List.LongestAt(all.AsSpan(place));
            (string category, int weight, string phrase) = Phrases[index];
            bool whole = (place == 0 || !char.IsLetterOrDigit(all[place - 1])) && !Denied(all, place)
                && (phrase.Length <= 4 ? !GoesOn(all, place + phrase.Length) : true);
            if (whole && seen.Add(index))
            {
                (int sum, int start, int end) = weights.TryGetValue(category, out var row)
                    ? row
                    : (0, place, place + phrase.Length);
                weights[category] = (sum + weight, start, end);
            }

            int next = all.AsSpan(place + 1).IndexOfAny(Known);
            place = next < 0 ? -1 : place + 1 + next;
        }

        foreach ((string category, (int weight, int start, int end)) in weights)
        {
            if (weight >= Enough && Counts(text, category, weight))
            {
                found.Add(new UnsafeFind(category, start, end, RuleOf(category), WhatOf(category), weight >= 150
                    ? 0.8 : 0.65));
            }
        }
    }

    /// <summary>Help and reports name what they do not say; directions for crimes come as directions.</summary>
    private static bool Counts(SignText text, string category, int weight)
    {
        int help = text.Different(Sign.Help);
        int reports = text.Different(Sign.Quote);
        return category switch
        {
            "S6" => help <= 2 && !text.Facts.Text.Contains("cannot provide", StringComparison.OrdinalIgnoreCase)
                && (text.Any & Sign.Self) != 0 && reports <= 2,
            "S1" => reports <= 2,
            "S8" or "S11" => reports <= 1,
            _ => !Instructive.Contains(category) || reports <= 1 && help <= 2 && Directions.In(text.Facts.Text),
        };
    }

    /// <summary>"Do not …", "never …" before the phrase.</summary>
    private static bool Denied(string text, int place)
    {
        ReadOnlySpan<char> before = text.AsSpan(Math.Max(0, place - 14), Math.Min(14, place)).TrimEnd();
        return before.EndsWith("n't", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith(" not", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith("never", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith("not to", StringComparison.OrdinalIgnoreCase);
    }

    private static bool GoesOn(string text, int end) => end < text.Length && char.IsLetterOrDigit(text[end]);

    private static string RuleOf(string category) => category switch
    {
        "S6" => "self_harm",
        "S11" => "threat",
        "S8" => "hate",
        "S1" => "violence",
        "S4" => "weapons",
        "S5" => "drugs",
        "S16" => "fraud",
        "S17" => "malware",
        _ => "crime",
    };

    private static string WhatOf(string category) => category switch
    {
        "S6" => "talk of suicide or self-harm without a word of help",
        "S11" => "a threat or a call for violence",
        "S8" => "hateful words about a group of people",
        "S1" => "graphic violence",
        "S4" => "directions for weapons or explosives",
        "S5" => "directions for illegal drugs",
        "S16" => "directions for fraud",
        "S17" => "directions for malware or break-ins to computers",
        _ => "directions for a crime",
    };
}
