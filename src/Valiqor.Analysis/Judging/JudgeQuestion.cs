using System.Collections.Immutable;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;

namespace Valiqor.Analysis.Judging;

/// <summary>What a judge is to say of an item: verdicts on criteria, and values of metrics.</summary>
/// <param name="Criteria">Ids of subcategories, in the taxonomy's order.</param>
/// <param name="Metrics">Ids of metrics, in the taxonomy's order.</param>
public sealed record JudgeQuestion(ImmutableArray<string> Criteria, ImmutableArray<string> Metrics)
{
    /// <summary>The criterion whose verdict names safety categories.</summary>
    public const string SafetyCriterion = "unsafe_content";

    public bool IsEmpty => Criteria.IsEmpty && Metrics.IsEmpty;

    public bool AsksSafety => Criteria.Contains(SafetyCriterion);

    /// <summary>What is left to ask about an item once the rules have spoken.</summary>
    public static JudgeQuestion About(Item item, ItemReport report, JudgeSelection selection, FeatureKind kind)
    {
        var rules = report.Findings.ToDictionary(finding => finding.Subcategory.Id, StringComparer.Ordinal);
        return new JudgeQuestion(
            [
                .. from subcategory in selection.Criteria
                   where subcategory.AppliesToKind(kind) && subcategory.RequiredInputs.All(item.Has)
                   where !rules.TryGetValue(subcategory.Id, out Finding? finding)
                       || selection.Scope.LeavesOpen(finding.Signal)
                   select subcategory.Id,
            ],
            [.. from metric in selection.Metrics where CanMeasure(metric.Id, item) select metric.Id]);
    }

    /// <summary>The question in parts of at most so many criteria and metrics; 0: in one part.</summary>
    public IEnumerable<JudgeQuestion> Split(int most)
    {
        int all = Criteria.Length + Metrics.Length;
        if (most <= 0 || all <= most)
        {
            yield return this;
            yield break;
        }

        for (int start = 0; start < all; start += most)
        {
            int end = Math.Min(all, start + most);
            yield return new JudgeQuestion(
                Criteria[Math.Min(start, Criteria.Length)..Math.Min(end, Criteria.Length)],
                Metrics[Math.Max(0, start - Criteria.Length)..Math.Max(0, end - Criteria.Length)]);
        }
    }

    /// <summary>A metric of a part that the item does not have would only be answered with null.</summary>
    private static bool CanMeasure(string metric, Item item) => metric switch
    {
        "context_precision" or "context_recall" or "citation_accuracy" => item.Has(ItemPart.Context),
        "tool_correctness" => item.Has(ItemPart.ToolsOrToolCalls),
        _ => true,
    };
}

/// <summary>What the judge of a run may be asked about, as the run's options and the taxonomy choose it.</summary>
public sealed record JudgeSelection(
    ImmutableArray<Subcategory> Criteria,
    ImmutableArray<EvalMetric> Metrics,
    JudgeScope Scope)
{
    public bool IsEmpty => Criteria.IsEmpty && Metrics.IsEmpty;
}
