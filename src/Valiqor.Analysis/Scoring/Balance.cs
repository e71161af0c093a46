using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Scoring;

/// <summary>How much the rule and the judge weigh in a finding of both.</summary>
/// <param name="Rule">0–1: what the rule adds to the confidence.</param>
/// <param name="Judge">0–1: what the judge adds.</param>
/// <param name="Penalty">0–1: what their disagreement takes away.</param>
/// <param name="JudgeDecides">Whose decision it is.</param>
/// <remarks>
/// A judge reads what rules cannot, so it weighs more; two that agree, and were found by different means, may together
/// be as sure as the surer of them. Where they contradict each other the stronger word stands, so weakened that it asks
/// for a person's eye at the usual threshold of 0.5.
/// </remarks>
internal readonly record struct Balance(double Rule, double Judge, double Penalty, bool JudgeDecides)
{
    private const double RuleShare = 0.4;
    private const double JudgeShare = 0.65;

    /// <summary>Nobody has checked a judge that speaks alone.</summary>
    private const double JudgeAloneShare = 0.9;
    private const double LeastPenalty = 0.2;

    public static Balance Of(Signal rule, JudgeVerdict verdict)
    {
        if (verdict.IsMissing || (verdict.Decision == Decision.Unsure && IsDecided(rule)))
        {
            return new Balance(Math.Min(rule.Confidence, Score.RuleAloneLimit), 0, 0, false);
        }

        if (!IsDecided(rule))
        {
            return new Balance(0, JudgeAloneShare * verdict.Confidence, 0, true);
        }

        double ruleWeight = RuleShare * rule.Confidence;
        double judgeWeight = JudgeShare * verdict.Confidence;
        if (Agree(rule.Decision, verdict.Decision))
        {
            return new Balance(ruleWeight, judgeWeight, 0, verdict.Decision == rule.Decision);
        }

        return judgeWeight >= ruleWeight
            ? new Balance(0, judgeWeight, Math.Max(LeastPenalty, ruleWeight), true)
            : new Balance(ruleWeight, 0, Math.Max(LeastPenalty, judgeWeight), false);
    }

    private static bool IsDecided(Signal rule) => rule.Decision is Decision.Fail or Decision.Pass;

    /// <summary>Nothing to judge is no failure either.</summary>
    private static bool Agree(Decision rule, Decision judge) =>
        rule == judge || (rule == Decision.Pass && judge == Decision.NotApplicable);
}
