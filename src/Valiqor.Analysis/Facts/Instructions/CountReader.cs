using System.Buffers;
using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Facts.Instructions;

/// <summary>Reads how long the answer is to be and how many of its parts there are to be.</summary>
internal static class CountReader
{
    private const int MostOfExactParts = 12;

    /// <summary>"In one word" is a turn of speech, and "a two word phrase" is seldom the whole answer.</summary>
    private const int FewestOfSize = 10;

    private static readonly SearchValues<string> UnitNames = SearchValues.Create(
        ["bullet", "word", "sentence", "paragraph", "stanza", "line", "character", "placeholder", "hash",
            "section", "part", "phrase", "highlight"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text has what this reader needs; most have not, and seeing that is cheap.</summary>
    public static bool MayRead(ReadOnlySpan<char> text) => text.ContainsAny(UnitNames) && CountPhrase.MayStandIn(text);

    public static void Read(PromptSentence sentence, List<Instruction> into)
    {
        if (!MayRead(sentence.Span) || sentence.Counts.Count == 0)
        {
            return;
        }

        if (sentence.First(CapitalTimes) is { } capitals
            && sentence.TimesAround(sentence.Start, capitals.Index + capitals.Length) is { } times)
        {
            into.Add(sentence.Instruction(InstructionKind.CapitalWords, capitals.Index, times.End)
                with { Count = times.Bound });
        }

        bool listed = sentence.Span.Contains("bullet", StringComparison.OrdinalIgnoreCase)
            && InBullets.IsMatch(sentence.Span);
        foreach (CountPhrase phrase in sentence.Counts)
        {
            if (listed && phrase.Bound?.IsApproximate != true
                && sentence.MatchAt(Entries, phrase.End) is { Success: true } entries
                && !EntryStop.IsMatch(entries.Groups["fill"].ValueSpan))
            {
                into.Add(sentence.Instruction(InstructionKind.Bullets, phrase.Start, entries.Index
                    + entries.Length) with
                {
                    Count = phrase.Bound ?? CountBound.Exactly(phrase.Number),
                });
                return;
            }

            Match unit = sentence.MatchAt(Counted, phrase.End);
            if (unit.Success && !AdjectiveStop.IsMatch(unit.Groups["adjectives"].ValueSpan))
            {
                ReadCounted(sentence, phrase, unit, into);
            }
            else if (CountedBefore.Match(sentence.Before(phrase.Start, 110)) is { Success: true } before
                && KindOf(before.Groups["unit"].Value + "s", "") is { } kind)
            {
                into.Add(sentence.Instruction(kind, phrase.Start - before.Length, phrase.End) with
                {
                    Count = phrase.Bound ?? (before.Groups["limit"].Success
                        ? CountBound.AtMost(phrase.Number)
                        : CountBound.About(phrase.Number)),
                });
            }
        }
    }

    private static void ReadCounted(PromptSentence sentence, CountPhrase phrase, Match unit, List<Instruction> into)
    {
        if (KindOf(unit.Groups["unit"].Value, unit.Groups["adjectives"].Value) is not { } kind)
        {
            return;
        }

        int end = unit.Index + unit.Length;
        string before = sentence.Before(phrase.Start);
        string after = sentence.After(end);
        kind = Refined(kind, before, unit.Value, after);
        bool isVague = phrase.Bound is null && phrase.Number < FewestOfSize
            && kind is InstructionKind.Words or InstructionKind.Characters;
        if (!isVague && !IsElsewhere(kind, before, after) && kind != InstructionKind.AvoidMark)
        {
            into.Add(sentence.Instruction(kind, phrase.Start, end)
                with { Count = phrase.Bound ?? Unbound(kind, phrase.Number, after) });
        }
    }

    private static InstructionKind? KindOf(string unit, string adjectives)
    {
        string name = unit.ToLowerInvariant();
        bool marked = MarkedUp.IsMatch(adjectives);
        return name switch
        {
            _ when name.StartsWith("bullet", StringComparison.Ordinal) => InstructionKind.Bullets,
            _ when marked && Highlightable.IsMatch(name) => InstructionKind.Highlights,
            _ when name.StartsWith("word", StringComparison.Ordinal) => CapitalAdjective.IsMatch(adjectives)
                ? InstructionKind.CapitalWords
                : InstructionKind.Words,
            _ when name.StartsWith("sentence", StringComparison.Ordinal) => InstructionKind.Sentences,
            _ when name.StartsWith("paragraph", StringComparison.Ordinal) => InstructionKind.Paragraphs,
            _ when name.StartsWith("stanza", StringComparison.Ordinal) => InstructionKind.Stanzas,
            _ when name.StartsWith("line", StringComparison.Ordinal) => InstructionKind.Lines,
            _ when name.StartsWith("char", StringComparison.Ordinal) => InstructionKind.Characters,
            _ when name.StartsWith("placeholder", StringComparison.Ordinal) => InstructionKind.Placeholders,
            _ when name.StartsWith("hash", StringComparison.Ordinal) => InstructionKind.Hashtags,
            _ when name.StartsWith("highlight", StringComparison.Ordinal) => InstructionKind.Highlights,
            _ => null,
        };
    }

    /// <summary>"Five words in capitals" counts capitals; "italicize two sections" counts highlights.</summary>
    private static InstructionKind Refined(InstructionKind kind, string before, string phrase,
        string after) => kind switch
    {
        InstructionKind.Words when InCapitals.IsMatch(after) || CapitalAdjective.IsMatch(phrase) =>
            InstructionKind.CapitalWords,
        InstructionKind.Words or InstructionKind.Sentences or InstructionKind.Paragraphs or InstructionKind.Lines
            when HighlightVerb.IsMatch(before) => InstructionKind.AvoidMark,
        _ => kind,
    };

    private static bool IsElsewhere(InstructionKind kind, string before, string after)
    {
        if (Chosen.IsMatch(before) || EachOf.IsMatch(after) || Negated.IsMatch(before))
        {
            return true;
        }

        bool isSmall = kind is InstructionKind.Words or InstructionKind.Characters or InstructionKind.Sentences
            or InstructionKind.Lines or InstructionKind.CapitalWords;
        return (isSmall && PartBefore.IsMatch(before))
            || (kind is InstructionKind.Words or InstructionKind.Characters && Qualified.IsMatch(after))
            || (kind is not InstructionKind.CapitalWords and not InstructionKind.Highlights && Each.IsMatch(before));
    }

    private static CountBound Bare(InstructionKind kind, int n) => kind switch
    {
        InstructionKind.Highlights or InstructionKind.Placeholders or InstructionKind.Hashtags
            or InstructionKind.CapitalWords => CountBound.AtLeast(n),
        InstructionKind.Words or InstructionKind.Characters => CountBound.About(n),
        _ => n <= MostOfExactParts ? CountBound.Exactly(n) : CountBound.About(n),
    };

    private static CountBound Unbound(InstructionKind kind, int n, string after) =>
        AtMostAfter.IsMatch(after) ? CountBound.AtMost(n)
        : AtLeastAfter.IsMatch(after) ? CountBound.AtLeast(n)
        : Bare(kind, n);

    private const string Units =
        @"(?<unit>bullet(?:ed)?(?:[ -]?(?:point|item|list item)s?)?|bullets|words?|sentences?|paragraphs?"
        + @"|stanzas?|lines?|characters?"
        + @"|placeholders?|hash[ ]?tags?|sections?|parts?|phrases?|highlights?)\b";

    private static readonly Pattern Counted = Pattern.AnyCase(
        @"\A[ -]+(?<adjectives>(?:[\w'’*-]+,?[ ]+){0,4}?)" + Units);

    /// <summary>Words that end what may stand between a number and what it counts.</summary>
    private static readonly Pattern AdjectiveStop = Pattern.AnyCase(
        @"(?:\A|[ ])(?:of|for|about|in|on|to|the|and|that|which|from|with|times|is|are|per|hours?|new|blank|empty"
        + @"|days?|years?|letters?|syllables?|people)\b");

    private static readonly Pattern CountedBefore = Pattern.AnyCase(
        @"(?:\b(?:number of|total|count of|amount of)[ ](?<unit>word|sentence|paragraph|character"
        + @"|line)s\b[^.,;]{0,40}?\b(?:should|must"
        + @"|has to|needs to|is to|to|will)[ ](?:be[ ])?"
        + @"|\b(?<unit>word|sentence|paragraph|character|line)[ ](?:count|length|(?<limit>limit))(?:[ ](?:of|is"
        + @"|should be|must be))?[ ]*:?[ ]*)$");

    /// <summary>"Words in capitals should appear at least five times."</summary>
    private static readonly Pattern CapitalTimes = Pattern.AnyCase(
        @"\bwords?\b[^.;]{0,30}\b(?:capital(?:s| letters|ized)?|all[ -]caps|caps"
        + @"|upper[ -]?case)\b(?:[ ]?\([^()]{0,40}\))?");

    private static readonly Pattern InBullets = Pattern.AnyCase(
        @"\b(?:using|in|as|with|use) (?:a |the )?(?:short |markdown "
        + @"|simple )?bullet(?:ed)?(?:[ -]?points?|[ -]?lists?| form)\b|\bbullet(?:ed)? list of\b");

    private static readonly Pattern Entries = Pattern.AnyCase(
        @"\A[ ]+(?<fill>(?:\w+[ ]+){0,2}?)(?:names|tips|ideas|reasons|steps|items|examples|benefits"
        + @"|facts|ways|advantages|suggestions"
        + @"|recommendations|points|features|questions|takeaways|things|options|arguments|strategies|risks"
        + @"|causes|topics|titles)\b");

    private static readonly Pattern EntryStop = Pattern.AnyCase(@"\b(?:of|for|in)\b");

    private static readonly Pattern MarkedUp = Pattern.AnyCase(
        @"\b(?:highlight\w*|italic\w*|bold\w*|emphasi[sz]ed|underlined)\b");

    private static readonly Pattern Highlightable = Pattern.AnyCase(
        @"^(?:sections?|parts?|phrases?|words?|sentences?|highlights?)$");

    private static readonly Pattern CapitalAdjective = Pattern.AnyCase(
        @"\b(?:capitali[sz]ed|uppercased?|upper-case|all[ -]caps|capital)\b");

    private static readonly Pattern InCapitals = Pattern.AnyCase(
        @"\A[^.;:]{0,60}?\b(?:in|with|of|using"
        + @"|to)?[ ]?(?:be[ ])?(?:in[ ])?(?:all[ -])?(?:capital(?:[ ]letters)?|caps\b|upper[ -]?case"
        + @"|capitali[sz]ed)");

    private static readonly Pattern HighlightVerb = Pattern.AnyCase(
        @"\b(?:highlight|italici[sz]e|bold|underline|emphasi[sz]e)\b[^.;:]{0,30}$");

    /// <summary>"The first three sentences" and "these two paragraphs" are of a text that is there already.</summary>
    private static readonly Pattern Chosen = Pattern.AnyCase(
        @"\b(?:first|last|next|previous|top|these|those|following|final|opening|other|another"
        + @"|of the|my|his|her|their)[ ]*$");

    private static readonly Pattern EachOf = Pattern.AnyCase(
        @"\A[ ]*(?:per\b|each\b|every\b|apiece|in (?:each|every)|for (?:each|every)|(?:about"
        + @"|on) each|or (?:phrase|sentence|word)s?\b)");

    private static readonly Pattern Each = Pattern.AnyCase(@"\b(?:each|every|per|all (?:of )?the)\b[^.;:]{0,45}$");

    private static readonly Pattern Negated = Pattern.AnyCase(
        @"(?:\b(?:not|never|instead of|rather than)|n['’]t)[ ](?:just[ ]|only[ ]|use[ ]|write[ ]"
        + @"|be[ ])?$");

    private static readonly Pattern PartBefore = Pattern.AnyCase(
        @"\b(?:titles?|headlines?|headings?|headers?|subject(?:[ ]lines?)?|intro(?:duction)?|conclusion"
        + @"|abstract|captions?|each|every"
        + @"|sentences|lines|bullets|points|items|names?|questions?|chapters?|descriptions?|slogans?|tagline"
        + @"|capitali[sz]\w*|first|last|second)\b"
        + @"[^.,;:]{0,35}$");

    private static readonly Pattern Qualified = Pattern.AnyCase(
        @"\A[ ](?:that|which|starting|beginning|ending|containing|from|of|like|such|you|whose"
        + @"|meaning|related|for)\b");

    private static readonly Pattern AtMostAfter = Pattern.AnyCase(
        @"\A[ ]*(?:\(?max(?:imum|\.)?\b|at (?:the )?most|or (?:less|fewer|under|below|shorter)"
        + @"|tops\b|limit\b)");

    private static readonly Pattern AtLeastAfter = Pattern.AnyCase(
        @"\A[ ]*(?:\(?min(?:imum|\.)?\b|at (?:the )?(?:very )?least|or (?:more|longer|above)|\+)");
}
