using Valiqor.Text;
using Valiqor.Text.Languages;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Scans;

/// <summary>
/// A prompt and what it tells the model. What it does not tell is only known of English: elsewhere, and where the map
/// has no text, every question is answered as if it did.
/// </summary>
/// <remarks>
/// The words are chosen to find too much rather than too little: a failure is laid to a prompt for what is missing in
/// it, and a prompt that says it in other words must not be blamed. Not thread-safe: one slice is one thread's.
/// </remarks>
public sealed class PromptFacts(ScannedPrompt prompt)
{
    // "{text}", "Question: {question}".
    private const int FewWords = 3;

    private bool? _isRead;
    private DataPlacement? _data;
    private string? _flat;

    public ScannedPrompt Prompt => prompt;

    /// <summary>Blanks of any kind are one space each, so that line breaks do not matter.</summary>
    public string Flat => _flat ??= Blanks.Replace(prompt.Text, " ").Trim();

    /// <summary>It stands in what a user is sent as, or in what becomes part of that.</summary>
    public bool IsForUser => prompt.Role is "user" or "template";

    public bool IsForModel => prompt.Role is not "assistant";

    public bool AsksForCitations => Tells(Citations);

    public bool KeepsToContext => Tells(Grounding);

    public bool SaysWhatWhenUnknown => Tells(Ignorance);

    public bool ShowsFormat => Tells(Format);

    public bool SetsDataApart => Tells(DataRule);

    public bool KeepsItself => Tells(Confidentiality);

    public bool SaysWhatWhenToolFails => Tells(ToolFailure);

    /// <summary>How text of users or of retrieval is put in.</summary>
    internal DataPlacement Data => _data ??= DataPlaces.Read(prompt.Text);

    private bool Tells(Pattern words) => !IsRead || words.IsMatch(Flat);

    /// <summary>In English, or with too few words of its own to tell anything: so what it lacks is known.</summary>
    private bool IsRead => _isRead ??= prompt.Text.Length > 0
        && (LanguageGuess.IsEnglish(new TextFacts(Flat)) || PromptMatch.OwnWords(Flat) <= FewWords);

    private static readonly Pattern Blanks = Pattern.Of(@"\s+");

    private static readonly Pattern Citations = Pattern.AnyCase(
        @"\b(?:cit(?:e|es|ed|ing|ations?)|sources?|references?|footnotes?|quot(?:e|es|ing|ations?)|attribut\w+"
            + @"|passage (?:number|id)s?|document (?:number|id)s?)\b|\[\d+\]");

    private static readonly Pattern Grounding = Pattern.AnyCase(
        @"\b(?:only|solely|exclusively|strictly|grounded|faithful\w*|based on|stick to|rely (?:up)?on|according to"
            + @"|from the|using the|in the (?:context|documents?|passages?|sources?)|outside"
            + @"|(?:do not|don't|never) (?:use|make|invent|assume|guess|hallucinate|fabricate|speculate|add))\b");

    private static readonly Pattern Ignorance = Pattern.AnyCase(
        @"\b(?:(?:do not|don't|not) (?:know|sure|found|enough|available|contain|mention|have|answer|guess)"
            + @"|cannot|can't|unable|unknown|insufficient|unsure|uncertain|no (?:answer|information|results?)"
            + @"|say so|admit|escalate|hand over|if (?:the )?(?:answer|information|context)|missing)\b");

    private static readonly Pattern Format = Pattern.AnyCase(
        @"\b(?:json|xml|yaml|csv|html|markdown|formats?|formatted|schema|template|bullets?|tables?|list|lines?"
            + @"|examples?|e\.g|fields?|keys?|columns?|structured?)\b|```|\{\s*""");

    private static readonly Pattern DataRule = Pattern.AnyCase(
        @"\b(?:untrusted|not instructions|prompt injection|as data|only data|(?:ignore|disregard|never follow"
            + @"|(?:do not|don't) (?:follow|obey|execute|act on|trust))[^.]{0,60}(?:instructions?|commands?|requests?"
            + @"|directions?|prompts?|text|content)|instructions? (?:in|inside|within|from|contained)"
            + @"|only follow|treat[^.]{0,60} as)\b");

    private static readonly Pattern Confidentiality = Pattern.AnyCase(
        @"\b(?:confidential\w*|secret|private|(?:do not|don't|never|must not|refuse to|not)[^.]{0,40}"
            + @"(?:reveal|share|disclose|repeat|show|print|output|expose|tell|discuss|mention|leak|quote))\b");

    private static readonly Pattern ToolFailure = Pattern.AnyCase(
        @"\b(?:fail(?:s|ed|ure|ures|ing)?|errors?|unavailable|time[sd]? ?out|no results?|retry|retries"
            + @"|(?:not|isn't) (?:work|respond|available|return)\w*|something goes wrong|cannot)\b");
}
