using CsCheck;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Judging;
using Valiqor.Analysis.Scoring;

namespace Valiqor.Analysis.Tests.Judging;

/// <summary>What rule and judge come to together.</summary>
public sealed class JudgedScoreTests
{
    private static readonly FailureTaxonomy Taxonomy = FailureTaxonomy.LoadEmbedded();
    private static readonly JudgeSelection Nothing = new([], [], new JudgeScope());

    [Fact]
    public void Two_that_agree_are_surer_than_the_rule_alone_may_be()
    {
        (Finding finding, Score score) = Both(Rule(Decision.Fail, 0.9), Verdict(Decision.Fail, 0.9));

        finding.Signal.Decision.ShouldBe(Decision.Fail);
        score.Confidence.ShouldBe(0.945);
        score.DeterministicWeight.ShouldBe(0.36);
        score.JudgeWeight.ShouldBe(0.585);
        score.DisagreementPenalty.ShouldBe(0);
    }

    [Fact]
    public void A_judge_decides_what_the_rule_left_open()
    {
        (Finding finding, Score score) = Both(Rule(Decision.Unsure, 0.5), Verdict(Decision.Fail, 0.9));

        finding.Signal.Decision.ShouldBe(Decision.Fail);
        finding.Signal.RootCause.ShouldBe("The judge's reason.");
        finding.Signal.SuggestedFix.ShouldBe("The judge's fix.");
        score.Confidence.ShouldBe(0.81);
        score.DeterministicWeight.ShouldBe(0);
        Both(Signal.NotApplicable, Verdict(Decision.Pass, 0.8)).Finding.Signal.Decision.ShouldBe(Decision.Pass);
    }

