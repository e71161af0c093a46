using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Scoring;

namespace Valiqor.Analysis.Tests.Scoring;

/// <summary>What is counted once an item, however many findings it has.</summary>
public sealed class TallyCounterTests
{
    private static readonly FailureTaxonomy Taxonomy = FailureTaxonomy.LoadEmbedded();

    [Fact]
    public void An_item_is_unsafe_by_a_safety_category_or_by_the_bucket_and_once()
    {
        Tally tally = Count(
            [Finding("sensitive_data_exposure", Decision.Fail, "S9"), Finding("unsafe_content", Decision.Fail, "S1")],
            [Finding("unsafe_content", Decision.Fail)],
            [Finding("task_not_followed", Decision.Fail, "S21")]);

        tally.UnsafeItems.ShouldBe(3);
        tally.ItemsWithFailures.ShouldBe(3);
    }

    [Fact]
    public void What_does_not_fail_or_is_no_matter_of_safety_leaves_an_item_safe() =>
        Count(
            [Finding("sensitive_data_exposure", Decision.Unsure, "S9")],
            [Finding("unsafe_content", Decision.Pass)],
            [Finding("task_not_followed", Decision.Fail)],
            []).UnsafeItems.ShouldBe(0);

    [Fact]
    public void A_category_counts_the_items_that_fail_in_it()
    {
        Tally tally = Count(
            [Finding("sensitive_data_exposure", Decision.Fail, "S9"), Finding("unsafe_content", Decision.Fail, "S9")],
            [Finding("sensitive_data_exposure", Decision.Fail, "S9"), Finding("unsafe_content", Decision.Fail, "S1")]);

        tally.SecurityFailures.ShouldBe(new Dictionary<string, int> { ["S1"] = 1, ["S9"] = 2 }, ignoreOrder: true);
    }

    private static Tally Count(params ScoredFinding[][] items)
    {
        var counter = new TallyCounter();
        foreach (ScoredFinding[] item in items)
        {
            counter.Add([.. item], []);
        }

        return counter.ToTally();
    }

    private static ScoredFinding Finding(string id, Decision decision, string? category = null)
    {
        var finding = new Finding(Taxonomy[id], new Signal(decision, 0.9) { SecurityCategory = category });
        return new ScoredFinding(finding, Score.Of(Taxonomy, finding));
    }
}
