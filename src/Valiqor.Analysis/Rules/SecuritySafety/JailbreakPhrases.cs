using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>
/// Finds texts that talk the model out of its rules. One phrase rarely tells; the weights of several add up.
/// </summary>
internal sealed class JailbreakPhrases : IFindAll<InjectionSearch, Attack>
{
    private const int Enough = 100;

    /// <summary>A text of attacks needs few; this bounds what a text made of nothing else can cost.</summary>
    private const int MostHits = 400;

    private static readonly ImmutableArray<(string Phrase, int Weight)> Phrases =
    [
        .. Lexicon.Rows("injection-phrases").Select(row =>
            (row.Row, int.Parse(row.Role, CultureInfo.InvariantCulture))),
    ];

    private static readonly PhraseList List = new(Phrases.Select(row => row.Phrase));

    /// <summary>Attacks speak to the model; a text without any of these words speaks to nobody.</summary>
    private const Part Addressed =
        Part.You | Part.Your | Part.Pretend | Part.Unrestricted | Part.Assistant | Part.ReplyVerb | Part.Instruction;

    /// <summary>Apart from the others, which can be searched for much faster.</summary>
    private static readonly SearchValues<string> Known = SearchValues.Create(
        [.. Phrases.Select(row => row.Phrase).Where(phrase => Ascii.IsValid(phrase))],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> KnownElsewhere = SearchValues.Create(
        [.. Phrases.Select(row => row.Phrase).Where(phrase => !Ascii.IsValid(phrase))], StringComparison.Ordinal);

    public ImmutableArray<string> Rules => ["jailbreak"];

    public void Find(InjectionSearch search, List<Attack> found)
    {
        PartText text = search.Text;
        ReadOnlySpan<char> rest = text.Text;
        if (!text.Has(Addressed) && Ascii.IsValid(rest))
        {
            return;
        }

        int place = Next(rest, 0);
        if (place < 0 && !Combines(text))
        {
            return;
        }

        var seen = new HashSet<int>();
        int weight = Combines(text) ? Weight(text, found) : 0;
        int start = -1;
        int end = 0;
        for (int hits = 0; place >= 0 && hits < MostHits; hits++)
        {
            int phrase = List.LongestAt(rest[place..]);
            int length = Phrases[phrase].Phrase.Length;
            if (IsWhole(rest, place, length) && seen.Add(phrase))
            {
                weight += Phrases[phrase].Weight;
                if (start < 0 || Phrases[phrase].Weight == Enough)
                {
                    (start, end) = (place, place + length);
                }
            }

            place = Next(rest, place + 1);
        }

        if (start >= 0 && weight >= Enough - 60 && FilmScene.IsMatch(Tail(text.Text)))
        {
            weight += 60;
        }

        if (start >= 0 && weight >= Enough && !IsTalk(text, weight))
        {
            found.Add(new Attack(start, end, "jailbreak", "an attempt to talk the model out of its rules", 0.85));
        }
    }

    /// <summary>Questions about jailbreaks are short and name one or two of the phrases.</summary>
    private static bool IsTalk(PartText text, int weight) =>
        text.Has(Part.Meta) && weight < 2 * Enough && (text.Between(0, 6) & (Part.QuestionWord | Part.TaskVerb)) != 0
        && !text.IsWord(0, "do");

    private static bool Combines(PartText text) =>
        text.Has(Part.Free) && text.Has(Part.Limit)
        && text.Has(Part.Pretend | Part.Assistant | Part.Unrestricted | Part.You);

    /// <summary>"Pretend you have no rules", "act as an AI without any filters".</summary>
    private static int Weight(PartText text, List<Attack> found)
    {
        for (int i = 0; i < text.Count; i++)
        {
            if (!text.Is(i, Part.Limit) || (text.Between(i - 4, i) & Part.Free) == 0)
            {
                continue;
            }

            int first = text.SentenceStart(i, 16);
            Part before = text.Between(first, i);
            bool model = (before & Part.Pretend) != 0 && (before & (Part.You | Part.Assistant)) != 0
                || text.Is(first, Part.Pretend) && (before & (Part.You | Part.Assistant | Part.Unrestricted)) != 0
                || (before & Part.Assistant) != 0 && (before & Part.You) != 0
                || text.Is(first, Part.You) && text.IsWord(first + 1, "are");
            if (model && (before & Part.Meta) == 0 && !text.Is(first, Part.QuestionWord))
            {
                (int start, int end) = text.Span(first, i + 1);
                found.Add(new Attack(
                    start, end, "jailbreak", "an order to act as a model without rules", 0.85));
                return 0;
            }
        }

        return 0;
    }

    /// <summary>The next known phrase from a place on; -1 where none stands.</summary>
    private static int Next(ReadOnlySpan<char> text, int from)
    {
        int plain = text[from..].IndexOfAny(Known);
        ReadOnlySpan<char> until = plain < 0 ? text[from..] : text.Slice(from, plain);
        int other = Ascii.IsValid(until) ? -1 : until.IndexOfAny(KnownElsewhere);
        return other >= 0 ? from + other : plain >= 0 ? from + plain : -1;
    }

    private static bool IsWhole(ReadOnlySpan<char> text, int start, int length) =>
        text[start] > '\u2e80'
        || (start == 0 || !char.IsLetterOrDigit(text[start - 1]))
        && (start + length >= text.Length || !char.IsLetterOrDigit(text[start + length]));

    private static ReadOnlySpan<char> Tail(string text)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().TrimEnd();
        return trimmed[Math.Max(0, trimmed.Length - 60)..];
    }

    /// <summary>The scene stops where the actor who knows how is to speak.</summary>
    private static readonly Pattern FilmScene = Pattern.Of(@"\n[ \t]*\p{Lu}[\p{L} ]{1,20}:$");
}
