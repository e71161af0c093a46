using System.Text;
using System.Text.Json;
using CsCheck;
using Valiqor.Service.Datasets;

namespace Valiqor.Service.Tests.Ingest;

public sealed class JsonArrayTests
{
    [Fact]
    public async Task Elements_keep_their_brackets_quotes_and_escapes()
    {
        string[] elements =
        [
            """{"a":[1,{"b":[]}],"c":{}}""",
            """{"text":"a ] } , [ { and \" and \\"}""",
            """{"text":"ends with a backslash \\\\"}""",
            """ "not an object, but an element" """,
            "12",
            "null",
            "[[],[1,2]]",
        ];
        List<ReadLine> lines = await Reading.JsonAsync($"[{string.Join(",", elements)}]");

        lines.Good().Select(line => line.Json!.Trim()).ShouldBe(elements.Select(element => element.Trim()));
        lines.ShouldAllBe(line => line.Fault == null && line.Line == 1);
    }

    [Fact]
    public async Task Each_element_of_a_pretty_printed_array_has_the_line_where_it_begins()
    {
        const string Text =
            "\uFEFF\n \n[\n  {\n    \"a\": 1\n  },\n\n  {\n    \"b\": [\n      2\n    ]\n  }, {\"c\": 3}\n]\n";
        List<ReadLine> lines = await Reading.JsonAsync(Text);

        lines.Select(line => line.Line).ShouldBe([4, 8, 12]);
        JsonElement second = JsonElement.Parse(lines[1].Json!);
        second.GetProperty("b")[0].GetInt32().ShouldBe(2);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData(" [ \n ] \n")]
    public async Task An_empty_array_has_no_elements(string text) => (await Reading.JsonAsync(text)).ShouldBeEmpty();

    [Fact]
    public async Task A_comma_too_many_costs_nothing() =>
        (await Reading.JsonAsync("[1,2,\n]")).Good().ShouldBe([(1, "1"), (1, "2")]);

    [Fact]
    public async Task A_missing_comma_costs_the_elements_beside_it_and_no_more()
    {
        (long Line, string? Json)[] lines = (await Reading.JsonAsync("[{\"a\":1}\n{\"b\":2},\n{\"c\":3}]")).Good();

        lines.ShouldBe([(1, "{\"a\":1}\n{\"b\":2}"), (3, "{\"c\":3}")]);
        Should.Throw<JsonException>(() => JsonDocument.Parse(lines[0].Json!), "the parser refuses it with its line");
    }

    [Theory]
    [InlineData("[{\"a\":1},\n{\"b\":")]
    [InlineData("[{\"a\":1},\n{\"b\":2}")]
    [InlineData("[{\"a\":1},\n")]
    [InlineData("[{\"a\":1},\n\"]")]
    public async Task A_truncated_array_says_so_after_its_whole_elements(string text)
    {
        List<ReadLine> lines = await Reading.JsonAsync(text);

        lines.Good().ShouldBe([(1, "{\"a\":1}")]);
        lines.Bad().Line.ShouldBe(2);
        lines.Bad().Fault!.ShouldContain("closing ] is missing");
    }

    [Theory]
    [InlineData("[1]\n[2]", '[')]
    [InlineData("[1]\n{\"a\":2}", '{')]
    [InlineData("[1\n}", '}')]
    [InlineData("[1]\né", 'é')]
    public async Task What_breaks_the_array_is_named_and_nothing_after_it_is_read(string text, char breaker)
    {
        List<ReadLine> lines = await Reading.JsonAsync(text);

        lines.Bad().Line.ShouldBe(2);
        lines.Bad().Fault!.ShouldContain(breaker == 'é' ? "broken here" : $"'{breaker}'");
        lines.Bad().Fault!.ShouldNotContain("Ã");
        lines[^1].Fault.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_element_too_long_is_reported_and_the_next_one_is_read()
    {
        string fits = $"\"{new string('x', 98)}\"";
        string large = $"{{\"a\":\n\"{new string('x', 100_000)}\"}}";
        var stream = new ChunkedStream(Encoding.UTF8.GetBytes($"[{fits},\n{large},\n{fits}]"), 1_000);
        List<ReadLine> lines = await Reading.OfAsync(stream, DatasetKind.Json, maxLineBytes: 100);

        lines.Good().ShouldBe([(1, fits), (4, fits)]);
        lines.Bad().Line.ShouldBe(2);
        lines.Bad().Fault!.ShouldContain("has 100,009 bytes, and 100 are allowed");
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_cost_their_element()
    {
        byte[] bytes = [.. "[\"a\",\n\""u8, 0xFF, .. "\",\"b\"]"u8];
        List<ReadLine> lines = await Reading.OfAsync(bytes, DatasetKind.Json);

        lines.Good().ShouldBe([(1, "\"a\""), (2, "\"b\"")]);
        lines.Bad().Fault!.ShouldContain("(at byte 2)");
    }

    [Fact]
    public async Task A_line_break_after_a_backslash_still_counts() =>
        (await Reading.JsonAsync("[\"a\\\nb\",\n1]")).Good().Select(line => line.Line).ShouldBe([1, 3]);

    [Fact]
    public async Task Chunks_of_any_size_give_the_same_elements() =>
        await Gen.Select(
                Gen.OneOf(
                    "{\"a\":\"]\\\"[,\\\\\"}", "\"é😀\\u0041\"", "[1,[2,{}],\n3]", "-1.5e3", "true",
                    "{\"long\":\"0123456789012345678901234567890\"}").Array[0, 8],
                Gen.OneOf(",", ",\n", "\r\n,\t"),
                Gen.Int[1, 9].Array[1, 5])
            .SampleAsync(
                async (elements, comma, sizes) =>
                {
                    byte[] bytes = Encoding.UTF8.GetBytes($"[{string.Join(comma, elements)}]");
                    List<ReadLine> whole = await Reading.OfAsync(bytes, DatasetKind.Json, 30);
                    (await Reading.OfAsync(new ChunkedStream(bytes, sizes), DatasetKind.Json, 30)).ShouldBe(whole);
                    whole.Count.ShouldBe(elements.Length);
                    whole.Good().Select(line => line.Json!.Trim())
                        .ShouldBe(elements.Where(element => element.Length <= 30));
                },
                iter: 500);
}