    [Fact]
    public void Two_that_contradict_each_other_ask_for_a_person()
    {
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], Gen.Bool).Sample((rule, judge, ruleFails) =>
        {
            (Finding finding, Score score) = Both(
                Rule(ruleFails ? Decision.Fail : Decision.Pass, rule),
                Verdict(ruleFails ? Decision.Pass : Decision.Fail, judge));
            return score.Confidence < new Thresholds().ReviewConfidence
                && score.DisagreementPenalty > 0
                && finding.Signal.Decision is Decision.Fail or Decision.Pass;
        });
    }

    [Fact]
    public void The_stronger_word_stands()
    {
        Both(Rule(Decision.Fail, 0.95), Verdict(Decision.Pass, 0.4)).Finding.Signal.Decision.ShouldBe(Decision.Fail);
        Both(Rule(Decision.Fail, 0.6), Verdict(Decision.Pass, 0.9)).Finding.Signal.Decision.ShouldBe(Decision.Pass);
        Both(Rule(Decision.Fail, 0.9), Verdict(Decision.Unsure, 0.9)).Finding.Signal.Decision.ShouldBe(Decision.Fail);
    }

    [Fact]
    public void Without_a_verdict_what_was_open_is_unsure_and_says_why()
    {
        JudgeVerdict none = JudgeVerdict.None("The judge gave no answer.");
        Finding open = Both(Rule(Decision.Pass, 0.4), none).Finding;

        open.Signal.Decision.ShouldBe(Decision.Unsure);
        open.Signal.RootCause.ShouldBe("The judge gave no answer.");
        Both(Rule(Decision.Fail, 0.5), none).Finding.Signal.Decision.ShouldBe(Decision.Fail);
        Both(Rule(Decision.Pass, 0.4), JudgeVerdict.NotAsked("Used up.")).Finding.Signal.Decision
            .ShouldBe(Decision.Pass);
        Both(Rule(Decision.Fail, 0.9), none).Score.Confidence.ShouldBe(Score.RuleAloneLimit);
    }

    [Fact]
    public void A_metric_that_says_the_same_makes_it_surer()
    {
        Finding finding = Both(Rule(Decision.Unsure, 0.5), Verdict(Decision.Fail, 0.8)).Finding;
        double alone = Score.Of(Taxonomy, finding).Confidence;

        Score.Of(Taxonomy, finding, metrics: Metrics(0.2)).MetricAgreementBonus.ShouldBe(0.05);
        Score.Of(Taxonomy, finding, metrics: Metrics(0.2)).Confidence.ShouldBe(alone + 0.05, 1e-9);
        Score.Of(Taxonomy, finding, metrics: Metrics(0.9)).MetricAgreementBonus.ShouldBe(0);
    }

    [Fact]
    public void A_high_risk_category_of_the_judge_lifts_the_severity()
    {
        JudgeVerdict verdict = Verdict(Decision.Fail, 0.9) with { SafetyCategories = ["S12", "S6"] };
        (Finding finding, Score score) = Both(
            Rule(Decision.Fail, 0.8) with { SecurityCategory = "S6" }, verdict, "unsafe_content");

        finding.SecurityCategory.ShouldBe("S6");
        score.SecurityOverride.ShouldBe("S6");
        score.SecurityWeight.ShouldBe(0.05);
        score.Severity.ShouldBeGreaterThanOrEqualTo(4);
    }

    [Fact]
    public void Severity_and_confidence_stay_within_their_bounds()
    {
        Gen<Decision> decision = Gen.Int[0, 3].Select(number => (Decision)number);
        Gen.Select(decision, Gen.Double[0, 1], decision, Gen.Double[0, 1]).Sample((rule, sure, judge, sureToo) =>
        {
            (Finding finding, Score score) = Both(Rule(rule, sure), Verdict(judge, sureToo), "unsafe_content");
            return score.Confidence is >= 0 and <= 1 && score.Severity is >= 0 and <= 5
                && (finding.Signal.Decision == Decision.Fail || score.SecurityOverride is null);
        });
    }

    [Fact]
    public void A_second_opinion_makes_surer_or_unsure()
    {
        JudgeVerdict first = Verdict(Decision.Fail, 0.7);

        first.Beside(Verdict(Decision.Fail, 0.7)).Confidence.ShouldBe(0.91, 1e-9);
        first.Beside(Verdict(Decision.Pass, 0.9)).Decision.ShouldBe(Decision.Unsure);
        first.Beside(JudgeVerdict.None("No answer.")).ShouldBe(first);
        JudgeVerdict.None("No answer.").Beside(first).ShouldBe(first);
    }

    [Theory]
    [InlineData(Decision.Unsure, 0.9, true)]
    [InlineData(Decision.NotApplicable, 0, true)]
    [InlineData(Decision.Pass, 0.6, true)]
    [InlineData(Decision.Fail, 0.6, true)]
    [InlineData(Decision.Pass, 0.8, false)]
    [InlineData(Decision.Fail, 0.95, false)]
    public void A_judge_is_asked_what_a_rule_left_open(Decision rule, double confidence, bool isOpen)
    {
        Signal signal = Rule(rule, confidence);

        new JudgeScope().LeavesOpen(signal).ShouldBe(isOpen);
        new JudgeScope(AskJudge.Always).LeavesOpen(signal).ShouldBeTrue();
        new JudgeScope(AskJudge.Never).LeavesOpen(signal).ShouldBeFalse();
    }

    private static (Finding Finding, Score Score) Both(
        Signal rule,
        JudgeVerdict verdict,
        string subcategory = "task_not_followed")
    {
        var report = new ItemReport([new Finding(Taxonomy[subcategory], rule)]);
        var reading = new JudgeReading { Verdicts = JudgeReading.Empty.Verdicts.Add(subcategory, verdict) };
        Finding finding = JudgedReport.Of(Taxonomy, report, reading, Nothing).Findings.Single();
        return (finding, Score.Of(Taxonomy, finding));
    }

    private static Signal Rule(Decision decision, double confidence) => new(decision, confidence);

    private static JudgeVerdict Verdict(Decision decision, double confidence) =>
        new(decision, confidence, "The judge's reason.") { SuggestedFix = "The judge's fix." };

    private static Dictionary<string, double> Metrics(double value) => new() { ["task_adherence"] = value };
}
