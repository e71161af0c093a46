using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Facts.Instructions;

/// <summary>Reads which words the answer is to have, is not to have, or is to have so many times.</summary>
internal static class TermReader
{
    private static readonly SearchValues<string> Nouns = SearchValues.Create(
        ["keyword", "key-word", "word", "phrase", "term", "expression", "names", "string", "items", "hashtag",
            "sentence"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Quotes = SearchValues.Create(
        [" \"", " '", " “", " ”", " ‘", " `", " «"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Silences = SearchValues.Create(
        ["not mention", "n't mention", "never mention", "without mention", "avoid mention", "from mention",
            "not say", "n't say", "never say", "without say", "avoid say", "from say"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text has what this reader needs; most have not, and seeing that is cheap.</summary>
    public static bool MayRead(ReadOnlySpan<char> text) =>
        text.ContainsAny(Nouns) || text.ContainsAny(Quotes) || text.ContainsAny(Silences);

    public static void Read(PromptSentence sentence, List<Instruction> into)
    {
        int done = sentence.Start;
        bool hasNoun = sentence.Span.ContainsAny(Nouns);
        if (hasNoun)
        {
            ReadNamed(sentence, ref done, into);
        }

        if (sentence.Span.ContainsAny(Quotes))
        {
            ReadQuoted(sentence, done, into);
        }

        if (hasNoun || sentence.Span.ContainsAny(Silences))
        {
            ReadUnquotedMention(sentence, into);
        }
    }

    /// <summary>Terms behind a noun: "the words a and b".</summary>
    private static void ReadNamed(PromptSentence sentence, ref int done, List<Instruction> into)
    {
        foreach (Match noun in sentence.Matches(TermNoun))
        {
            if (noun.Index < done)
            {
                continue;
            }

            int end = noun.End();
            bool isLoose = noun.Groups["loose"].Success;
            ImmutableArray<string> terms = TermList.Read(sentence.Prompt.Text, ref end, sentence.End, isLoose);
            if (!terms.IsEmpty)
            {
                Add(sentence, noun.Index, end, terms, into);
                done = end;
            }
        }
    }

    /// <summary>Quoted terms right behind a verb: "mention 'a'".</summary>
    private static void ReadQuoted(PromptSentence sentence, int done, List<Instruction> into)
    {
        foreach (Match verb in sentence.Matches(VerbBeforeQuote))
        {
            int end = verb.End();
            if (verb.Index < done && end < done)
            {
                continue;
            }

            ImmutableArray<string> terms = TermList.Read(sentence.Prompt.Text, ref end, sentence.End, quotedOnly: true);
            if (!terms.IsEmpty)
            {
                Add(sentence, end, end, terms, into, verb);
                done = end;
            }
        }
    }

    private static void Add(
        PromptSentence sentence,
        int place,
        int end,
        ImmutableArray<string> terms,
        List<Instruction> into,
        Match? verb = null)
    {
        string before = sentence.Before(verb?.End() ?? place);
        string after = sentence.After(end, 120);
        int start = verb?.Index ?? place;
        bool isTopic = Topic.IsMatch(before) && !UseAfter.IsMatch(after) && !AvoidsAfter(after);
        if (isTopic || Edge.IsMatch(before) || terms.All(term => !term.Any(char.IsLetterOrDigit)))
        {
            return;
        }

        bool avoids = AvoidsAfter(after) || AvoidBefore.IsMatch(PromptText.BehindLast("but", before));
        bool uses = UsesBefore(before) || UseAfter.IsMatch(after);
        if (!avoids && sentence.TimesAround(start, end) is { } times && uses)
        {
            foreach (string term in terms)
            {
                into.Add(sentence.Instruction(InstructionKind.TermCount, start, times.End)
                    with { Count = times.Bound, Terms = [term] });
            }
        }
        else if (avoids)
        {
            into.Add(sentence.Instruction(InstructionKind.AvoidTerms, start, end) with { Terms = terms });
        }
        else if (uses && !Choice.IsMatch(before))
        {
            into.Add(sentence.Instruction(InstructionKind.IncludeTerms, start, end) with { Terms = terms });
        }
    }

    /// <summary>"Do not mention nursery and storytelling in your response."</summary>
    private static void ReadUnquotedMention(PromptSentence sentence, List<Instruction> into)
    {
        if (sentence.First(MentionNoneOf) is { } match)
        {
            int end = match.Groups["list"].Index;
            ImmutableArray<string> terms = TermList.Read(sentence.Prompt.Text, ref end,
                match.Groups["list"].Index + match.Groups["list"].Length);
            if (!terms.IsEmpty && end >= match.Groups["list"].Index + match.Groups["list"].Length - 1)
            {
                into.Add(sentence.Instruction(InstructionKind.AvoidTerms, match) with { Terms = terms });
            }
        }
    }

    private static bool AvoidsAfter(string after) =>
        AvoidAfter.Match(after) is { Success: true } match && !OtherClause.IsMatch(match.Groups["fill"].ValueSpan);

    /// <summary>A verb of use shortly before, with nothing between that makes it speak of something else.</summary>
    private static bool UsesBefore(string before)
    {
        foreach (ValueMatch verb in UseVerb.EnumerateMatches(before))
        {
            int end = verb.Index + verb.Length;
            ReadOnlySpan<char> behind = before.AsSpan(end);
            bool isNoun = OfAt.IsMatch(behind)
                || before.AsSpan(0, end).EndsWith("the use", StringComparison.OrdinalIgnoreCase);
            if (!isNoun && behind.Length <= 60 && behind.IndexOfAny(".;") < 0 && !UseStop.IsMatch(behind))
            {
                return true;
            }
        }

        return WithBefore.IsMatch(before);
    }

    private static readonly Pattern TermNoun = Pattern.AnyCase(
        @"\b(?:key[ -]?words?|words?|(?<loose>phrases?|terms?|expressions?|names|strings?|items|hashtags?"
        + @"|sentence))\b"
        + @"(?:[ ](?:of|like)\b)?(?<ahead>[ ]*[:(""'“”‘`«*\w\n])");

    private const string UseVerbs =
        @"(?:includ(?:e|es|ed|ing)|contain(?:s|ing)?|us(?:e|es|ing)|mention(?:s|ing)?|incorporat(?:e|es|ing)"
        + @"|feature|featuring"
        + @"|insert(?:ing)?|has|have|having|say(?:ing)?|add(?:ing)?|employ|writ(?:e|ing)|utter|utiliz(?:e|ing)"
        + @"|work in|put in)";

    private static readonly Pattern VerbBeforeQuote = Pattern.AnyCase(
        @"\b(?:includ(?:e|es|ing)|contain(?:s|ing)?|us(?:e|ing)|mention(?:s|ing)?|say(?:ing)?|incorporat(?:e|ing))"
        + @"(?:[ ](?:both|either|all of|any of|the following|these|neither))?[ ]*:?[ ]+(?<ahead>[""'“”‘`«])");

    private static readonly Pattern AvoidBefore = Pattern.AnyCase(
        @"(?:\b(?:not|never|avoid|avoiding|without|refrain|refraining|no)|n['’]t)\b[^.;:]{0,60}$");

    private static readonly Pattern AvoidAfter = Pattern.AnyCase(
        @"\A[""'”’)]*(?<fill>(?:[ ]\w+){0,4}?)[ ](?:(?:(?:should|must|may|can|shall|will|need|do|does|to|is"
        + @"|are)(?:[ ]not|n['’]t|[ ]never)"
        + @"|cannot|never|not)[ ](?:appear|occur|show|come|exist|feature|figure|be[ ]|ever[ ]|allowed|used|permitted)"
        + @"|(?:is|are|be)[ ](?:forbidden|prohibited|banned|off[ -]limits|excluded|avoided|omitted))");

    private static readonly Pattern OtherClause = Pattern.AnyCase(@"\b(?:and|but)\b");

    private static readonly Pattern UseVerb = Pattern.AnyCase(@"\b" + UseVerbs + @"\b");

    private static readonly Pattern OfAt = Pattern.AnyCase(@"\A[ ]of\b");

    private static readonly Pattern UseStop = Pattern.AnyCase(@"\b(?:about|like|because|who|instead|replace\w*)\b");

    private static readonly Pattern WithBefore = Pattern.AnyCase(
        @"\bwith(?:[ ](?:the|both|these|all|following|keywords?|words?|at|least|one|of|two|three|\d+)){0,4}[ ]*$");

    private static readonly Pattern UseAfter = Pattern.AnyCase(
        @"\A[""'”’)]*[^.;:,]{0,25}?\b(?:appears?|appearing|(?:should|must|has to|have to|needs? to|shall|will"
        + @"|to)[ ](?:\w+[ ])?(?:appear|occur|show up|be (?:used"
        + @"|included|mentioned|present|repeated|in|part))|occurs?|shows? up|(?:be|is|are)[ ](?:used|included"
        + @"|mentioned))\b");

    /// <summary>Where a word is named for a place in the answer, and for more than being there.</summary>
    private static readonly Pattern Edge = Pattern.AnyCase(
        @"\b(?:start|begin|end|finish|conclud|clos|open|rhym|replac|separat|prefix|mark|label|stand|defin|mean"
        + @"|explain)\w*\b[^.;]{0,60}$"
        + @"|(?:\b(?:no other|other|any|meaning of the|use of the|a)|[\d,+]+|\w+teen|ten|twenty|fifty|hundred"
        + @"|thousand)[ -]$");

    /// <summary>"A poem about the word love": it is spoken of, and need not be there.</summary>
    private static readonly Pattern Topic = Pattern.AnyCase(@"\b(?:for|of|about|from|to|on) the $");

    private static readonly Pattern Choice = Pattern.AnyCase(
        @"\b(?:one of|any of|either|some of|at least (?:one|two|three|\d+) of|such as|like|e\.g\.?"
        + @"|for example)\b[^.;]{0,40}$");

    private static readonly Pattern MentionNoneOf = Pattern.AnyCase(
        @"\b(?:do not|don't|never|must not|should not|without|avoid|refrain from)[ ](?:mention(?:ing)?"
        + @"|say(?:ing)?|us(?:e|ing) the words?)[ ]"
        + @"(?<list>[\w'-]+(?:(?:,[ ]*(?:and[ ]|or[ ])?|[ ](?:and|or)[ ])[\w'-]+){0,6})(?<ahead>[ ](?:in|anywhere"
        + @"|at all|throughout)\b|[.!]|$)");
}
