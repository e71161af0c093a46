using Valiqor.Service.Runs.Tags;

namespace Valiqor.Service.Tests.Runs;

public sealed class TagPlaceTests
{
    [Theory]
    [InlineData(0, "unsafe_content")]
    [InlineData(int.MaxValue, "a")]
    public void A_place_comes_back_from_its_text(int item, string subcategory)
    {
        var place = new TagPlace(item, subcategory);
        TagPlace.Parse(place.ToString()).ShouldBe(place);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("-1.a")]
    [InlineData("x.a")]
    [InlineData("1.a.b")]
    [InlineData("2147483648.a")]
    public void Other_texts_are_no_places(string text) => TagPlace.Parse(text).ShouldBeNull();
}
