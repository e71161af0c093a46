using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Facts.Instructions;

/// <summary>
/// How many, as English says it: "at least three", "300+", "no more than 5", "two to four", "once or twice".
/// </summary>
/// <param name="Start">Of the phrase, with the words that bound it.</param>
/// <param name="Number">The first or only number.</param>
/// <param name="Bound">What the words around the number make of it; none where it stands bare.</param>
internal readonly partial record struct CountPhrase(int Start, int End, int Number, CountBound? Bound)
{
    private const int Reach = 70;

    private static readonly SearchValues<string> NumberCues = SearchValues.Create(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fifteen", "twenty", "thirty", "forty", "fifty", "eighty", "dozen", "hundred",
            "thousand", "single", "once", "twice", "thrice"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>"Once" and "twice" say what they count themselves.</summary>
    public bool IsOfTimes { get; private init; }

    /// <summary>Whether a text has any digit or number word.</summary>
    public static bool MayStandIn(ReadOnlySpan<char> text) =>
        text.ContainsAnyInRange('0', '9') || text.ContainsAny(NumberCues);

    public static List<CountPhrase> ReadAll(PromptSentence sentence)
    {
        if (!MayStandIn(sentence.Span))
        {
            return [];
        }

        var phrases = new List<CountPhrase>();
        foreach (Match match in sentence.Matches(Amount))
        {
            if (Read(sentence, match) is { } phrase)
            {
                phrases.Add(phrase);
            }
        }

        return phrases;
    }

    private static CountPhrase? Read(PromptSentence sentence, Match match)
    {
        bool times = match.Groups["once"].Success;
        if (ValueOf(match.Groups[times ? "once" : "n"].Value) is not { } n)
        {
            return null;
        }

        int at = match.Start();
        int from = Math.Max(sentence.Start, at - Reach);
        Match before = BoundBefore.Match(sentence.Prompt.Text, from, at - from);
        int start = before.Success ? before.Index : at;
        CountBound? bound = match.Groups["m"].Success && ValueOf(match.Groups["m"].Value) is { } m && m > n
            ? new CountBound(n, m)
            : before.Groups["least"].Success || match.Groups["plus"].Success ? CountBound.AtLeast(n)
            : before.Groups["most"].Success || match.Groups["minus"].Success ? CountBound.AtMost(n)
            : before.Groups["more"].Success ? CountBound.AtLeast(n + 1)
            : before.Groups["less"].Success ? CountBound.AtMost(n - 1)
            : before.Groups["exact"].Success ? CountBound.Exactly(n)
            : before.Groups["about"].Success ? CountBound.About(n)
            : null;
        return new CountPhrase(start, match.End(), n, bound) { IsOfTimes = times };
    }

    /// <summary>The value of a number in digits or words.</summary>
    public static int? ValueOf(string number)
    {
        string text = number.Trim().ToLowerInvariant();
        if (char.IsAsciiDigit(text[0]))
        {
            return int.Parse(text.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        }

        switch (text)
        {
            case "half a dozen":
                return 6;
            case "a single" or "single" or "once":
                return 1;
            case "twice":
                return 2;
            case "thrice":
                return 3;
        }

        int sum = 0;
        foreach (string word in text.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries))
        {
            switch (word)
            {
                case "hundred" or "thousand" or "dozen":
                    sum = Math.Max(1, sum) * (word == "dozen" ? 12 : word == "hundred" ? 100 : 1_000);
                    break;
                case "a" or "an":
                    break;
                default:
                    if (!NumberWords.TryValue(WordKey.Of(word), out double value))
                    {
                        return null;
                    }

                    sum += (int)value;
                    break;
            }
        }

        return sum == 0 ? null : sum;
    }

    private const string Small =
        "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
        + "(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
        + "|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
        + "|eighteen|nineteen";

    private const string Numeral =
        @"(?:\d{1,3}(?:,\d{3})+|\d{1,6}|half a dozen|a single|an?[ ](?:hundred|thousand|dozen)\b|(?:"
            + Small + @")(?:[ -](?:hundred|thousand"
        + @"|dozen))?)";

    private static readonly Pattern Amount = Pattern.AnyCase(
        @"(?<before>\A|[^\w.$€£#-])(?:(?<n>" + Numeral + @")(?:[ ]?(?:-|–|—|to|and|or)[ ]?(?<m>" + Numeral + @"))?"
        + @"|(?<once>once|twice|thrice))(?:(?<plus>[ ]?\+|[ ]or (?:more|above|over|greater|longer)\b"
        + @"|[ ]plus\b)"
        + @"|(?<minus>[ ]or (?:less|fewer|under|below|lower|shorter)\b)|(?<ahead>\z|[^\d%a-z]))");

    private static readonly Pattern BoundBefore = Pattern.AnyCase(
        @"(?:(?<least>\bat (?:the )?(?:very )?(?:least|minimum)|\bno (?:fewer|less|shorter) than"
        + @"|\bnot (?:be )?(?:fewer|less|shorter) than|\bmin(?:imum|\.)?(?: of)?|≥|>=)"
        + @"|(?<most>\bat (?:the )?(?:very )?(?:most|maximum)|\bno (?:more|longer|greater) than"
        + @"|\bnot (?:be )?(?:more|longer) than"
        + @"|(?:\bnot|n['’]t|\bnever|\bcannot|\bwithout) (?:to )?(?:exceed|surpass|go (?:over|above|beyond)"
        + @"|use more than"
        + @"|contain more than|be (?:over|above))(?:ing)?|\bmax(?:imum|\.)?(?: of)?|\bup to|≤|<=|\bwithin"
        + @"|\b(?:limit|restrict|confin|cap|keep|kept)\w*(?: \w+){0,5}? (?:to|at|within|under))"
        + @"|(?<more>\bmore than|\bover|\babove|\bgreater than|\blonger than|\bupwards? of|\bin excess of"
        + @"|\bexceed(?:s|ing)?|>)"
        + @"|(?<less>\b(?:less|fewer|shorter|lower) than|\bunder|\bbelow|<)"
        + @"|(?<exact>\bexactly|\bprecisely|\bstrictly|\bonly|\bjust|\bexact)"
        + @"|(?<about>\babout|\baround|\bapproximately|\bapprox\.?|\broughly|\bnearly|\balmost|~|\bcirca|\bsome"
        + @"|\bclose to))"
        + @"[ ]*(?:(?:of|the|a total of|an?|your response to)[ ]+)?(?:between[ ]|from[ ])?$");
}
