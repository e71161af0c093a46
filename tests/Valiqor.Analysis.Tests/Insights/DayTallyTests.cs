using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Scoring;
using Valiqor.Analysis.Scoring.Insights;

namespace Valiqor.Analysis.Tests.Insights;

/// <summary>Laws of the days' sums.</summary>
public sealed class DayTallyTests
{
    private static readonly FailureTaxonomy Taxonomy = FailureTaxonomy.LoadEmbedded();
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Finding> Findings = Gen.Select(
        Gen.Int[0, Taxonomy.Subcategories.Length - 1],
        Gen.Enum<Decision>(),
        Gen.OneOf<string?>(null, "S9", "S12"),
        Gen.Int[0, 100],
        (row, decision, category, percent) => new Finding(
            Taxonomy.Subcategories[row],
            new Signal(decision, percent / 100.0) { SecurityCategory = category }));

    private static readonly Gen<ImmutableArray<Finding>[]> Items =
        Findings.Array[0, 6].Select(findings => findings.ToImmutableArray()).Array[1, 12];

    private static readonly Gen<DayTally> Runs = Gen.OneOf(
        Gen.Select(Items, Gen.Int[0, 100_000], (items, seconds) =>
            DayTally.OfCompleted(ScoreOf(items), Start.AddSeconds(seconds))),
        Gen.OneOf(DayTally.FailedRun, DayTally.CancelledRun, DayTally.Empty));

    [Fact]
    public void Runs_add_up_to_the_same_in_any_order_and_grouping() =>
        Gen.Select(Runs.Array[0, 12], Gen.Int[0, int.MaxValue], Gen.Int[0, 12]).Sample((runs, seed, cut) =>
        {
            DayTally[] shuffled = [.. runs];
            new Random(seed).Shuffle(shuffled);
            int middle = Math.Min(cut, runs.Length);
            DayTally grouped = Sum(shuffled[middle..]).Merge(Sum(shuffled[..middle]));
            return Text(grouped) == Text(Sum(runs));
        });

    [Fact]
    public void Nothing_changes_nothing() =>
        Runs.Sample(run =>
            Text(run.Merge(DayTally.Empty)) == Text(run) && Text(DayTally.Empty.Merge(run)) == Text(run));

    [Fact]
    public void A_run_s_severity_is_the_sum_of_its_tags_final_severities() =>
        Items.Sample(items =>
        {
            RunScore score = ScoreOf(items);
            DayTally day = DayTally.OfCompleted(score, Start);
            foreach (SubcategoryScore row in score.Rows.Where(row => row.Tally.Fails > 0))
            {
                decimal tags = (
                    from item in items
                    from finding in item
                    where finding.Subcategory == row.Subcategory && finding.Signal.Decision == Decision.Fail
                    select (decimal)Score.Of(Taxonomy, finding, row.FrequencyWeight).Severity).Sum();
                day.Failures[row.Subcategory.Id].Severity.ShouldBe((long)(tags * FailureTally.SeverityUnit));
            }

            day.Failures.Values.Sum(row => row.Occurrences).ShouldBe(
                items.Sum(item => item.Count(finding => finding.Signal.Decision == Decision.Fail)));
        });

    [Fact]
    public void Failed_and_cancelled_runs_count_as_runs_and_as_nothing_else()
    {
        DayTally day = DayTally.FailedRun.Merge(DayTally.CancelledRun).Merge(DayTally.FailedRun);

        Text(day).ShouldBe(Text(new DayTally { FailedRuns = 2, CancelledRuns = 1 }));
    }

    [Fact]
    public void First_and_last_seen_are_the_ends_of_the_first_and_the_last_run()
    {
        RunScore score = ScoreOf([[new(Taxonomy["task_not_followed"], new Signal(Decision.Fail, 1))]]);

        FailureTally failure = Sum(
            from hour in (int[])[9, 3, 17]
            select DayTally.OfCompleted(score, Start.AddHours(hour))).Failures["task_not_followed"];

        (failure.FirstSeen, failure.LastSeen).ShouldBe((Start.AddHours(3), Start.AddHours(17)));
        (failure.Runs, failure.Occurrences).ShouldBe((3, 3));
    }

    private static RunScore ScoreOf(ImmutableArray<Finding>[] items)
    {
        var counter = new TallyCounter();
        foreach (ImmutableArray<Finding> item in items)
        {
            counter.Add(
                [.. item.Select(finding => new ScoredFinding(finding, Score.Of(Taxonomy, finding)))], []);
        }

        return RunScore.Of(Taxonomy, counter.ToTally(), new Thresholds());
    }

    private static DayTally Sum(IEnumerable<DayTally> runs) =>
        runs.Aggregate(DayTally.Empty, (sum, run) => sum.Merge(run));

    private static string Text(DayTally tally) => JsonSerializer.Serialize(tally);
}
