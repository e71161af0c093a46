using System.Buffers;
using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Facts.Instructions;

/// <summary>Reads how many things the answer is to list: "name five rivers", "give me 4 tips".</summary>
internal static class ItemReader
{
    private const int MostItems = 30;

    private static readonly SearchValues<string> Verbs = SearchValues.Create(
        ["name", "list", "give", "suggest", "provide", "recommend", "share", "propose", "come up with", "brainstorm",
            "tell me", "offer"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text has what this reader needs; most have not, and seeing that is cheap.</summary>
    public static bool MayRead(ReadOnlySpan<char> text) => text.ContainsAny(Verbs) && CountPhrase.MayStandIn(text);

    public static void Read(PromptSentence sentence, List<Instruction> into)
    {
        if (!MayRead(sentence.Span))
        {
            return;
        }

        foreach (CountPhrase phrase in sentence.Counts)
        {
            Match verb = VerbBefore.Match(sentence.Before(phrase.Start, 60));
            Match things = sentence.MatchAt(verb.Groups["any"].Success ? AnyThings : ListThings, phrase.End);
            bool isCount = phrase.Number is >= 2 and <= MostItems && !phrase.IsOfTimes
                && phrase.Bound is null or { IsApproximate: false, Least: >= 2 };
            if (verb.Success && things.Success && isCount && !IsStopped(sentence, things)
                && !sentence.Prompt.IsMaterial(phrase.Start))
            {
                // One more than asked for is a gift, and is counted too differently to be held against the answer.
                into.Add(sentence.Instruction(InstructionKind.Items, phrase.Start, things.Index + things.Length) with
                {
                    Count = CountBound.AtLeast(phrase.Bound?.Least ?? phrase.Number),
                });
                return;
            }
        }
    }

    /// <summary>"Two lists of rivers" and "five rivers each" are other counts.</summary>
    private static bool IsStopped(PromptSentence sentence, Match things) =>
        (things.Groups["any"].Success ? NotThings : FillStop).IsMatch(things.Groups["fill"].ValueSpan)
        || ShareOut.IsMatch(sentence.After(things.Index + things.Length, 6));

    /// <summary>"Name" and "list" are followed by whatever; what is given or suggested may be one text.</summary>
    private static readonly Pattern VerbBefore = Pattern.AnyCase(
        @"(?:(?:\A|[,;.:][ ]*|\b(?:and|please|you|then|to)[ ])(?<any>name|list)"
        + @"|\b(?:give|suggest|provide|recommend|share|propose|come up with|brainstorm|tell|offer))"
        + @"[ ](?:(?:me|us|out|any|the|a list of|top|exactly|at least)[ ]){0,3}$");

    private static readonly Pattern AnyThings = Pattern.AnyCase(
        @"\A[ ](?<any>)(?<fill>(?:[\w'’-]+[ ]){0,2}?[A-Za-z]{2,}[A-HJ-RTV-Z]s)\b");

    private static readonly Pattern NotThings = Pattern.AnyCase(
        @"\A(?:words?|sentences?|paragraphs?|lines?|letters?|characters?|times|of|or|to|and|in|bullets?"
        + @"|sections?|parts?|hours?|days?|years?|minutes?|stanzas?|responses?|answers?|versions?)\b");

    private static readonly Pattern ListThings = Pattern.AnyCase(
        @"\A[ ](?<fill>(?:[\w'’-]+[ ]){0,2}?)(?:names|tips|ideas|reasons|steps|items"
        + @"|examples|benefits|facts|ways|advantages|disadvantages|suggestions|recommendations|features|questions"
        + @"|takeaways|things|options|strategies|risks|causes|topics|titles|books|movies|films|places|foods)\b");

    private static readonly Pattern FillStop = Pattern.AnyCase(@"(?:\A|[ ])(?:of|or|for|in|sets?|lists?)\b");

    private static readonly Pattern ShareOut = Pattern.AnyCase(@"\A[ ](?:each|per|every)");
}
