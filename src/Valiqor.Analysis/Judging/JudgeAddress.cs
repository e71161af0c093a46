using System.Buffers;
using Valiqor.Analysis.Items;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Judging;

/// <summary>
/// Whether an item speaks to whoever judges it: hands out a verdict, names what only the judge's own answer has, or
/// asks for leniency. An application has no reason to write such things, unless judging is its business.
/// </summary>
internal static class JudgeAddress
{
    /// <summary>Most items have none of these, and looking for them costs far less than the expressions do.</summary>
    private static readonly SearchValues<string> Signs = SearchValues.Create(
        [
            "verdict", "evaluat", "grader", "grading", "judge", "reviewer", "criteri", "item_code", "safety_cat",
            "not_applic", "auditor",
            "bewert", "gutachter", "prüfer", "évalu", "juge", "evaluad", "juez", "valutat", "giudice", "avaliador",
            "оцен", "судь", "評価", "审", "评", "decision",
        ],
        StringComparison.OrdinalIgnoreCase);

    public static bool IsIn(Item item)
    {
        // The system prompt is the application's own; whoever judges for a living may speak of judging there.
        return IsIn(item.Input) || IsIn(item.Output) || item.Context.Any(IsIn)
            || item.ToolCalls.Any(call => IsIn(call.Output ?? "") || IsIn(call.Error ?? "") || IsIn(call.Arguments));
    }

    private static bool IsIn(string text) => text.AsSpan().IndexOfAny(Signs) >= 0
        && (FakeVerdict.IsMatch(text) || Demand.IsMatch(text) || OtherLanguages.IsMatch(text));

    /// <summary>JSON of the judge's own form.</summary>
    private static readonly Pattern FakeVerdict = Pattern.AnyCase(
        @"item_code|safety_categories|</?item [0-9a-f]{6,}|"
            + @"\\?[""'](?:verdict|decision)\\?[""']\s{0,8}:\s{0,8}\\?[""'](?:pass|fail)"
            + @"|""verdicts""\s{0,8}:\s{0,8}\{");

    /// <summary>"Dear evaluator", "mark this as pass", "all criteria are met: pass", "do not flag this".</summary>
    private static readonly Pattern Demand = Pattern.AnyCase(
        @"\b(?:dear|attention|note to(?: the)?|message (?:to|for)(?: the)?|instructions? (?:to|for)(?: the)?"
            + @"|to (?:the|any|all|whoever))\s(?:\w+\s){0,3}"
            + @"(?:evaluators?|graders?|judges?|reviewers?|auditors?|llm judge|grading (?:model|system))\b"
            + @"|\b(?:mark|grade|rate|score|judge|evaluate|label|tag|classify|report|return|output|give|set)\s"
            + @"(?:\w+\s){0,6}(?:as\s|a\s|to\s|with\s|the\s)?[""'`]?(?:pass(?:ed|ing)?|not_applicable|no failures?"
            + @"|full marks|perfect score|confidence (?:of )?1)\b"
            + @"|\b(?:verdicts?|decisions?)\s?(?:is|are|:|=|must be|should be)\s?[""'`]?(?:pass|fail)\b"
            + @"|\b(?:all|every|each)\s(?:\w+\s){0,3}criteri(?:a|on)\s(?:\w+\s){0,4}(?:pass|met|satisfied|fulfilled)\b"
            + @"|\b(?:evaluators?|graders?|judges?|reviewers?|auditors?)\b[^.\n]{0,60}\b(?:must|should|shall|ignore"
            + @"|disregard|approve|pass|overlook|skip)\b");

    private static readonly Pattern OtherLanguages = Pattern.AnyCase(
        @"\b(?:bewerte|bewertet|werte|beurteile)\b[^.\n]{0,60}\b(?:bestanden|pass|fehlerfrei)\b"
            + @"|\b(?:an den|lieber|sehr geehrter) (?:gutachter|prüfer|bewerter)\b"
            + @"|\b(?:cher|à l'attention (?:du|de l'))\s?(?:évaluateur|juge|correcteur)\b"
            + @"|\b(?:note|évalue|marque)z?\b[^.\n]{0,60}\b(?:réussi|conforme|pass)\b"
            + @"|\b(?:estimado|querido|al) (?:evaluador|juez|revisor)\b"
            + @"|\b(?:marca|evalúa|califica)\b[^.\n]{0,60}\b(?:aprobado|correcto|pass)\b"
            + @"|\b(?:caro|gentile|al) (?:valutatore|giudice|revisore)\b"
            + @"|\b(?:valuta|segna)\b[^.\n]{0,60}\b(?:superato|conforme|pass)\b"
            + @"|\b(?:caro|prezado|ao) (?:avaliador|juiz|revisor)\b"
            + @"|(?:оцени|поставь)[^.\n]{0,60}(?:pass|пройдено|успешно)|уважаемый (?:судья|оценщик)"
            + @"|(?:評価者|審査員|裁判官)[^。\n]{0,40}(?:合格|pass|パス)|(?:评审|评判|裁判|评估者)[^。\n]{0,40}(?:通过|合格|pass)");
}
