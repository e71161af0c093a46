using Valiqor.Client;
using Valiqor.Service.Digests;

namespace Valiqor.Service.Tests.Digests;

/// <summary>What a digest says of two windows.</summary>
public sealed class DigestBuilderTests
{
    private static readonly Sums Nothing = new(0, 0, 0);

    [Fact]
    public void A_failure_rate_that_rose_clearly_is_worse_and_one_that_fell_is_better()
    {
        Digest worse = Build(new Sums(200, 60, 1), new Sums(200, 20, 1));
        Digest better = Build(new Sums(200, 20, 1), new Sums(200, 60, 1));

        worse.Verdict.ShouldBe("worse");
        worse.Headline.ShouldBe("Worse: 30.0 % of 200 items failed, against 10.0 % of 200 the day before.");
        better.Verdict.ShouldBe("better");
    }

    [Fact]
    public void A_difference_that_may_be_chance_is_steady()
    {
        Digest digest = Build(new Sums(40, 5, 1), new Sums(40, 3, 1));

        digest.Verdict.ShouldBe("steady");
        digest.Headline.ShouldStartWith("About the same: 12.5 % of 40 items failed");
    }

    [Fact]
    public void Subcategories_are_worse_new_or_better_by_their_share_of_the_items()
    {
        var before = new Sums(100, 30, 1)
        {
            Failures =
            [
                ("contradiction_with_context", 10, 4.5), ("irrelevant_retrieval", 20, 2), ("degenerate_output", 5, 3),
            ],
        };
        var now = new Sums(200, 60, 1)
        {
            Failures =
            [
                ("contradiction_with_context", 50, 4.5), ("irrelevant_retrieval", 21, 2),
                ("tool_error_unhandled", 4, 4), ("degenerate_output", 10, 3),
            ],
        };

        Digest digest = Build(now, before);

        DigestChange worse = digest.Worse.ShouldHaveSingleItem();
        worse.SubcategoryId.ShouldBe("contradiction_with_context");
        (worse.Rate, worse.RateBefore, worse.MayBeChance).ShouldBe((0.25, 0.1, false));
        digest.New.ShouldHaveSingleItem().SubcategoryId.ShouldBe("tool_error_unhandled");
        digest.New[0].MayBeChance.ShouldBeTrue("none of 100 and 4 of 200 are not far apart");
        digest.Better.ShouldHaveSingleItem().SubcategoryId.ShouldBe("irrelevant_retrieval");
    }

    [Fact]
    public void Where_the_window_before_is_empty_nothing_is_new_and_nothing_is_compared()
    {
        Digest digest = Build(
            new Sums(100, 30, 1) { Failures = [("irrelevant_retrieval", 20, 2)] }, Nothing);

        digest.Verdict.ShouldBe("no_comparison");
        digest.Headline.ShouldBe("30.0 % of 100 items failed; the day before has no items to compare with.");
        (digest.Worse.Count, digest.New.Count, digest.Better.Count).ShouldBe((0, 0, 0));
        digest.TopFailures.ShouldHaveSingleItem().RateBefore.ShouldBe(0);
    }

    [Fact]
    public void A_window_without_items_says_so()
    {
        Digest silent = Build(Nothing, new Sums(100, 30, 1) { Failures = [("irrelevant_retrieval", 20, 2)] });
        Digest broken = Build(Nothing with { Failed = 2, Cancelled = 1 }, Nothing);

        silent.Verdict.ShouldBe("no_items");
        silent.Headline.ShouldBe("No items were analysed. No run ended.");
        silent.Better.ShouldBeEmpty("silence is no improvement");
        broken.Headline.ShouldBe("No items were analysed. 2 runs failed and 1 was cancelled.");
    }

    [Fact]
    public void A_day_that_goes_on_is_not_complete()
    {
        DigestMaterial material = SomeDigest.Material(new Sums(10, 1, 1), Nothing);

        DigestBuilder.Build(material).IsComplete.ShouldBeTrue();
        DigestBuilder.Build(material with { Now = SomeDigest.Morning.AddHours(-8) }).IsComplete.ShouldBeFalse();
    }

    [Fact]
    public void A_week_has_seven_days_and_fourteen_are_shown()
    {
        Digest digest = DigestBuilder.Build(
            SomeDigest.Material(new Sums(10, 1, 1), new Sums(10, 1, 1), DigestWindows.Week));

        digest.FirstDay.ShouldBe(new DateOnly(2026, 2, 24));
        digest.LastDay.ShouldBe(new DateOnly(2026, 3, 2));
        digest.Days.Count.ShouldBe(14);
        digest.Days.Count(day => day.IsInWindow).ShouldBe(7);
        digest.Now.ItemsWithFailures.ShouldBe(1);
        digest.Before.ItemsWithFailures.ShouldBeGreaterThan(1, "the days of the week before are summed");
    }

    private static Digest Build(Sums now, Sums before) => DigestBuilder.Build(SomeDigest.Material(now, before));
}
