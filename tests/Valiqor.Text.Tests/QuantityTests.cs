using System.Globalization;
using CsCheck;
using Valiqor.Text.Mentions;

namespace Valiqor.Text.Tests;

/// <summary>Numbers and dates mean the same however they are written.</summary>
public sealed class QuantityTests
{
    [Theory]
    [InlineData("1,234.5", 1234.5, QuantityKind.Plain)]
    [InlineData("1.5 million people", 1_500_000, QuantityKind.Plain)]
    [InlineData("$3bn", 3e9, QuantityKind.Money)]
    [InlineData("$ 20", 20, QuantityKind.Money)]
    [InlineData("two hundred", 200, QuantityKind.Plain)]
    [InlineData("two hundred and fifty-three", 253, QuantityKind.Plain)]
    [InlineData("one thousand", 1000, QuantityKind.Plain)]
    [InlineData("twenty-one days", 21, QuantityKind.Plain)]
    [InlineData("8%", 8, QuantityKind.Percent)]
    [InlineData("8 percent", 8, QuantityKind.Percent)]
    [InlineData("8 per cent", 8, QuantityKind.Percent)]
    [InlineData("minus -5 degrees", -5, QuantityKind.Plain)]
    [InlineData("in 1999", 1999, QuantityKind.Year)]
    [InlineData("the 1990s", 1990, QuantityKind.Year)]
    [InlineData("the 3rd try", 3, QuantityKind.Ordinal)]
    [InlineData("the third try", 3, QuantityKind.Ordinal)]
    [InlineData("20 dollars", 20, QuantityKind.Money)]
    [InlineData("at 10 pm", 10, QuantityKind.Time)]
    [InlineData("GPT-4", 4, QuantityKind.Label)]
    [InlineData("section 7", 7, QuantityKind.Label)]
    [InlineData("65B", 65e9, QuantityKind.Plain)]
    public void A_text_states_this_number(string text, double value, QuantityKind kind)
    {
        Quantity found = new TextFacts(text).Quantities.ToArray().ShouldHaveSingleItem();

        found.Value.ShouldBe(value);
        found.Kind.ShouldBe(kind);
    }

    [Fact]
    public void A_version_is_no_number() => new TextFacts("version 10.0.1").Quantities.Length.ShouldBe(0);

    [Fact]
    public void Any_number_is_read_back_from_its_digits() =>
        Gen.Long[0, 999_999_999_999].Sample(number =>
        {
            string grouped = "about " + number.ToString("N0", CultureInfo.InvariantCulture);
            string plain = "about " + number.ToString(CultureInfo.InvariantCulture);
            new TextFacts(grouped).Quantities[0].Value.ShouldBe(number);
            new TextFacts(plain).Quantities[0].Value.ShouldBe(number);
        });

    [Theory]
    [InlineData("on March 5, 2021.", 2021, 3, 5)]
    [InlineData("on 5 March 2021", 2021, 3, 5)]
    [InlineData("on the 5th of March", 0, 3, 5)]
    [InlineData("on 2021-03-05", 2021, 3, 5)]
    [InlineData("on 25/03/2021", 2021, 3, 25)]
    [InlineData("in Sept. 2021", 2021, 9, 0)]
    [InlineData("on Jan 5", 0, 1, 5)]
    public void A_text_states_this_date(string text, int year, int month, int day)
    {
        DateMention found = new TextFacts(text).Dates.ToArray().ShouldHaveSingleItem();

        (found.Year, found.Month, found.Day).ShouldBe((year, month, day));
        new TextFacts(text).Quantities.Length.ShouldBe(0);
    }

    [Theory]
    [InlineData("You may 5 times march 12 miles")]
    [InlineData("2021-2022 was good")]
    [InlineData("call 555-0100 now")]
    public void A_text_states_no_date(string text) => new TextFacts(text).Dates.Length.ShouldBe(0);
}
