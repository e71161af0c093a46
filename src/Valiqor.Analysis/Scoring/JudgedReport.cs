using System.Collections.Immutable;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Judging;

namespace Valiqor.Analysis.Scoring;

/// <summary>Puts what a judge said beside what the rules said, and decides what both come to.</summary>
public static class JudgedReport
{
    public static ItemReport Of(
        FailureTaxonomy taxonomy,
        ItemReport report,
        JudgeReading reading,
        JudgeSelection selection)
    {
        return report with
        {
            Findings =
            [
                .. from finding in report.Findings
                   select Combine(taxonomy, finding, reading.Verdicts.GetValueOrDefault(finding.Subcategory.Id)),
            ],
            Metrics =
            [
                .. report.Metrics,
                .. from metric in selection.Metrics
                   select new MetricReading(
                       metric.Id,
                       reading.Metrics.TryGetValue(metric.Id, out double value)
                           ? Measurement.Of(value)
                           : Measurement.None(NotMeasured.NotJudged)),
            ],
            Judging = reading.Summary,
        };
    }

    private static Finding Combine(FailureTaxonomy taxonomy, Finding finding, JudgeVerdict? verdict)
    {
        if (verdict is null)
        {
            return finding;
        }

        Signal rule = finding.Signal;
        return finding with
        {
            Rule = rule,
            Verdict = verdict,
            Signal = verdict.IsMissing ? WithoutVerdict(rule, verdict) : Weigh(taxonomy, rule, verdict),
        };
    }

    /// <summary>What the rule left open stays open, with the reason; what it found stays found.</summary>
    private static Signal WithoutVerdict(Signal rule, JudgeVerdict verdict) =>
        verdict.WasNotAsked || rule.Decision is Decision.Fail
            ? rule
            : Signal.Unsure(0, $"{rule.RootCause} {verdict.Rationale}".TrimStart(), rule.Evidence);

    private static Signal Weigh(FailureTaxonomy taxonomy, Signal rule, JudgeVerdict verdict)
    {
        bool judgeDecides = Balance.Of(rule, verdict).JudgeDecides;
        Decision decision = judgeDecides ? verdict.Decision : rule.Decision;
        bool ruleAgrees = rule.Decision == decision;
        return new Signal(decision, judgeDecides ? verdict.Confidence : rule.Confidence)
        {
            Evidence = EvidenceOf(decision, rule, verdict),
            RootCause = decision switch
            {
                Decision.Fail or Decision.Unsure when ruleAgrees => rule.RootCause ?? verdict.Rationale,
                Decision.Fail or Decision.Unsure => verdict.Rationale,
                _ => null,
            },
            SuggestedFix = decision == Decision.Fail
                ? (ruleAgrees ? rule.SuggestedFix : null) ?? verdict.SuggestedFix
                : null,
            Stage = ruleAgrees ? rule.Stage : null,
            SecurityCategory = decision == Decision.Fail ? CategoryOf(taxonomy, rule, verdict) : null,
        };
    }

    private static ImmutableArray<Evidence> EvidenceOf(Decision decision, Signal rule, JudgeVerdict verdict)
    {
        ImmutableArray<Evidence> quotes = verdict.Decision == decision ? verdict.Evidence : [];
        return decision is Decision.Fail or Decision.Unsure
            ? [.. (rule.Decision == decision ? rule.Evidence : []).Concat(quotes).Take(Evidence.Limit)]
            : [];
    }

    /// <summary>Safety categories that lift a severity go before those that do not.</summary>
    private static string? CategoryOf(FailureTaxonomy taxonomy, Signal rule, JudgeVerdict verdict)
    {
        ImmutableArray<string> named = rule.SecurityCategory is { } own
            ? [own, .. verdict.SafetyCategories]
            : verdict.SafetyCategories;
        return named.FirstOrDefault(code => Score.IsHighRisk(taxonomy, code)) ?? named.FirstOrDefault();
    }
}
