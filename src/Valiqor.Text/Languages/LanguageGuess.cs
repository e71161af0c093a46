using System.Collections.Frozen;
using System.Collections.Immutable;
using Valiqor.Text.Words;

namespace Valiqor.Text.Languages;

/// <summary>
/// Tells texts of different languages apart by their script and their commonest words. Says no more than that.
/// </summary>
public static class LanguageGuess
{
    private const int MostTokens = 400;
    private const int English = 0;

    private const int UsualMarks = 2;

    /// <summary>What makes a language plain: a quoted title has fewer of its commonest words.</summary>
    private const int FewestMarks = 5;

    private static readonly string[] Names = ["English", "German", "French", "Spanish", "Italian", "Portuguese",
        "Dutch"];

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
        (WritingSystem script, int language) = Of([one]);
        (WritingSystem otherScript, int otherLanguage) = Of(others);
        bool scripts = script == WritingSystem.None || otherScript == WritingSystem.None || script == otherScript;
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

    /// <summary>The language that a text is plainly in, of those that we know words of; otherwise none.</summary>
    public static string? Clearly(TextFacts text) => NameOf(text, FewestMarks);

    /// <summary>The language whose common words a Latin text has by far the most of; nothing where unclear.</summary>
    public static string? NameOf(TextFacts text) => NameOf(text, UsualMarks);

    /// <summary>
    /// True where the text is in the language of that English name, in any case; false for names not known here.
    /// </summary>
    public static bool IsIn(TextFacts text, string language) => Of([text]).Script is var script
        && language.ToLowerInvariant() switch
        {
            "english" => IsEnglish(text) && script == WritingSystem.Latin,
            "russian" or "ukrainian" => script == WritingSystem.Cyrillic,
            "chinese" or "mandarin" or "japanese" => script == WritingSystem.HanOrKana,
            "korean" => script == WritingSystem.Hangul,
            "arabic" => script == WritingSystem.Arabic,
            "hindi" => script == WritingSystem.Indic,
            "greek" => script == WritingSystem.Greek,
            "hebrew" => script == WritingSystem.Hebrew,
            "thai" => script == WritingSystem.Thai,
            _ => language.Equals(NameOf(text), StringComparison.OrdinalIgnoreCase),
        };

    private static string? NameOf(TextFacts text, int fewest) =>
        Of([text], fewest) is (WritingSystem.Latin, >= 0 and var language) ? Names[language] : null;

    private static (WritingSystem Script, int Language) Of(ImmutableArray<TextFacts> texts, int fewest = UsualMarks)
    {
        Span<int> scripts = stackalloc int[WritingSystems.Count];
        Span<int> languages = stackalloc int[7];
        int left = MostTokens;
        foreach (TextFacts text in texts)
        {
            foreach (Token token in text.Tokens[..Math.Min(left, text.Tokens.Length)])
            {
                left--;
                scripts[(int)WritingSystems.Of(text.Text[token.Start])]++;
                if (Marks.TryGetValue(token.Word, out int language))
                {
                    CountEach(language, languages);
                }
            }
        }

        scripts[(int)WritingSystem.None] = 0;
        int script = Most(scripts, out _);
        return (scripts[script] > 0 ? (WritingSystem)script : WritingSystem.None, Clear(languages, fewest));
    }

    private static void CountEach(int languages, Span<int> counts)
    {
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] += (languages >> i) & 1;
        }
    }

    /// <summary>
    /// The language with most marks, where it has enough and the next half as many at most; otherwise -1.
    /// </summary>
    private static int Clear(Span<int> counts, int fewest)
    {
        int most = Most(counts, out int second);
        return counts[most] >= fewest && counts[most] >= 2 * second ? most : -1;
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
}
