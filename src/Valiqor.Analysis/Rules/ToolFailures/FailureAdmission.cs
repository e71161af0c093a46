using System.Text.RegularExpressions;
using Valiqor.Analysis.Items;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>Tells whether an answer says that something went wrong, could not be done, or is still needed.</summary>
internal static class FailureAdmission
{
    public static bool IsIn(Item item, ToolCall failed)
    {
        string answer = Reassurances.Replace(item.Output, " ");
        return Admissions.IsMatch(answer)
            || OtherLanguages.IsMatch(answer)
            || AsksBack.IsMatch(answer)
            || NamesCode(answer, failed);
    }

    /// <summary>The answer tells the status code of the failure.</summary>
    private static bool NamesCode(string answer, ToolCall failed)
    {
        foreach (ValueMatch match in StatusCodes.EnumerateMatches(failed.Error ?? failed.Output ?? ""))
        {
            if (answer.AsSpan().Contains((failed.Error ?? failed.Output).AsSpan(match.Index, match.Length),
                StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Phrases that have the words of a failure and mean none.</summary>
    private static readonly Pattern Reassurances = Pattern.AnyCase(
        @"\b(?:no|not a|without(?: any| a)?|zero|any(?: further| other| more)?|if (?:you|there)[\w' ]{0,40})"
            + @" (?:problems?|issues?|errors?|trouble|hitch\w*|fail\w*|questions?)\b|(?:do not|don['’]t) (?:hesitate"
            + @"|worry)"
            + @"|sorry for the (?:wait|delay)|(?:problem|issue)s? (?:is |are |was |has been |now )*(?:solved|resolved"
            + @"|fixed)"
            + @"|can(?:no|['’])t wait|could ?n['’]t be (?:easier|simpler|happier|better)");

    private static readonly Pattern Admissions = Pattern.AnyCase(
        @"\b(?:could ?n['’]t|could not|can['’]t|cannot|can not|unable|fail(?:ed|s|ure|ing)?|errors?|unavailable"
            + @"|unfortunately|sorry|apologi[sz]e|apologies|regret|issues?|problems?|trouble|timed? ?out|timeout"
            + @"|rate[ -]limit\w*|try(?:ing)? (?:it |this |that )?again|retry|not (?:found|available|possible"
            + @"|completed?|able)"
            + @"|no (?:record|result|data|matching|match|information|access|entry|such)\w*|declined|denied"
            + @"|unauthori[sz]ed"
            + @"|invalid|offline|(?:is|are|currently|temporarily) down|missing|incorrect|outage|unsuccessful\w*"
            + @"|unreachable"
            + @"|unresponsive|expired|rejected|blocked|inaccessible|went wrong|(?:do|does)(?:n['’]t| not) (?:seem to"
            + @" )?(?:have|exist"
            + @"|see|find|appear|know|recogni[sz]e|work)|(?:was|were|is|are|did|has|have|had)(?:n['’]t| not) (?:\w+"
            + @" ){0,3}?"
            + @"(?:able|available|found|find|get|go|gone|work\w*|respond\w*|return\w*|complet\w*|succe\w*|sent|send"
            + @"|book\w*"
            + @"|process\w*|sav\w*|updat\w*|cancel\w*|reach\w*|possible|exist|load\w*|valid|recogni[sz]ed|accessible"
            + @"|receiv\w*"
            + @"|creat\w*|retriev\w*|verif\w*|confirm\w*|execut\w*|run|happen\w*|finish\w*|accept\w*|made|done))\b");

    private static readonly Pattern OtherLanguages = Pattern.AnyCase(
        @"leider|konnte(?:n)? (?:\w+ ){0,6}nicht|nicht (?:möglich|gefunden|verfügbar)|fehler|fehlgeschlagen"
            + @"|désolé|impossible"
            + @"|erreur|n['’]ai pas pu|échou|indisponible|lo siento|no (?:pude|se pudo|he podido)|lamento|fall[óo]"
            + @"|desculpe"
            + @"|erro\b|não (?:consegui|foi possível)|purtroppo|spiacente|errore|non (?:sono riuscito|è stato)|helaas"
            + @"|niet gelukt"
            + @"|niestety|przepraszam|błąd|抱歉|对不起|無法|无法|失败|失敗|错误|錯誤|申し訳|できません|エラー|죄송|오류|실패"
            + @"|к сожалению|ошибк|не удалось|عذر|خطأ|क्षमा|त्रुटि");

    private static readonly Pattern AsksBack = Pattern.AnyCase(
        @"\b(?:(?:can|could|would) you (?:please )?(?:provide|confirm|check|verify|share|give|tell|double)|please"
            + @" (?:provide|check"
            + @"|confirm|verify|double|share|specify|clarify|enter|re-?enter)|which (?:one|order|account|city)|did"
            + @" you mean)\b");

    private static readonly Pattern StatusCodes = Pattern.Of(@"\b[45]\d\d\b");
}
