using CsCheck;
using Valiqor.Cli.Rendering;

namespace Valiqor.Cli.Tests;

public sealed class SparklineTests
{
    [Fact]
    public void Values_rise_from_the_lowest_block_to_the_highest() =>
        Sparkline.Of([0, 1, 2, 3, 4, 5, 6, 7, 8], 20, isUnicode: true).ShouldBe("▁▂▃▄▅▆▇██");

    [Fact]
    public void Without_Unicode_signs_do() =>
        Sparkline.Of([0, 1, 2, 3, 4, 5, 6, 7, 8], 20, isUnicode: false).ShouldBe("_.-~+*#@@");

    [Fact]
    public void A_day_without_a_value_is_a_gap() =>
        Sparkline.Of([1, null, 1], 20, isUnicode: true).ShouldBe("█ █");

    [Fact]
    public void Nothing_but_zeros_is_a_floor() => Sparkline.Of([0, 0], 20, isUnicode: true).ShouldBe("▁▁");

    [Fact]
    public void Neighbours_share_a_letter_where_it_is_narrow() =>
        Sparkline.Of([8, 8, 4, 4, null, null, null, 2], 4, isUnicode: true).ShouldBe("█▅ ▃");

    [Fact]
    public void It_is_never_wider_than_it_may_be() =>
        Gen.Select(Gen.Double[0, 1e9].Nullable().List[0, 400], Gen.Int[1, 200]).Sample((values, width) =>
            Sparkline.Of(values, width, isUnicode: true).Length == Math.Min(width, values.Count));

    [Theory]
    [InlineData(0, "")]
    [InlineData(0.001, "▇")]
    [InlineData(0.5, "▇▇▇▇▇")]
    [InlineData(1, "▇▇▇▇▇▇▇▇▇▇")]
    public void A_bar_is_as_long_as_its_value(double value, string bar) => Sparkline.Bar(value, 10).ShouldBe(bar);

    [Theory]
    [InlineData(0, "now")]
    [InlineData(59, "59 s ago")]
    [InlineData(3_599, "59 min ago")]
    [InlineData(86_399, "23 h ago")]
    [InlineData(8_000_000, "92 d ago")]
    [InlineData(8_640_000, "2025-11-26")]
    [InlineData(-5, "now")]
    public void An_age_has_one_unit(int seconds, string text) =>
        AgeText.Of(SampleLists.Now.AddSeconds(-seconds), SampleLists.Now).ShouldBe(text);
}
