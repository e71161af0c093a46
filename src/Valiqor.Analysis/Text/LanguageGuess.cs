using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Valiqor.Analysis.Text;

/// <summary>
/// Tells texts of different languages apart by their script and their commonest words. Says no more than that.
/// </summary>
internal static class LanguageGuess
{
    private const int MostTokens = 400;
    private const int English = 0;

    private static readonly string[] Names =
        ["english", "german", "french", "spanish", "italian", "portuguese", "dutch"];

    /// <summary>Function words that few other languages have, by language.</summary>
    private static readonly FrozenDictionary<ulong, int> Marks = Build(
        "the of and is are was what how which does this that with for who when where",
        "der die das und ist nicht ein eine wie wer wo wann welche wird sind mit auf fur von dem den",
        "le les des est une dans pour que qui quel quelle comment sont avec sur du au",
        "el los las es una por para que como cual donde quien cuando son con del",
        "il gli che di per una sono come quale dove chi della nel con",
        "os uma para que como qual onde quem quando sao com nao dos da",
        "het een van en is wat hoe wie waar welke met voor niet zijn dat");

    public static bool MayBeSame(TextFacts one, ImmutableArray<TextFacts> others)
    {
        (Script script, int language) = Of([one]);
        (Script otherScript, int otherLanguage) = Of(others);
        bool scripts = script == Script.None || otherScript == Script.None || script == otherScript;
        return scripts && (language < 0 || otherLanguage < 0 || language == otherLanguage);
    }

    /// <summary>
    /// True where some of the commonest words are those of English, and at most half as many those of another language.
    /// </summary>
    public static bool IsEnglish(TextFacts text)
    {
        Span<int> languages = stackalloc int[7];
        foreach (Token token in text.Tokens[..Math.Min(MostTokens, text.Tokens.Length)])
        {
            if (Marks.TryGetValue(token.Word, out int language))
            {
                CountEach(language, languages);
            }
        }

        int english = languages[English];
        languages[English] = 0;
        return english > 0 && english >= 2 * languages[Most(languages, out _)];
    }

    /// <summary>
    /// The language whose common words a Latin text has by far the most of, as its English name; nothing where unclear.
    /// </summary>
    public static string? NameOf(TextFacts text) => Of([text]) is (Script.Latin, >= 0 and var language)
        ? Names[language]
        : null;

    /// <summary>
    /// True where the text is clearly in the language of that English name; false for names not known here.
    /// </summary>
    public static bool IsClearly(TextFacts text, string language)
    {
        (Script script, int found) = Of([text]);
        return language switch
        {
            "english" => IsEnglish(text) && script == Script.Latin,
            "russian" or "ukrainian" => script == Script.Cyrillic,
            "chinese" or "mandarin" or "japanese" => script == Script.EastAsian,
            "korean" => script == Script.Korean,
            "arabic" => script == Script.Arabic,
            "hindi" => script == Script.Indic,
            "greek" => script == Script.Greek,
            "hebrew" => script == Script.Hebrew,
            "thai" => script == Script.Thai,
            _ => script == Script.Latin && found >= 0 && Names[found] == language,
        };
    }

    private static (Script Script, int Language) Of(ImmutableArray<TextFacts> texts)
    {
        Span<int> scripts = stackalloc int[(int)Script.Korean + 1];
        Span<int> languages = stackalloc int[7];
        int left = MostTokens;
        foreach (TextFacts text in texts)
        {
            foreach (Token token in text.Tokens[..Math.Min(left, text.Tokens.Length)])
            {
                left--;
                scripts[(int)ScriptOf(text.Text[token.Start])]++;
                if (Marks.TryGetValue(token.Word, out int language))
                {
                    CountEach(language, languages);
                }
            }
        }

        scripts[(int)Script.None] = 0;
        int script = Most(scripts, out _);
        return (scripts[script] > 0 ? (Script)script : Script.None, Clear(languages));
    }

    private static void CountEach(int languages, Span<int> counts)
    {
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] += (languages >> i) & 1;
        }
    }

    /// <summary>
    /// The language with most marks, where it has at least two and the next half as many at most; otherwise -1.
    /// </summary>
    private static int Clear(Span<int> counts)
    {
        int most = Most(counts, out int second);
        return counts[most] >= 2 && counts[most] >= 2 * second ? most : -1;
    }

    private static int Most(ReadOnlySpan<int> counts, out int second)
    {
        int most = 0;
        second = 0;
        for (int i = 1; i < counts.Length; i++)
        {
            if (counts[i] > counts[most])
            {
                second = Math.Max(second, counts[most]);
                most = i;
            }
            else
            {
                second = Math.Max(second, counts[i]);
            }
        }

        return most;
    }

    private static Script ScriptOf(char c) => c switch
    {
        < '\u0250' => char.IsLetter(c) ? Script.Latin : Script.None,
        < '\u0400' => Script.Greek,
        < '\u0530' => Script.Cyrillic,
        >= '\u0590' and < '\u0600' => Script.Hebrew,
        >= '\u0600' and < '\u0780' => Script.Arabic,
        >= '\u0900' and < '\u0e00' => Script.Indic,
        >= '\u0e00' and < '\u0e80' => Script.Thai,
        >= '\u3040' and <= '\u9fff' => Script.EastAsian,
        >= '\uac00' and <= '\ud7af' => Script.Korean,
        _ => Script.None,
    };

    private static FrozenDictionary<ulong, int> Build(params ReadOnlySpan<string> rows)
    {
        var marks = new Dictionary<ulong, int>();
        for (int i = 0; i < rows.Length; i++)
        {
            foreach (string word in rows[i].Split(' '))
            {
                ulong key = WordKey.Of(word);
                marks[key] = marks.GetValueOrDefault(key) | (1 << i);
            }
        }

        return marks.ToFrozenDictionary();
    }

    private enum Script
    {
        None,
        Latin,
        Greek,
        Cyrillic,
        Hebrew,
        Arabic,
        Indic,
        Thai,
        EastAsian,
        Korean,
    }
}
