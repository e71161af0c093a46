using System.Collections.Immutable;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Text.Languages;
using Valiqor.Text.Markdown;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>
/// Finds answers in another writing system than the question. Languages of one script are not told apart.
/// </summary>
internal sealed class WrongScript : IFindOne<ItemFacts, Signal>
{
    private const int FewestInputLetters = 10;
    private const int FewestOutputLetters = 20;

    /// <summary>A text has a script when this share of its letters has it.</summary>
    private const double Share = 0.8;

    public ImmutableArray<string> Rules => ["wrong_script"];

    public Signal? Find(ItemFacts facts) => Place(facts.Item, facts.Output.Code) is { } evidence
        ? Signal.Fail(
            evidence.Confidence,
            "The answer is written in another script than the question, and nothing asked for another language.",
            "Tell the model in the system prompt to answer in the language of the user's message.",
            evidence)
        : null;

    private static Evidence? Place(Item item, MarkdownCode code)
    {
        if (ScriptOf(item.Output, code, FewestOutputLetters) is not { } output
            || ScriptOf(item.Input, MarkdownCode.Read(item.Input), FewestInputLetters) is not { } input
            || input == output || output is WritingSystem.Other || input is WritingSystem.Other)
        {
            return null;
        }

        if (NamesLanguage.IsMatch(item.Input)
            || (item.SystemPrompt is { } prompt && NamesLanguage.IsMatch(prompt))
            || item.Expected is { } expected && ScriptOf(expected, MarkdownCode.Read(expected), 4) == output)
        {
            return null;
        }

        int end = Math.Min(item.Output.Length, 200);
        end -= end < item.Output.Length && char.IsHighSurrogate(item.Output[end - 1]) ? 1 : 0;
        return Evidence.InOutput(
            0,
            end,
            "wrong_script",
            $"The question is written in {WritingSystems.Name(input)} script "
                + $"and the answer in {WritingSystems.Name(output)}.") with
        { Confidence = 0.85 };
    }

    private static WritingSystem? ScriptOf(string text, MarkdownCode code, int fewestLetters)
    {
        Span<int> counts = stackalloc int[WritingSystems.Count];
        int letters = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '`' or '~' && code.EndOfBlockAt(i) is > 0 and var end)
            {
                i = end - 1;
            }
            else if (WritingSystems.Of(c) is not WritingSystem.None and var system)
            {
                counts[(int)system]++;
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
                return (WritingSystem)i;
            }
        }

        return null;
    }

    /// <summary>
    /// A word that could ask for another language: a language, a nation, or what is done with languages.
    /// </summary>
    private static readonly Pattern NamesLanguage = Pattern.AnyCase(
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
            + @"|traduc|tradui|übersetz|tradu[zç]|vertaal|tłumacz");
}
