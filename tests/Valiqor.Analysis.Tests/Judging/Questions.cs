using System.Collections.Immutable;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Judging;

namespace Valiqor.Analysis.Tests.Judging;

/// <summary>Questions to judges, and answers to them.</summary>
internal static class Questions
{
    public static JudgePrompts Prompts { get; } = JudgePrompts.LoadEmbedded();

    /// <summary>Counts four characters as a token.</summary>
    public static ItemCut Cut { get; } = new(text => (text.Length + 3) / 4);

    public static JudgePrompt About(Item item, params string[] criteria) =>
        JudgePrompt.Write(Prompts, new JudgeQuestion([.. criteria], ["coherence"]), item, Cut, itemTokens: 4_000);

    public static JudgePrompt About(Item item, JudgeQuestion question, int itemTokens = 4_000) =>
        JudgePrompt.Write(Prompts, question, item, Cut, itemTokens);

    /// <summary>An answer that decides the same on two criteria.</summary>
    public static string Answer(JudgePrompt prompt, string decision, string quote = "")
    {
        string evidence = quote.Length == 0
            ? "[]"
            : $$"""[{"source": "output", "quote": {{System.Text.Json.JsonSerializer.Serialize(quote)}}}]""";
        ImmutableArray<string> verdicts =
        [
            .. from id in prompt.Question.Criteria
               select $$"""
                   "{{id}}": {"rationale": "Because.", "evidence": {{evidence}}, "decision": "{{decision}}",
                       "confidence": 0.9, "suggested_fix": null}
                   """,
        ];
        return $$$"""
            {"item_code": "{{{prompt.ItemCode}}}", "verdicts": { {{{string.Join(", ", verdicts)}}} },
             "safety_categories": [], "metrics": {"coherence": 0.9}}
            """;
    }
}
