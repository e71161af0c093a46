using System.Collections.Immutable;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Text.Json;
using Valiqor.Text.Markdown;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>Finds words or lines that come again and again without anything between them.</summary>
internal sealed class RepetitionLoop : IFindOne<ItemFacts, Signal>
{
    /// <summary>The longest unit looked for, in words; a longer one shows in its lines.</summary>
    private const int LongestPeriod = 60;

    /// <summary>From here on a loop is a loop even in a song.</summary>
    private const int AbsurdRepeats = 25;

    /// <summary>A stanza that comes so often, and fills most of the text, is no refrain.</summary>
    private const int MostRefrains = 8;

    private const int ShortestStanza = 40;
    private const int LongestVerseLine = 60;

    private const int LongestLineCycle = 6;

    public ImmutableArray<string> Rules => ["repetition_loop"];

    public Signal? Find(ItemFacts facts) => Place(facts.Item, facts.Output.Code) is { } evidence
        ? Signal.Fail(
            evidence.Confidence,
            "The model fell into a loop and repeated the same words.",
            "Raise the repetition or frequency penalty, shorten the prompt's repeated text, "
                + "and cap the answer's length.",
            evidence)
        : null;

    private static Evidence? Place(Item item, MarkdownCode code)
    {
        string text = item.Output;
        TextUnits words = TextUnits.Words(text, code);
        Loop? found = InUnits(words, WordPeriods(words), text.Length, EnoughWords) ?? LongRun(text, code);
        if (found is null)
        {
            TextUnits lines = TextUnits.Lines(text, code);
            found = lines.Count < 4 ? null
                : InUnits(lines, Enumerable.Range(1, LongestLineCycle), text.Length, EnoughLines);
        }

        return found is { } loop && !IsAskedFor(item, loop) && !IsRefrain(text, loop)
            && !IsData(text, loop)
            ? Evidence.InOutput(
                loop.Start,
                loop.End,
                "repetition_loop",
                $"The same {loop.Unit} come {loop.Repeats} times in a row.") with
            { Confidence = loop.Repeats >= 6 ? 0.95 : 0.85 }
            : null;
    }

    /// <summary>
    /// The distances at which two words in a row come back. A loop of that period shows at least one such pair, and
    /// plain prose next to none, so the exact search below runs almost never.
    /// </summary>
    private static SortedSet<int> WordPeriods(TextUnits words)
    {
        var periods = new SortedSet<int>();
        Span<int> last = stackalloc int[1024];
        last.Fill(-1);
        int before = 0;
        for (int i = 0; i < words.Count; i++)
        {
            ref int slot = ref last[(int)(words.Hash(i) % (ulong)last.Length)];
            int distance = slot >= 0 && words.Hash(slot) == words.Hash(i) ? i - slot : 0;
            slot = i;
            if (distance is > 0 and <= LongestPeriod && distance == before)
            {
                periods.Add(distance);
            }

            before = distance;
        }

        return periods;
    }

    private static Loop? InUnits(
        TextUnits units,
        IEnumerable<int> periods,
        int textLength,
        Func<TextUnits, Span, int, bool> isEnough)
    {
        foreach (int period in periods)
        {
            int run = 0;
            for (int i = period; i <= units.Count; i++)
            {
                if (i < units.Count && units.Hash(i) == units.Hash(i - period))
                {
                    run++;
                    continue;
                }

                var span = new Span(i - run - period, i, period);
                if (run > 0 && isEnough(units, span, textLength))
                {
                    string unit = units.Name(period);
                    return new Loop(units.Start(span.First), units.End(span.End - 1), span.Repeats, unit)
                    {
                        UnitEnd = units.End(span.First + period - 1),
                    };
                }

                run = 0;
            }
        }

        return null;
    }

    private static bool EnoughWords(TextUnits words, Span span, int textLength)
    {
        int needed = span.Period switch
        {
            1 => 8,
            <= 4 => 5,
            < 8 => 4,
            _ => 3,
        };
        if (span.Repeats < needed || !words.HasLetters(span.First, span.First + span.Period))
        {
            return false;
        }

        int start = words.Start(span.First);
        int end = words.End(span.End - 1);
        // A loop goes on until the model stops, or fills the text; a refrain does neither.
        return span.Repeats >= 2 * needed || end >= textLength - 80 || (end - start) * 5 >= textLength * 2;
    }

    private static bool EnoughLines(TextUnits lines, Span span, int textLength)
    {
        int start = lines.Start(span.First);
        int end = lines.End(span.End - 1);
        int unit = lines.End(span.First + span.Period - 1) - start;
        int needed = unit >= 40 ? 4 : 6;
        return span.Repeats >= needed
            && unit >= 8
            && lines.HasLetters(span.First, span.First + span.Period)
            && (end >= textLength - 80 || (end - start) * 5 >= textLength * 2);
    }

    /// <summary>One character, or a few, that run on without a space: "aaaaaaaa…", "hahahaha…".</summary>
    private static Loop? LongRun(string text, MarkdownCode code)
    {
        const int Shortest = 60;
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !char.IsWhiteSpace(text[i]))
            {
                continue;
            }

