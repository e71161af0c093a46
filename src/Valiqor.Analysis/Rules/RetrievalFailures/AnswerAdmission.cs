using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.RetrievalFailures;

/// <summary>The words in which an answer says that it has not found what was asked for.</summary>
/// <remarks>
/// "The passages do not mention it" admits; "the soap does not contain alcohol" answers. So it takes a subject that is
/// the speaker or the text, or a place ("in the context").
/// </remarks>
internal static class AnswerAdmission
{
    /// <summary>Where it stands; nothing where the answer admits nothing.</summary>
    public static (int Start, int End)? Find(string output)
    {
        foreach (ValueMatch match in Admissions.EnumerateMatches(output))
        {
            return (match.Index, match.Index + match.Length);
        }

        return null;
    }

    private static readonly Pattern Admissions = Pattern.AnyCase(
        @"\b(?:(?:i|we)(?: am|['’]m| are|['’]re| was| were)? (?:(?:could|can|did|do)(?: not|n['’]t|not)"
            + @"|not able to|unable to|can['’]t) (?:\w+ )?(?:find|locate|see|know|determine|answer)\b"
            + @"|(?:i|we) (?:do|did)(?: not|n['’]t) (?:currently )?have (?:\w+ ){0,3}?(?:information|details?|data"
            + @"|knowledge|answer|context)\b"
            + @"|(?:context|passages?|documents?|text|sources?|articles?|excerpts?|information|content|materials?"
            + @"|knowledge base|results?|snippets?) (?:\w+ ){0,3}?(?:do|does|did)(?: not|n['’]t) (?:\w+ ){0,2}?"
            + @"(?:mention|contain|say|state|specify|provide|include|have|give|cover|address|answer|discuss|list"
            + @"|indicate|explain|describe)\b"
            + @"|(?:no|not enough|not any|insufficient|any) (?:\w+ )?(?:information|mention|details?|data|answer)"
            + @" (?:\w+ ){0,6}?(?:in|from) (?:the|this|these|your|my|our) (?:\w+ )?(?:context|passages?|documents?"
            + @"|text|sources?|articles?|excerpts?|information|content|materials?|knowledge|results?)\b"
            + @"|(?:not enough|insufficient|lack of) (?:\w+ )?(?:information|context|data)\b"
            + @"|(?:is|are|was|were) (?:not|n['’]t) (?:\w+ )?(?:mentioned|specified|stated|provided|included|covered"
            + @"|given|available|found|discussed|addressed|answered) (?:\w+ )?(?:in|by) (?:the|this|these|your|my|our)"
            + @" (?:\w+ )?(?:context|passages?|documents?|text|sources?|articles?|excerpts?|information|content"
            + @"|materials?|knowledge|results?)\b"
            + @"|unable to (?:find|answer|locate|determine)\b"
            + @"|keine (?:\w+ )?(?:informationen|angaben)\b|ich wei(?:ß|ss) (?:es )?nicht|je ne (?:sais|trouve) pas"
            + @"|aucune information|no (?:encontr[ée]|tengo) (?:\w+ )?información|no lo s[ée]\b|nessuna informazione)");
}
