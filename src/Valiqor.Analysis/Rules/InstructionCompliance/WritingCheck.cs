using Valiqor.Analysis.Facts.Instructions;
using Valiqor.Text.Languages;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>Tells whether an answer is in the case and the language that was asked for.</summary>
internal static class WritingCheck
{
    /// <summary>In a text with less of the script that was asked for, another language is not just quoted.</summary>
    private const double LeastShare = 0.5;

    private const int FewestLetters = 12;

    public static Breach? Check(Instruction instruction, AnswerText answer) => instruction.Kind switch
    {
        InstructionKind.UpperCase => WrongCase(instruction, answer, isUpperWrong: false),
        InstructionKind.LowerCase => WrongCase(instruction, answer, isUpperWrong: true),
        _ => WrongLanguage(instruction, answer),
    };

    private static Breach? WrongCase(Instruction instruction, AnswerText answer, bool isUpperWrong)
    {
        for (int i = answer.BodyStart; i < answer.End; i++)
        {
            char c = answer.Text[i];
            bool wrong = isUpperWrong ? char.IsUpper(c) : char.IsLower(c);
            if (!wrong)
            {
                continue;
            }

            int end = i + 1;
            while (end < answer.End && char.IsLetter(answer.Text[end]))
            {
                end++;
            }

            int start = i;
            while (start > answer.BodyStart && char.IsLetter(answer.Text[start - 1]))
            {
                start--;
            }

            string size = isUpperWrong ? "a capital letter" : "small letters";
            return new Breach(instruction, BreachKind.NotFollowed,
                $"has {size} in \"{answer.Text[start..Math.Min(end, start + 40)]}\"", start, end);
        }

        return null;
    }

    private static Breach? WrongLanguage(Instruction instruction, AnswerText answer)
    {
        string asked = instruction.Mark!;
        Span<int> counts = stackalloc int[WritingSystems.Count];
        int letters = 0;
        foreach (char c in answer.Body)
        {
            WritingSystem system = WritingSystems.Of(c);
            counts[(int)system]++;
            letters += system == WritingSystem.None ? 0 : 1;
        }

        if (letters < FewestLetters || ScriptsOf(asked) is not { } scripts)
        {
            return null;
        }

        int right = counts[(int)scripts.One] + (scripts.Other is { } other ? counts[(int)other] : 0);
        if (right < letters * LeastShare)
        {
            return Wrong("is mostly in another script");
        }

        return scripts.One == WritingSystem.Latin && LanguageGuess.Clearly(answer.Facts) is { } language
            && !language.Equals(asked, StringComparison.OrdinalIgnoreCase)
                ? Wrong($"is in {language}")
                : null;

        Breach Wrong(string problem) => new(instruction, BreachKind.NotFollowed, problem, answer.BodyStart,
            Math.Min(answer.End, answer.BodyStart + 200));
    }

    /// <summary>
    /// The writing systems of a language; none where it is written in several that we do not tell apart.
    /// </summary>
    private static (WritingSystem One,
        WritingSystem? Other)? ScriptsOf(string language) => language.ToLowerInvariant() switch
    {
        "arabic" or "farsi" or "persian" or "pashto" or "urdu" => (WritingSystem.Arabic, null),
        "bangla" or "bengali" or "gujarati" or "hindi" or "kannada" or "malayalam" or "marathi" or "nepali" or "sinhala"
            or "tamil" or "telugu" => (WritingSystem.Indic, null),
        "punjabi" => (WritingSystem.Indic, WritingSystem.Arabic),
        "belarusian" or "bulgarian" or "macedonian" or "russian" or "ukrainian" => (WritingSystem.Cyrillic, null),
        "serbian" => (WritingSystem.Cyrillic, WritingSystem.Latin),
        "chinese" or "mandarin" or "japanese" => (WritingSystem.HanOrKana, null),
        "korean" => (WritingSystem.Hangul, WritingSystem.HanOrKana),
        "greek" => (WritingSystem.Greek, null),
        "hebrew" => (WritingSystem.Hebrew, null),
        "thai" => (WritingSystem.Thai, null),
        "armenian" => (WritingSystem.Armenian, null),
        "georgian" => (WritingSystem.Georgian, null),
        "kazakh" or "mongolian" or "lao" or "khmer" or "burmese" => null,
        _ => (WritingSystem.Latin, null),
    };
}
