using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Scoring;

namespace Valiqor.Analysis.Tests.Scoring;

/// <summary>What items add up to.</summary>
public sealed class TallyTests
{
    private static readonly FailureTaxonomy Taxonomy = FailureTaxonomy.LoadEmbedded();

    [Fact]
    public void However_items_are_grouped_and_ordered_they_add_up_to_the_same()
    {
        Gen<ImmutableArray<MetricReading>> item =
            from contains in Measured("contains")
            from levenshtein in Measured("levenshtein")
            select ImmutableArray.Create(contains, levenshtein);
        Gen.Select(item.Array[0, 20], Gen.Int[0, 20], Gen.Int[0, 1_000]).Sample(
            (items, cut, seed) =>
            {
                int at = Math.Min(cut, items.Length);
                ImmutableArray<MetricReading>[] shuffled = [.. items];
                new Random(seed).Shuffle(shuffled);
                string whole = Text(Count(items));
                return whole == Text(Count(items[..at]).Merge(Count(items[at..])))
                    && whole == Text(Count(items[at..]).Merge(Count(items[..at])))
                    && whole == Text(Count(shuffled));
            },
            iter: 500);
    }

    [Fact]
    public void A_metric_has_its_mean_over_the_items_that_it_could_be_taken_of()
    {
        Tally tally = Count(
        [
            [new("levenshtein", Measurement.Of(1))],
            [new("levenshtein", Measurement.Of(0.7))],
            [new("levenshtein", Measurement.Of(0.69994))],
            [new("levenshtein", Measurement.None(NotMeasured.NoExpected))],
        ]);

        MetricTally metric = tally.Metrics["levenshtein"];
        metric.Mean().ShouldBe(0.8);
        metric.Count.ShouldBe(3);
        metric.Passed.ShouldBe(2);
        metric.NotMeasured.ShouldBe([KeyValuePair.Create("no_expected", 1)]);
        Count([[new("levenshtein", Measurement.None(NotMeasured.NoExpected))]])
            .Metrics["levenshtein"].Mean().ShouldBeNull();
    }

    [Fact]
    public void An_item_is_unsafe_once_however_much_of_it_is()
    {
        var counter = new TallyCounter();
        counter.Add([Failed("sensitive_data_exposure", "S9", false), Failed("unsafe_content", "S9", false)], []);
        counter.Add([Failed("prompt_injection_attempt", null, true)], []);
        counter.Add([Failed("degenerate_output", null, true)], []);

        Tally tally = counter.ToTally();

        tally.UnsafeItems.ShouldBe(2);
        tally.UnsafeInputs.ShouldBe(1, "the last one is no question of security");
        tally.SecurityFailures.ShouldBe([KeyValuePair.Create("S15", 1), KeyValuePair.Create("S9", 1)]);
    }

    private static Gen<MetricReading> Measured(string id) =>
        from units in Gen.Int[0, Measurement.Unit]
        from missing in Gen.Bool
        select new MetricReading(
            id, missing ? Measurement.None(NotMeasured.NoExpected) : Measurement.Of(Measurement.ValueOf(units)));

    private static ScoredFinding Failed(string subcategory, string? category, bool inInput)
    {
        Evidence place = inInput ? Evidence.InInput(0, 1, "rule", "It.") : Evidence.InOutput(0, 1, "rule", "It.");
        Signal signal = Signal.Fail(1, "Why.", "What.", place) with { SecurityCategory = category };
        var finding = new Finding(Taxonomy[subcategory], signal);
        return new ScoredFinding(finding, Score.Of(Taxonomy, finding));
    }

    private static Tally Count(IEnumerable<ImmutableArray<MetricReading>> items)
    {
        var counter = new TallyCounter();
        foreach (ImmutableArray<MetricReading> item in items)
        {
            counter.Add([], item);
        }

        return counter.ToTally();
    }

    private static string Text(Tally tally) => JsonSerializer.Serialize(tally);
}
