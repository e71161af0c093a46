using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Valiqor.Analysis.Items;
using Valiqor.Text.Patterns;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Facts.Instructions;

/// <summary>
/// Reads how the answer or one of its paragraphs is to begin and end, what is to stand around it, and which of some
/// given answers it is to be.
/// </summary>
internal static class EdgeReader
{
    private static readonly SearchValues<char> QuoteMarks = SearchValues.Create("\"“”‘'");

    private static readonly SearchValues<string> Ends = SearchValues.Create(
        ["end", "finish", "conclude", "close", "last "],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Beginnings = SearchValues.Create(
        ["start", "begin", "open"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Replies = SearchValues.Create(
        ["answer", "say", "respond", "reply"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Others = SearchValues.Create(
        ["paragraph", "quot", "speech marks", "repeat", "one of the", "choose ", "choosing ", "select ",
            "pick "],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text has what this reader needs; most have not, and seeing that is cheap.</summary>
    public static bool MayRead(ReadOnlySpan<char> text) =>
        text.ContainsAny(Others)
        || (text.ContainsAny(QuoteMarks)
            && (text.ContainsAny(Ends) || text.ContainsAny(Beginnings) || text.ContainsAny(Replies)));

    public static void Read(PromptSentence sentence, List<Instruction> into)
    {
        ReadOnlySpan<char> span = sentence.Span;
        bool quotes = span.ContainsAny(QuoteMarks);
        bool others = span.ContainsAny(Others);
        if (others)
        {
            ReadParagraphStart(sentence, into);
        }

        if (quotes && span.ContainsAny(Ends) && sentence.First(EndsWith) is { } end)
        {
            AddQuoted(sentence, end, InstructionKind.EndWith, into);
        }

        if (quotes && span.ContainsAny(Beginnings) && sentence.First(BeginsWith) is { } begin
            && !ParagraphNamed.IsMatch(sentence.Before(begin.End(), 90)))
        {
            AddQuoted(sentence, begin, InstructionKind.BeginWith, into);
        }

        if (others && sentence.First(QuotedWhole) is { } quoted
            && !NegatedBefore.IsMatch(sentence.Before(quoted.Index, 25)))
        {
            into.Add(sentence.Instruction(InstructionKind.WrapInQuotes, quoted));
        }

        if (others && sentence.First(RepeatFirst) is { } repeat
            && !into.Exists(one => one.Kind == InstructionKind.RepeatPrompt))
        {
            ReadRepetition(sentence, repeat, into);
        }

        if (others || (quotes && span.ContainsAny(Replies)))
        {
            ReadOptions(sentence, into);
        }
    }

    private static void AddQuoted(PromptSentence sentence, Match match, InstructionKind kind, List<Instruction> into)
    {
        int at = match.End();
        if (TermList.ReadQuoted(sentence.Prompt.Text, at, sentence.Prompt.Text.Length) is { } quoted
            && !Alternative.IsMatch(sentence.Prompt.Text.AsSpan(quoted.End, Math.Min(8,
                sentence.Prompt.Text.Length - quoted.End))))
        {
            into.Add(sentence.Instruction(kind, match.Index, quoted.End) with { Terms = [quoted.Term] });
        }
    }

    private static void ReadParagraphStart(PromptSentence sentence, List<Instruction> into)
    {
        if (sentence.First(ParagraphStarts) is not { } match)
        {
            return;
        }

        int end = match.Index + match.Length;
        ImmutableArray<string> terms = TermList.Read(sentence.Prompt.Text, ref end, sentence.End);
        string which = match.Groups["which"].Value.ToLowerInvariant();
        int? ordinal = which switch
        {
            "first" or "1st" or "opening" => 1,
            "second" or "2nd" => 2,
            "third" or "3rd" => 3,
            "last" or "final" => -1,
            _ when char.IsAsciiDigit(which[0]) => int.Parse(string.Concat(which.TakeWhile(char.IsAsciiDigit)),
                System.Globalization.CultureInfo.InvariantCulture),
            _ when NumberWords.TryOrdinal(WordKey.Of(which), out double value) => (int)value,
            _ => CountPhrase.ValueOf(which),
        };
        if (!terms.IsEmpty && ordinal is { } nth)
        {
            into.Add(sentence.Instruction(InstructionKind.ParagraphStart, match.Index, end) with
            {
                Terms = [terms[0]],
                Ordinal = nth,
            });
        }
    }

    /// <summary>The text to repeat is what stands before the instruction, or after it where it comes first.</summary>
    private static void ReadRepetition(PromptSentence sentence, Match match, List<Instruction> into)
    {
        string text = sentence.Prompt.Text;
        if (sentence.Prompt.Source != EvidenceSource.Input)
        {
            return;
        }

        int below = text.IndexOf("\n\n", sentence.End - 1, StringComparison.Ordinal);
        below = below < 0 ? text.IndexOf('\n', sentence.End - 1) : below;
        string before = text[..sentence.Start].Trim();
        string after = below < 0 ? "" : text[below..].Trim();
        ImmutableArray<string> candidates = [.. new[] { before, after }.Where(part => part.Length >= 12)];
        if (!candidates.IsEmpty)
        {
            into.Add(sentence.Instruction(InstructionKind.RepeatPrompt, match) with { Terms = candidates });
        }
    }

    private static void ReadOptions(PromptSentence sentence, List<Instruction> into)
    {
        if (sentence.First(OneOfThese) is not { } match)
        {
            return;
        }

        string text = sentence.Prompt.Text;
        int at = match.End();
        int end = Math.Min(text.Length, at + 600);
        ImmutableArray<string> options = TermList.Read(text, ref at, end, quotedOnly: true);
        if (options.Length < 2)
        {
            at = match.End();
            options = OptionLines(text, ref at);
        }

        if (options.Length >= 2)
        {
            into.RemoveAll(one => one.Kind is InstructionKind.IncludeTerms && one.Start >= sentence.Start
                && one.End <= at);
            into.Add(sentence.Instruction(InstructionKind.OneOf, match.Index, at) with { Terms = options });
        }
    }

    /// <summary>Short lines right below, up to an empty one.</summary>
    private static ImmutableArray<string> OptionLines(string text, ref int at)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        int start = text.IndexOf('\n', at);
        if (start < 0 || text[at..start].Trim(' ', ':').Length > 0)
        {
            return [];
        }

        foreach (string line in text[(start + 1)..].Split('\n'))
        {
            string option = line.Trim().TrimStart('-', '*', ' ');
            if (option.Length is 0 or > 80 || lines.Count == 8)
            {
                break;
            }

            lines.Add(option);
            at = start + 1 + line.Length;
            start += line.Length + 1;
        }

        return lines.ToImmutable();
    }

    /// <summary>A word that is not "with".</summary>
    private const string NotWith =
        @"(?:[\w'-[wW]][\w']*|w(?:[\w'-[iI]][\w']*)?|wi(?:[\w'-[tT]][\w']*)?|wit(?:[\w'-[hH]][\w']*)?"
        + @"|with\w[\w']*)";

    private static readonly Pattern EndsWith = Pattern.AnyCase(
        @"\b(?:end|finish|conclude|close|ends|ending|finishing|last (?:sentence|words?|line"
        + @"|phrase)[^.;]{0,20}(?:be|is))\b(?:[ ]" + NotWith + @"){0,7}[ ]?(?:with|by|in|on)?[ ](?:saying[ ]"
        + @"|stating[ ])?(?:[\w']+[ ]){0,3}?(?:exact[ ])?(?:phrase|words?|sentence|line|text|statement|question"
        + @"|string)?[ ]*(?:of[ ]|that says[ ])?:?[ ]*(?<ahead>[""“”‘'])");

    private static readonly Pattern BeginsWith = Pattern.AnyCase(
        @"\b(?:start|begin|open)\b(?:[ ]" + NotWith + @"){0,6}[ ](?:with|by saying"
        + @"|by writing)[ ](?:[\w']+[ ]){0,3}?(?:exact[ ])?(?:phrase|words?|sentence|line|text|statement"
        + @"|question|string)?[ ]*:?[ ]*(?<ahead>[""“”‘'])");

    private static readonly Pattern ParagraphNamed = Pattern.AnyCase(
        @"\b(?:each|every|paragraphs?|sections?|lines?|sentences?|titles?|stanzas?|items?|bullets?|names?"
        + @"|comments?|questions?|postscript|P\.S|hashtags?|placeholders?|words)\b");

    private static readonly Pattern Alternative = Pattern.AnyCase(@"\A[,. ]*(?:or|and/or|/)\b");

    private static readonly Pattern QuotedWhole = Pattern.AnyCase(
        @"\b(?:wrap|enclos|put|surround|plac|encas|bracket)\w*\b[^.;]{0,45}\b(?:response|answer|reply|output"
        + @"|it all|everything|whole|entire|message|text)\b[^.;]{0,70}\b(?:double[ ])?(?:quotation marks?"
        + @"|quotes|quote marks?|speech marks)\b"
        + @"|\b(?:double )?(?:quotation marks|quotes)\b[^.;]{0,30}\baround\b[^.;]{0,20}\b(?:response|answer"
        + @"|reply|output|everything|whole|entire)\b"
        + @"|\b(?:response|answer|reply|output)\b[^.;]{0,40}\b(?:wrapped|enclosed|surrounded|put|placed"
        + @"|be) (?:in|within|with|inside|by|between)[ ](?:\w+[ ])?(?:quotation marks?|quotes)\b");

    private static readonly Pattern NegatedBefore = Pattern.AnyCase(@"(?:\b(?:not|never|without)|n['’]t)\b");

    private static readonly Pattern RepeatFirst = Pattern.AnyCase(
        @"\brepeat(?:ing)?\b[^.;\n]{0,40}?\b(?:request|prompt|question|instructions?|sentence|query|message|it"
        + @"|text|task|paragraph|following)\b[^\n;]{0,110}?\b(?:first|before|word for word|word by word"
        + @"|exact(?:ly)?|without (?:any )?chang\w+|verbatim|beginning|as it is|then (?:give|answer))"
        + @"|\b(?:first|before)\b[^.;\n]{0,80}?\brepeat\b[^.;\n]{0,60}\b(?:request|prompt|question"
        + @"|instructions?|sentence|query|message|it|text|task|paragraph|following)\b");

    private static readonly Pattern OneOfThese = Pattern.AnyCase(
        @"\b(?:(?:(?:exactly[ ]|only[ ])?one of (?:the|these)(?:[ ](?:following|exact|given|below|options?"
        + @"|phrases?|answers?|choices?|responses?|sentences?|words?|three|two|four|five|labels?|categories"
        + @"|values|provided)){1,4}(?:[ ](?:below|in your response))?"
        + @"|(?:choose|select|pick|choosing)[ ](?:only[ ]|one[ ])*(?:of|from|between"
        + @"|among)[ ](?:the[ ])?(?:following|these|options?|below|choices)(?:[ ](?:options?|choices|answers"
        + @"|phrases))?)[ ]*[:-]*[ ]*\(?(?<ahead>[\s""“”'‘])"
        + @"|(?:answer|say|respond|reply)(?:[ ](?:just|only|with|either|using"
        + @"|simply))*[ ]*(?:(?::[ ]*)?(?<ahead>[""“”'‘])|\((?<ahead>[ ]*[""“”'‘])))");

    private static readonly Pattern ParagraphStarts = Pattern.AnyCase(
        @"(?:\b(?:the[ ])?(?:very[ ])?(?<which>first|second|third|fourth|fifth|sixth|seventh|eighth|last|final"
        + @"|\d+(?:st|nd|rd|th))[ ]paragraph|\bparagraph[ ](?:number[ ])?(?<which>\d+|one|two|three|four|five"
        + @"|six))\b[^.;]{0,30}?\b(?:start|begin|open)\w*[ ]+(?:off[ ])?with(?:[ ]the)?(?:[ ](?:words?|phrase))?[ ]*"
        + @"|\b(?:start|begin|open)[ ](?:the[ ])?(?:very[ ])?(?:(?<which>first|second|third|fourth|fifth|last"
        + @"|final|\d+(?:st|nd|rd|th))[ ]paragraph|paragraph[ ](?<which>\d+|one|two|three|four"
        + @"|five))[ ]with(?:[ ]the)?(?:[ ](?:words?|phrase))?[ ]*");
}
