using System.Buffers;
using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Facts.Instructions;

/// <summary>Reads which language the answer is to be in.</summary>
internal static class LanguageReader
{
    private static readonly SearchValues<string> Cues = SearchValues.Create(
        ["Afrikaans", "Albanian", "Arabic", "Armenian", "Bangla", "Belarusian", "Bengali", "Bulgarian",
            "Burmese", "Catalan", "Chinese", "Mandarin", "Croatian", "Czech", "Danish", "Dutch", "English",
            "Estonian", "Farsi", "Filipino", "Finnish", "French", "Georgian", "German", "Greek", "Gujarati",
            "Hebrew", "Hindi", "Hungarian", "Icelandic", "Indonesian", "Irish", "Italian", "Japanese",
            "Kannada", "Kazakh", "Khmer", "Korean", "Lao", "Latvian", "Lithuanian", "Macedonian", "Malay",
            "Malayalam", "Marathi", "Mongolian", "Nepali", "Norwegian", "Pashto", "Persian", "Polish",
            "Portuguese", "Punjabi", "Romanian", "Russian", "Serbian", "Sinhala", "Slovak", "Slovenian",
            "Somali", "Spanish", "Swahili", "Swedish", "Tagalog", "Tamil", "Telugu", "Thai", "Turkish",
            "Ukrainian", "Urdu", "Vietnamese", "Welsh"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text has what this reader needs; most have not, and seeing that is cheap.</summary>
    public static bool MayRead(ReadOnlySpan<char> text) => text.ContainsAny(Cues);

    public static void Read(PromptSentence sentence, List<Instruction> into)
    {
        if (!MayRead(sentence.Span) || into.Exists(one => one.Kind == InstructionKind.Language))
        {
            return;
        }

        // Whichever stands first; of two at one place the one that says "only" behind the language is the longer.
        Match? match = sentence.First(LanguageOnly, IsLanguage);
        if (sentence.First(OnlyLanguage, IsLanguage) is { } only && (match is null || only.Index < match.Index))
        {
            match = only;
        }

        if (match is null && sentence.First(InLanguage, IsAnswered) is { } asked && !Translation.IsMatch(sentence.Span))
        {
            match = asked;
        }

        if (match is not null && !Negated.IsMatch(sentence.Before(match.Groups["language"].Index, 40)))
        {
            into.Add(sentence.Instruction(InstructionKind.Language, match)
                with { Mark = match.Groups["language"].Value });
        }

        // A language by name, and nothing that makes it an adjective of something else.
        bool IsLanguage(Match one)
        {
            Group name = one.Groups["language"];
            return !OfSomething.IsMatch(sentence.After(name.Index + name.Length, 14));
        }

        bool IsAnswered(Match one) => IsLanguage(one) && !Other.IsMatch(one.Groups["gap"].ValueSpan);
    }

    private const string Names =
        @"(?<language>Afrikaans|Albanian|Arabic|Armenian|Bangla|Belarusian|Bengali|Bulgarian|Burmese|Catalan"
        + @"|Chinese|Mandarin|Croatian|Czech"
        + @"|Danish|Dutch|English|Estonian|Farsi|Filipino|Finnish|French|Georgian|German|Greek|Gujarati|Hebrew"
        + @"|Hindi|Hungarian|Icelandic"
        + @"|Indonesian|Irish|Italian|Japanese|Kannada|Kazakh|Khmer|Korean|Lao|Latvian|Lithuanian|Macedonian"
        + @"|Malay|Malayalam|Marathi"
        + @"|Mongolian|Nepali|Norwegian|Pashto|Persian|Polish|Portuguese|Punjabi|Romanian|Russian|Serbian"
        + @"|Sinhala|Slovak|Slovenian|Somali"
        + @"|Spanish|Swahili|Swedish|Tagalog|Tamil|Telugu|Thai|Turkish|Ukrainian|Urdu|Vietnamese|Welsh)";

    private const string AsLanguage = Names + @"(?:[ ]language|[ ]text)?";

    private static readonly Pattern OfSomething = Pattern.AnyCase(
        @"\A[ ]?(?:-|literature|history|culture|class|food|cuisine|people|speak|restaurant|market|words?\b|names?\b)");

    private static readonly Pattern OnlyLanguage = Pattern.AnyCase(
        @"\b(?:(?:entirely|only|exclusively|solely|completely|fully|always|strictly)[ ](?:be[ ]|written[ ]"
        + @"|write[ ]|respond[ ]|answer[ ]|reply[ ])?(?:in[ ]|use[ ]|using[ ])?"
        + @"|(?:in|use|using|into)[ ](?:only|entirely|just|purely)[ ]"
        + @"|(?:response|answer|reply|output|everything|responses|answers|replies)\b[^.;]{0,30}\b(?:should"
        + @"|must|has to|needs to|shall|to)[ ](?:\w+[ ])?be[ ](?:written[ ]|given[ ])?(?:entirely[ ]|only[ ])?in[ ]"
        + @"|(?:response|answer|reply|output)\b[^.;]{0,20}\bis[ ](?:written[ ])?(?:entirely[ ]|only[ ])?in[ ]"
        + @"|no other language (?:except|than|but|besides)[ ])(?:the[ ])?"
        + AsLanguage);

    private static readonly Pattern LanguageOnly = Pattern.AnyCase(
        @"\b(?:in|use|using|into)[ ](?:only[ ]|entirely[ ]|just[ ]|purely[ ])?(?:the[ ])?" + AsLanguage
        + @"[ ]*(?:only\b|exclusively\b|,?[ ]?(?:and[ ])?no other language)");

    private static readonly Pattern InLanguage = Pattern.AnyCase(
        @"\b(?:respond|answer|reply|write|explain|summari[sz]e|describe|speak|communicate|compose|create"
        + @"|generate|rewrite|give me|tell me|draft|list|it should be|be written)\b"
        + @"(?<gap>[^.;\n]{0,70}?)\bin[ ](?:the[ ])?"
        + AsLanguage);

    private static readonly Pattern Other = Pattern.AnyCase(
        @"\b(?:said|says|speaker|native|learn|translat\w*|from)\b");

    /// <summary>Who asks how something is said in a language wants the explanation in their own.</summary>
    private static readonly Pattern Translation = Pattern.AnyCase(
        @"\b(?:translat\w*|how (?:do|would|can|to) (?:you |i |we )?(?:say|spell|write|pronounce)|learn\w*"
        + @"|teach\w*|lessons?|vocabulary|grammar|word for|words in"
        + @"|meaning|pronounc\w*|code|python|subtitles|phrases)\b");

    private static readonly Pattern Negated = Pattern.AnyCase(
        @"(?:\b(?:not|never|avoid|without|except|other than|from)|n['’]t)[ ](?:\w+[ ]){0,3}$");
}
