using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Judging;

/// <summary>When a judge is asked about a subcategory that a rule looks for as well.</summary>
public enum AskJudge
{
    /// <summary>Where the rule left it open: unsure, nothing to judge by rule, or not sure enough.</summary>
    WhenOpen,

    /// <summary>Whatever the rule says.</summary>
    Always,

    /// <summary>Not at all: the judge takes its metrics only.</summary>
    Never,
}

/// <summary>What a judge is asked, as far as settings decide it.</summary>
/// <param name="Ask">For hybrids.</param>
/// <param name="SettledConfidence">0–1: a rule as sure as this has settled its subcategory.</param>
/// <param name="CriteriaPerCall">How many criteria and metrics go into one call; 0: all of an item.</param>
public sealed record JudgeScope(
    AskJudge Ask = AskJudge.WhenOpen,
    double SettledConfidence = 0.8,
    int CriteriaPerCall = 0)
{
    /// <summary>Whether a rule's word leaves its subcategory to the judge.</summary>
    public bool LeavesOpen(Signal rule) => Ask switch
    {
        AskJudge.Always => true,
        AskJudge.Never => false,
        _ => rule.Decision is Decision.Unsure or Decision.NotApplicable || rule.Confidence < SettledConfidence,
    };
}
