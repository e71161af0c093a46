using System.Buffers;
using System.Text.RegularExpressions;

namespace Valiqor.Analysis.Instructions;

/// <summary>Reads how many things the answer is to list: "name five rivers", "give me 4 tips".</summary>
internal static partial class ItemReader
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
            Match verb = VerbBefore().Match(sentence.Before(phrase.Start, 60));
            Match things = verb.Groups["any"].Success
                ? sentence.MatchAt(AnyThings(), phrase.End)
                : sentence.MatchAt(ListThings(), phrase.End);
            bool isCount = phrase.Number is >= 2 and <= MostItems && !phrase.IsOfTimes
                && phrase.Bound is null or { IsApproximate: false, Least: >= 2 };
            if (verb.Success && things.Success && isCount && !sentence.Prompt.IsMaterial(phrase.Start))
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

    /// <summary>"Name" and "list" are followed by whatever; what is given or suggested may be one text.</summary>
    [GeneratedRegex(
        @"(?:(?:\A|[,;.:][ ]*|\b(?:and|please|you|then|to)[ ])(?<any>name|list)"
        + @"|\b(?:give|suggest|provide|recommend|share|propose|come up with|brainstorm|tell|offer))"
        + @"[ ](?:(?:me|us|out|any|the|a list of|top|exactly|at least)[ ]){0,3}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex VerbBefore();

    [GeneratedRegex(
        @"\A[ ](?!(?:words?|sentences?|paragraphs?|lines?|letters?|characters?|times|of|or|to|and|in|bullets?"
        + @"|sections?|parts?|hours?|days?|years?|minutes?|stanzas?|responses?|answers?|versions?)\b)"
        + @"(?:[\w'’-]+[ ]){0,2}?(?!\w*(?:ss|us|is)\b)[A-Za-z]{3,}s\b(?![ ](?:each|per|every))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AnyThings();

    [GeneratedRegex(
        @"\A[ ](?:(?!of\b|or\b|for\b|in\b|sets?\b|lists?\b)[\w'’-]+[ ]){0,2}?(?:names|tips|ideas|reasons|steps|items"
        + @"|examples|benefits|facts|ways|advantages|disadvantages|suggestions|recommendations|features|questions"
        + @"|takeaways|things|options|strategies|risks|causes|topics|titles|books|movies|films|places|foods)\b"
        + @"(?![ ](?:each|per|every))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ListThings();
}
