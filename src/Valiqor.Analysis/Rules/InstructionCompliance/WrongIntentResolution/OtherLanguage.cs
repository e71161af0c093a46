using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Valiqor.Analysis.Facts;
using Valiqor.Text.Languages;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>A translation into another language than the one asked for.</summary>
internal sealed class OtherLanguage : IFindOne<ItemFacts, Mismatch>
{
    private const int FewestLetters = 12;

    /// <summary>Languages with a script of their own, and where its letters stand in Unicode.</summary>
    private static readonly FrozenDictionary<string, (char First, char Last)> Scripts =
        new Dictionary<string, (char, char)>
        {
            ["russian"] = ('\u0400', '\u052f'),
            ["ukrainian"] = ('\u0400', '\u052f'),
            ["bulgarian"] = ('\u0400', '\u052f'),
            ["greek"] = ('\u0370', '\u03ff'),
            ["hebrew"] = ('\u0590', '\u05ff'),
            ["arabic"] = ('\u0600', '\u06ff'),
            ["persian"] = ('\u0600', '\u06ff'),
            ["hindi"] = ('\u0900', '\u097f'),
            ["bengali"] = ('\u0980', '\u09ff'),
            ["thai"] = ('\u0e00', '\u0e7f'),
            ["korean"] = ('\uac00', '\ud7af'),
            ["japanese"] = ('\u3040', '\u9fff'),
            ["chinese"] = ('\u4e00', '\u9fff'),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public ImmutableArray<string> Rules => ["other_language"];

    public Mismatch? Find(ItemFacts facts)
    {
        string output = facts.Item.Output;
        if (!facts.Item.Input.Contains("ranslat", StringComparison.Ordinal)
            || TargetIn(facts.Item.Input) is not { } asked)
        {
            return null;
        }

        int letters = 0;
        bool inScript = false;
        bool scripted = Scripts.TryGetValue(asked, out (char First, char Last) script);
        foreach (char c in output)
        {
            letters += char.IsLetter(c) ? 1 : 0;
            inScript |= scripted && c >= script.First && c <= script.Last;
        }

        if (letters < FewestLetters || inScript || Declines.IsMatch(output))
        {
            return null;
        }

        string? told = LanguageGuess.NameOf(facts.Output);
        string cause = $"The request asks for a translation into {Name(asked)}, and the answer is in"
            + $" {(told is null ? "another script" : Name(told))}.";
        return scripted || (told is not null && !told.Equals(asked, StringComparison.OrdinalIgnoreCase) && Known(asked))
            ? Mismatch.InOutput(0.8, "other_language", cause, 0, output.Length)
            : null;
    }

    /// <summary>The one language that is asked for; nothing where several are, or romanized text.</summary>
    private static string? TargetIn(string request)
    {
        string? target = null;
        foreach (Match match in Target.Matches(request))
        {
            string name = match.Groups["language"].Value.ToLowerInvariant();
            if (target is not null && target != name)
            {
                return null;
            }

            target = name;
        }

        return request.Contains("roman", StringComparison.OrdinalIgnoreCase)
            || request.Contains("pronunciation", StringComparison.OrdinalIgnoreCase)
            || request.Contains("pinyin", StringComparison.OrdinalIgnoreCase) ? null : target;
    }

    private static bool Known(string language) =>
        language is "english" or "german" or "french" or "spanish" or "italian" or "portuguese" or "dutch";

    private static string Name(string language) => char.ToUpperInvariant(language[0]) + language[1..];

    private static readonly Pattern Target = Pattern.AnyCase(
        @"\b(?:in)?to (?<language>English|German|French|Spanish|Italian|Portuguese|Dutch"
            + @"|Russian|Ukrainian|Bulgarian|Greek|Hebrew|Arabic|Persian|Hindi|Bengali|Thai|Korean"
            + @"|Japanese|Chinese)\b");

    private static readonly Pattern Declines = Pattern.AnyCase(@"\b(?:sorry|can ?not|can['’]t|unable|which|what) ");
}
