using System.Buffers;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>What an answer says of calls: that it asks first, cannot, will make one, or has made one.</summary>
internal static class AnswerClaims
{
    /// <summary>Claims and promises open or close an answer; what is between is content.</summary>
    private const int Reach = 600;

    private static readonly SearchValues<string> Hints = SearchValues.Create(
        ["I have", "I've", "I’ve", "I'll", "I’ll", "I will", "let me", "I am going", "I'm going", "one moment",
            "has been", "have been", "is now", "successfully", "done", "booked", "sent", "hold on", "just a"],
        StringComparison.OrdinalIgnoreCase);

    public static string Head(string answer) => answer.Length <= Reach ? answer : answer[..Reach];

    public static bool MayClaim(string answer) => answer.AsSpan(0, Math.Min(answer.Length, Reach)).ContainsAny(Hints);

    public static Pattern AsksFirst { get; } = Pattern.AnyCase(
        @"\?\s*$|\b(?:could|can|would) you (?:please )?(?:provide|tell|give|specify|share|confirm|clarify|let me know)"
            + @"|\bplease (?:provide|specify|tell|confirm|share|clarify|let me know)|\b(?:which|what) (?:\w+ ){1,6}"
            + @"(?:do|would|should|are|is) (?:you|i|it|we)\b|\bI(?:['’]ll| will|['’]d)? (?:also )?need (?:to know|the|"
            + @"your|a few|some|more)"
            + @"|\bmay I (?:have|know|ask)\b|\bmissing (?:the )?(?:required|information|parameter)");

    public static Pattern Explains { get; } = Pattern.AnyCase(
        @"\b(?:can ?not|can['’]t|unable|not able|don['’]t have|do not have|doesn['’]t|does not|none of"
            + @"|no (?:tool|function|suitable|available|relevant)|outside|beyond"
            + @"|afraid|sorry|unfortunately|not (?:possible|supported"
            + @"|available|applicable|relevant|suitable)|lacks?|irrelevant|not (?:designed|related)|limitation\w*)\b");

    public static Pattern Promises { get; } = Pattern.AnyCase(
        @"\b(?:I['’]ll|I will|I['’]m going to|I am going to|let me) (?:now |just |quickly |go ahead and |first |do )?"
            + @"(?:check|look|search|find|fetch|get|retrieve|query|call|pull|see|calculate|compute|convert|book|reserve"
            + @"|send|create|schedule|cancel|delete|update|order|transfer|play|set|add|run|use)\b"
            + @"|\b(?:one|just a) (?:moment|second|minute)|\bhold on\b");

    public static Pattern Claims { get; } = Pattern.AnyCase(
        @"\b(?:I have|I['’]ve|I) (?:now |just |already |successfully |also |gone ahead and )*"
            + @"(?:booked|reserved|sent|emailed|created|scheduled|cancelled|canceled|deleted|removed|updated|changed"
            + @"|ordered|transferred|paid|refunded|added|set|posted|submitted|registered|saved|uploaded|opened|turned"
            + @"|started|stopped|placed|purchased|bought)\b"
            + @"|\b(?:has|have) (?:now |just |already |successfully )*been (?:now |successfully )*"
            + @"(?:booked|reserved|sent|emailed|created|scheduled|cancelled|canceled|deleted|removed|updated|changed"
            + @"|ordered|transferred|paid|refunded|added|set|posted|submitted|registered|saved|uploaded|opened"
            + @"|placed)\b"
            + @"|\b(?:is|are) (?:now )?(?:booked|reserved|sent|scheduled|cancelled|canceled|deleted|confirmed)\b");
}
