using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;

namespace Valiqor.Service.Models.Calls;

/// <summary>
/// The provider's own words for an error, as far as they may be shown: one short sentence without keys, and none at all
/// where it repeats something of the question, which may be anybody's data.
/// </summary>
internal static class ProviderSentence
{
    private const int MostCharacters = 200;

    /// <summary>So many characters in a row that also stand in the question are no chance.</summary>
    private const int EchoCharacters = 12;

    /// <summary>A shorter word with a digit or an @ may be somebody's number or address all the same.</summary>
    private const int TellingCharacters = 4;

    public static string Of(Exchange exchange, ErrorBody error, ModelFailure reason)
    {
        // Refusals of a key repeat it, in parts.
        if (reason == ModelFailure.Unauthorized)
        {
            return "";
        }

        string sentence = FirstSentence(BlankRuns.Replace(error.Message, " ").Trim());
        if (exchange.Endpoint.Key?.Reveal() is { } key)
        {
            sentence = sentence.Replace(key, "***", StringComparison.OrdinalIgnoreCase);
        }

        sentence = KeyLike.Replace(sentence, "***");
        string question = BlankRuns.Replace($"{exchange.Request.System} {exchange.Request.User}", " ");
        return sentence.Length == 0 || Echoes(sentence, question) ? "" : $" It says: {sentence}";
    }

    private static string FirstSentence(string text)
    {
        int end = text.IndexOf(". ", StringComparison.Ordinal);
        string sentence = end < 0 ? text : text[..(end + 1)];
        return sentence.Length <= MostCharacters ? sentence : $"{sentence[..MostCharacters]}…";
    }

    private static bool Echoes(string sentence, string question)
    {
        for (int i = 0; i + EchoCharacters <= sentence.Length; i++)
        {
            if (question.Contains(sentence.AsSpan(i, EchoCharacters), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        foreach (ValueMatch word in TellingWords.EnumerateMatches(sentence))
        {
            if (word.Length >= TellingCharacters
                && question.Contains(sentence.Substring(word.Index, word.Length), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly Pattern BlankRuns = Pattern.Of(@"[\s\p{C}]+");

    private static readonly Pattern TellingWords = Pattern.Of(@"[\w@.+\-]*[0-9@][\w@.+\-]*");

    /// <summary>A key's usual beginning, a key with its middle masked, or a long run as keys are.</summary>
    private static readonly Pattern KeyLike = Pattern.Of(
        @"\b(?:sk|key|gsk|xai)[\-_][\w\-*]{6,}|\bAIza[\w\-]{6,}"
        + @"|[\w\-]*\*{3,}[\w\-*]*|\b[A-Za-z0-9\-]{32,}");
}
