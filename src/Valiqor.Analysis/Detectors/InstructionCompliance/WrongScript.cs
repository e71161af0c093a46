using System.Text.RegularExpressions;

namespace Valiqor.Analysis.Detectors.InstructionCompliance;

/// <summary>
/// Finds answers in another writing system than the question. Languages of one script are not told apart.
/// </summary>
internal static partial class WrongScript
{
    private const int FewestInputLetters = 10;
    private const int FewestOutputLetters = 20;

    /// <summary>A text has a script when this share of its letters has it.</summary>
    private const double Share = 0.8;

    private enum Script
    {
        Latin,
        Greek,
        Cyrillic,
        Hebrew,
        Arabic,
        Indic,
        Thai,
        Hangul,
        HanOrKana,
        Other,
    }

    public static Evidence? Find(Item item, FencedCode code)
    {
        if (ScriptOf(item.Output, code, FewestOutputLetters) is not { } output
            || ScriptOf(item.Input, FencedCode.Of(item.Input), FewestInputLetters) is not { } input
            || input == output || output is Script.Other || input is Script.Other)
        {
            return null;
        }

        if (NamesLanguage().IsMatch(item.Input)
            || (item.SystemPrompt is { } prompt && NamesLanguage().IsMatch(prompt))
            || item.Expected is { } expected && ScriptOf(expected, FencedCode.Of(expected), 4) == output)
        {
            return null;
        }

        int end = Math.Min(item.Output.Length, 200);
        end -= end < item.Output.Length && char.IsHighSurrogate(item.Output[end - 1]) ? 1 : 0;
        return Evidence.InOutput(
            0,
            end,
            "wrong_script",
            $"The question is written in {Name(input)} script and the answer in {Name(output)}.") with
        { Confidence = 0.85 };
    }

    private static string Name(Script script) => script switch
    {
        Script.HanOrKana => "Chinese or Japanese",
        Script.Indic => "an Indic",
        _ => script.ToString(),
    };

    private static Script? ScriptOf(string text, FencedCode code, int fewestLetters)
    {
        Span<int> counts = stackalloc int[(int)Script.Other + 1];
        int letters = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsAsciiLetter(c))
            {
                counts[(int)Script.Latin]++;
                letters++;
            }
            else if (c == '`' && code.EndOfBlockAt(i) is > 0 and var end)
            {
                i = end - 1;
            }
            else if (c > '\u007f' && char.IsLetter(c))
            {
                counts[(int)ScriptOf(c)]++;
                letters++;
            }
        }

        if (letters < fewestLetters)
        {
            return null;
        }

        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] >= letters * Share)
            {
                return (Script)i;
            }
        }

        return null;
    }

    /// <summary>By Unicode block, which is near enough to the Script property for letters in running text.</summary>
    private static Script ScriptOf(char c) => c switch
    {
        <= '\u024f' or (>= '\u1e00' and <= '\u1eff') or (>= '\uff21' and <= '\uff5a') => Script.Latin,
        >= '\u0370' and <= '\u03ff' => Script.Greek,
        >= '\u0400' and <= '\u052f' => Script.Cyrillic,
        >= '\u0590' and <= '\u05ff' => Script.Hebrew,
        (>= '\u0600' and <= '\u077f') or (>= '\ufb50' and <= '\ufefc') => Script.Arabic,
        >= '\u0900' and <= '\u0dff' => Script.Indic,
        >= '\u0e00' and <= '\u0e7f' => Script.Thai,
        (>= '\u1100' and <= '\u11ff') or (>= '\uac00' and <= '\ud7af') => Script.Hangul,
        (>= '\u3040' and <= '\u30ff') or (>= '\u3400' and <= '\u9fff') => Script.HanOrKana,
        _ => Script.Other,
    };

    /// <summary>
    /// A word that could ask for another language: a language, a nation, or what is done with languages.
    /// </summary>
    [GeneratedRegex(
        @"\b(?:languages?|translat\w+|transliterat\w+|alphabet\w*|script|multilingual|bilingual|pronounc\w+|kanji|kana"
            + @"|hiragana|katakana|pinyin|hanzi|calligraphy|english|french|german|spanish|russian|russia|ukrainian"
            + @"|ukraine"
            + @"|bulgarian|serbian|macedonian|belarusian|kazakh|chinese|china|mandarin|cantonese|taiwan\w*|japanese"
            + @"|japan"
            + @"|korean|korea|arabic|arab|persian|farsi|urdu|hebrew|israel\w*|yiddish|greek|greece|hindi|indian?"
            + @"|bengali"
            + @"|bangla|marathi|gujarati|punjabi|tamil|telugu|kannada|malayalam|nepali|sinhala|sanskrit|thai|thailand"
            + @"|lao"
            + @"|khmer|burmese|mongolian|georgian|armenian|amharic|portuguese|italian|dutch|polish|turkish|vietnamese"
            + @"|latin|cyrillic|bible|quran|unicode|cipher|code|encod\w+)\b"
            + @"|перев[её]д|перевод|по-английски|английск|язык|翻译|翻譯|英文|英语|英語|訳|中文|日本語|번역|영어|ترجم|الإنجليزية|अनुवाद"
            + @"|अंग्रेज"
            + @"|traduc|tradui|übersetz|tradu[zç]|vertaal|tłumacz",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex NamesLanguage();
}