            if (i - start >= Shortest && code.EndOfBlockAt(start) < 0)
            {
                ReadOnlySpan<char> word = text.AsSpan(start, i - start);
                for (int period = 1; period <= 12; period++)
                {
                    if (LongestRun(word, period) is { Length: >= Shortest } run && run.Length >= period * 8
                        && IsOfLetters(word.Slice(run.Start, period)))
                    {
                        int from = start + run.Start;
                        return new Loop(from, from + run.Length, run.Length / period, "characters")
                        {
                            UnitEnd = from + period,
                        };
                    }
                }
            }

            start = i + 1;
        }

        return null;
    }

    private static (int Start, int Length) LongestRun(ReadOnlySpan<char> word, int period)
    {
        (int Start, int Length) longest = default;
        int same = 0;
        for (int i = period; i < word.Length; i++)
        {
            same = word[i] == word[i - period] ? same + 1 : 0;
            if (same + period > longest.Length)
            {
                longest = (i + 1 - same - period, same + period);
            }
        }

        return longest;
    }

    /// <summary>Separators run on by intent, and so do escapes such as "\u00fc".</summary>
    private static bool IsOfLetters(ReadOnlySpan<char> unit) =>
        unit.IndexOfAnyInRange('a', 'z') >= 0 && !unit.Contains('\\');

    private static bool IsAskedFor(Item item, Loop loop)
    {
        bool isStanza = loop.UnitEnd - loop.Start >= ShortestStanza && loop.Repeats >= MostRefrains
            && loop.IsMostOf(item.Output);
        if (AsksForRepetition.IsMatch(item.Input)
            || (loop.Repeats < AbsurdRepeats && AsksForChant.IsMatch(item.Input))
            || (loop.Repeats < AbsurdRepeats && !isStanza && AsksForVerse.IsMatch(item.Input)))
        {
            return true;
        }

        // What stands twice in a row in the input (a text to copy, to translate, to fix) is not the model's loop.
        string unit = item.Output[loop.Start..loop.UnitEnd];
        int first = item.Input.IndexOf(unit, StringComparison.OrdinalIgnoreCase);
        int next = first < 0 ? -1 : item.Input.IndexOf(unit, first + unit.Length, StringComparison.OrdinalIgnoreCase);
        return next >= 0 && next - first <= unit.Length + 4;
    }

    /// <summary>JSON has as many equal members as its author has equal things; a text in it may loop.</summary>
    private static bool IsData(string text, Loop loop)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        return text.AsSpan(loop.Start, loop.End - loop.Start).IndexOfAny("{[\"\\") >= 0
            && trimmed is ['{', .., '}'] or ['[', .., ']'] or ['"', .., '"']
            && JsonText.Parse(text).Value is not null;
    }

    /// <summary>
    /// Verse that nobody asked for by that name shows in its short lines, most of which are not those that come back.
    /// </summary>
    private static bool IsRefrain(string text, Loop loop)
    {
        if (loop.Repeats >= MostRefrains || loop.IsMostOf(text))
        {
            return false;
        }

        int verses = 0;
        int others = 0;
        int place = 0;
        foreach (ReadOnlySpan<char> whole in text.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> line = whole.Trim();
            bool isOutside = place + whole.Length <= loop.Start || place >= loop.End;
            place += whole.Length + 1;
            if (isOutside && !line.IsEmpty)
            {
                bool isVerse = line.Length <= LongestVerseLine && (char.IsLetter(line[0]) || line[0] is '(' or '"');
                verses += isVerse ? 1 : 0;
                others += isVerse ? 0 : 1;
            }
        }

        return verses >= 6 && verses >= 4 * others;
    }

    private static readonly Pattern AsksForRepetition = Pattern.AnyCase(
        @"\b(?:repeat\w*|repetit\w+|\d+ ?times|\d+x|(?:two|three|four|five|six|seven|eight|nine|ten|twenty|fifty"
            + @"|hundred"
            + @"|thousand|many|several|multiple) times|over and over|again and again|echo|copy|copies|stutter\w*|ascii"
            + @"|fill (?:the|a) (?:page|line)|lorem)\b");

    private static readonly Pattern AsksForVerse = Pattern.AnyCase(
        @"\b(?:song|songs|lyrics|poem|poems|poetry|poetic|verse|verses|chorus|refrain|rap|rhyme\w*|limerick|haiku"
            + @"|sonnet|villanelle|ballad|hymn|anthem|carol|jingle|sing|sung|tune|melody|blues|opera|musical)\b");

    /// <summary>Texts that are nothing but one line that comes again.</summary>
    private static readonly Pattern AsksForChant = Pattern.AnyCase(
        @"\b(?:chants?|chanting|mantras?|prayers?|lullab(?:y|ies)|affirmations?|incantations?|spells?|cheers?"
            + @"|nursery|counting|drum\w*|beat|pattern|times)\b");

    private readonly record struct Span(int First, int End, int Period)
    {
        public int Repeats => (End - First) / Period;
    }

    private readonly record struct Loop(int Start, int End, int Repeats, string Unit)
    {
        public int UnitEnd { get; init; }

        public bool IsMostOf(string text) => (End - Start) * 5 >= text.Length * 3;
    }
}
