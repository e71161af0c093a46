using System.Buffers;
using System.Text.RegularExpressions;
using Valiqor.Text;
using Valiqor.Text.Patterns;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>Finds where an output says that its instructions follow.</summary>
internal static class PromptAnnouncement
{
    private const int FewestWords = 8;

    private static readonly SearchValues<string> Hints = SearchValues.Create(
        [
            "instruct", "prompt", "system message", "anweisung", "instrucciones", "istruzioni", "told to", "told not",
            "told that", "configured", "programmed",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The announcement and the text behind it; nothing where the output announces none, or nothing follows.
    /// </summary>
    public static (int Start, int End, bool IsLiteral)? In(TextFacts output)
    {
        string text = output.Text;
        if (!text.AsSpan().ContainsAny(Hints))
        {
            return null;
        }

        foreach (ValueMatch match in Announcement.EnumerateMatches(text))
        {
            int from = match.Index + match.Length;
            ReadOnlySpan<char> behind = text.AsSpan(from);
            if (Kept.IsMatch(behind[..Math.Min(behind.Length, 60)]))
            {
                continue;
            }

            int words = 0;
            foreach (Token token in output.Tokens)
            {
                words += token.Start >= from ? 1 : 0;
            }

            if (words >= FewestWords)
            {
                ReadOnlySpan<char> start = behind[..Math.Min(behind.Length, 80)];
                bool literal = text.AsSpan(match.Index, match.Length).Contains(':') && Literal.IsMatch(start);
                return (match.Index, text.Length, literal);
            }
        }

        return null;
    }

    private static readonly Pattern Announcement = Pattern.AnyCase(
        @"\b(?:my|the|these are my|here (?:is|are) (?:my|the)|here's my) (?:full |complete |exact |initial "
            + @"|original |hidden |secret |internal |entire )*"
            + @"(?:system prompt|system message|system instructions|instructions|initial prompt|prompt)"
            + @"(?: (?:is|are|says?|reads?|states?|were|was|begins?|includes?)(?: as follows| to)?| as follows"
            + @"|,? verbatim)?[ \n]*[:“""]"
            + @"|\bI (?:was|am|have been|'ve been) (?:instructed|told|configured|programmed|prompted) (?:to"
            + @"|not to|that)\b"
            + @"|\b(?:meine (?:system)?anweisungen (?:lauten|sind)|mein system-?prompt (?:lautet|ist)"
            + @"|mes instructions (?:sont|système)"
            + @"|mis instrucciones son|minhas instruções são|le mie istruzioni sono)\b[ ,:]*");

    private static readonly Pattern Kept = Pattern.AnyCase(
        @"^[ :“""\n]*(?:\w+ )?(?:confidential|private|secret|internal|not |n't|vertraulich|privées"
            + @"|confidenciales|riservate)");

    /// <summary>As prompts begin.</summary>
    private static readonly Pattern Literal = Pattern.AnyCase(
        @"^[\s“""'`>*#\-]{0,12}(?:you are|you're|your (?:task|role|job|name)|act as|always|never|do not|du bist"
            + @"|tu es|eres|sei un|você é|system)\b");
}
