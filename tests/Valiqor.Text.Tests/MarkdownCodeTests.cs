using Valiqor.Text.Markdown;

namespace Valiqor.Text.Tests;

public sealed class MarkdownCodeTests
{
    [Theory]
    [InlineData("```json\n{}\n```", "json", "{}\n", true, "a fence with a language")]
    [InlineData("~~~\na ``` b\n~~~", "", "a ``` b\n", true, "tildes, and backticks inside")]
    [InlineData("````\n```\n````", "", "```\n", true, "a longer fence holds a shorter one")]
    [InlineData("```\na\n`````", "", "a\n", true, "a longer fence closes a shorter one")]
    [InlineData("   ```py\na\n  ```", "py", "a\n", true, "indented")]
    [InlineData("> ```\n> a\n> ```", "", "> a\n", true, "in a quotation")]
    [InlineData("```\na", "", "a", false, "never closed")]
    [InlineData("```\na\n```.", "", "a\n", true, "a full stop behind the closing fence")]
    [InlineData("Here: ```python\na\n```", "python", "a\n", true, "opened behind words")]
    [InlineData("```c# title=x\na\n```", "c#", "a\n", true, "more behind the language")]
    public void A_fence_is_read_as_CommonMark_says(string text, string language, string body, bool closed, string why)
    {
        FencedBlock block = MarkdownCode.Read(text).Blocks.ShouldHaveSingleItem(why);

        block.Language(text).ToString().ShouldBe(language, why);
        text[block.BodyStart..block.BodyEnd].ShouldBe(body, why);
        block.Closed.ShouldBe(closed, why);
    }

    [Theory]
    [InlineData("```code``` on one line")]
    [InlineData("``\na\n``")]
    [InlineData("no marks at all")]
    public void No_block_stands_where_no_fence_is(string text) => MarkdownCode.Read(text).Blocks.ShouldBeEmpty();

    [Fact]
    public void Spans_close_with_as_many_marks_as_they_open_with()
    {
        const string Text = "a `b` c ``d ` e`` f ` g";

        MarkdownCode.Read(Text).Spans.Select(span => Text[span.Start..span.End]).ShouldBe(["`b`", "``d ` e``"]);
    }

    [Fact]
    public void A_fence_that_never_closes_is_told_by_its_place() =>
        MarkdownCode.Read("a\n```\nb").UnclosedAt.ShouldBe(2);
}
