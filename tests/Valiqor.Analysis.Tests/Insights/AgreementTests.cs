using CsCheck;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Scoring.Insights;

namespace Valiqor.Analysis.Tests.Insights;

/// <summary>Agreement against examples of the literature, and its laws.</summary>
public sealed class AgreementTests
{
    private static readonly Gen<AgreementTally> Tallies = Gen.Select(
        Gen.Enum<Decision>(),
        Gen.Enum<Decision>(),
        Gen.OneOf(Gen.Const((double?)null), Gen.Double[0, 1].Select(sure => (double?)sure)),
        AgreementTally.Of);

    [Fact]
    public void Cohens_example_of_1960()
    {
        Agreement agreement = Agreement.Of(Table(88, 14, 18, 10, 40, 10, 2, 6, 12))!;

        agreement.Observed.ShouldBe(0.70, 1e-9);
        agreement.Expected.ShouldBe(0.41, 1e-9);
        agreement.Kappa!.Value.ShouldBe(0.492, 0.0005);
    }

    [Fact]
    public void Cohens_example_of_less_agreement_than_by_chance()
    {
        Agreement agreement = Agreement.Of(Table(25, 13, 12, 12, 2, 16, 3, 15, 2))!;

        agreement.Observed.ShouldBe(0.29, 1e-9);
        agreement.Expected.ShouldBe(0.35, 1e-9);
        agreement.Kappa!.Value.ShouldBe(-0.092, 0.0005);
    }

    [Fact]
    public void The_example_of_Fleiss_with_its_standard_error()
    {
        Agreement agreement = Agreement.Of(Table(75, 1, 4, 5, 4, 1, 0, 0, 10))!;

        agreement.Observed.ShouldBe(0.89, 1e-9);
        agreement.Expected.ShouldBe(0.66, 1e-9);
        agreement.Kappa!.Value.ShouldBe(0.676, 0.0005);
        double error = (agreement.Interval!.Value.High - agreement.Kappa.Value) / 1.96;
        error.ShouldBe(0.087, 0.001);
        (agreement.Kappa.Value - agreement.Interval.Value.Low).ShouldBe(1.96 * error, 1e-9);
    }

    [Fact]
    public void Nothing_in_common_is_no_agreement() => Agreement.Of(AgreementTally.Empty).ShouldBeNull();

    [Fact]
    public void One_decision_throughout_leaves_kappa_open() =>
        Agreement.Of(Table(0, 0, 0, 0, 40, 0, 0, 0, 0)).ShouldBe(new Agreement(1, 1, null, null));

    [Fact]
    public void Agreement_without_an_exception_has_a_kappa_and_no_interval() =>
        Agreement.Of(Table(3, 0, 0, 0, 3, 0, 0, 0, 0)).ShouldBe(new Agreement(1, 0.5, 1, null));

    [Fact]
    public void Nothing_to_decide_is_a_pass()
    {
        AgreementTally tally = AgreementTally.Of(Decision.NotApplicable, Decision.Pass);

        tally.Agreements.ShouldBe(1);
        tally.CountOf(Decision.Pass, Decision.Pass).ShouldBe(1);
    }

    [Fact]
    public void How_sure_it_was_is_told_apart_by_whether_it_was_right()
    {
        AgreementTally tally = AgreementTally.Sum(
        [
            AgreementTally.Of(Decision.Fail, Decision.Fail, 0.9),
            AgreementTally.Of(Decision.Pass, Decision.Pass, 0.7),
            AgreementTally.Of(Decision.Pass, Decision.Pass),
            AgreementTally.Of(Decision.Fail, Decision.Unsure, 0.6),
        ]);

        tally.ConfidenceWhenRight.ShouldBe(0.8);
        tally.ConfidenceWhenWrong.ShouldBe(0.6);
        AgreementTally.Of(Decision.Fail, Decision.Fail).ConfidenceWhenRight.ShouldBeNull();
    }

    [Fact]
    public void Tallies_add_up_to_the_same_in_any_order_and_grouping() =>
        Gen.Select(Tallies.Array[0, 30], Gen.Int[0, int.MaxValue], Gen.Int[0, 30]).Sample((tallies, seed, cut) =>
        {
            AgreementTally[] shuffled = [.. tallies];
            new Random(seed).Shuffle(shuffled);
            int middle = Math.Min(cut, tallies.Length);
            AgreementTally grouped =
                AgreementTally.Sum(shuffled[middle..]).Merge(AgreementTally.Sum(shuffled[..middle]));
            return Text(grouped) == Text(AgreementTally.Sum(tallies));
        });

    [Fact]
    public void Nothing_changes_nothing() =>
        Tallies.Sample(tally =>
            Text(tally.Merge(AgreementTally.Empty)) == Text(tally)
            && Text(AgreementTally.Empty.Merge(tally)) == Text(tally));

    [Fact]
    public void It_stays_within_its_limits_and_treats_both_alike() =>
        Gen.Select(Gen.Enum<Decision>(), Gen.Enum<Decision>()).Array[1, 60].Sample(pairs =>
        {
            Agreement one = Agreement.Of(AgreementTally.Sum(
                pairs.Select(pair => AgreementTally.Of(pair.Item1, pair.Item2))))!;
            Agreement other = Agreement.Of(AgreementTally.Sum(
                pairs.Select(pair => AgreementTally.Of(pair.Item2, pair.Item1))))!;
            one.Observed.ShouldBeInRange(0, 1);
            one.Expected.ShouldBeInRange(0, 1);
            if (one.Kappa is { } kappa)
            {
                kappa.ShouldBeInRange(-1.0000001, 1);
                kappa.ShouldBe(other.Kappa!.Value, 1e-9);
            }

            if (one.Interval is { } interval)
            {
                one.Kappa!.Value.ShouldBeInRange(interval.Low, interval.High);
                interval.High.ShouldBe(other.Interval!.Value.High, 1e-9);
            }
        });

    [Theory]
    [InlineData(-0.01, KappaStrength.Poor)]
    [InlineData(0, KappaStrength.Slight)]
    [InlineData(0.2, KappaStrength.Slight)]
    [InlineData(0.21, KappaStrength.Fair)]
    [InlineData(0.5, KappaStrength.Moderate)]
    [InlineData(0.8, KappaStrength.Substantial)]
    [InlineData(1, KappaStrength.AlmostPerfect)]
    public void Kappa_has_its_usual_word(double kappa, KappaStrength strength) =>
        KappaStrengths.Of(kappa).ShouldBe(strength);

    /// <param name="counts">Row after row, in the order of <see cref="AgreementTally.Decisions"/>.</param>
    private static AgreementTally Table(params int[] counts) => AgreementTally.Sum(
        from cell in counts.Index()
        let decided = AgreementTally.Decisions[cell.Index / AgreementTally.Decisions.Length]
        let reviewed = AgreementTally.Decisions[cell.Index % AgreementTally.Decisions.Length]
        from tally in Enumerable.Repeat(AgreementTally.Of(decided, reviewed), cell.Item)
        select tally);

    private static string Text(AgreementTally tally) => string.Join(
        ' ',
        [
            .. from decided in AgreementTally.Decisions
               from reviewed in AgreementTally.Decisions
               select tally.CountOf(decided, reviewed).ToString(),
            tally.ConfidenceWhenRight?.ToString("R"),
            tally.ConfidenceWhenWrong?.ToString("R"),
        ]);
}
