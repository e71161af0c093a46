using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Valiqor.Service.Datasets;

namespace Valiqor.Service.Tests.Ingest;

public sealed class CsvTests
{
    [Theory]
    [InlineData("input,output\nq,a\nr,b\n")]
    [InlineData("input,output\r\nq,a\r\nr,b\r\n")]
    [InlineData("input;output\nq;a\nr;b")]
    [InlineData("input\toutput\nq\ta\nr\tb")]
    [InlineData("\uFEFFinput,output\nq,a\nr,b")]
    [InlineData("\"Input\", OUTPUT \n\"q\",\"a\"\nr,b")]
    public async Task Commas_semicolons_and_tabs_give_the_same_items(string text) =>
        (await Reading.CsvAsync(text)).Good()
            .ShouldBe([(2, """{"input":"q","output":"a"}"""), (3, """{"input":"r","output":"b"}""")]);

    [Fact]
    public async Task Quoted_cells_hold_quotes_delimiters_and_lines()
    {
        List<ReadLine> lines =
            await Reading.CsvAsync("input,output\n\"say \"\"hi\"\", please\",\"one\r\ntwo\n\"\nq,a\n");

        lines.Select(line => line.Line).ShouldBe([2, 5]);
        JsonNode item = JsonNode.Parse(lines[0].Json!)!;
        item["input"]!.GetValue<string>().ShouldBe("say \"hi\", please");
        item["output"]!.GetValue<string>().ShouldBe("one\r\ntwo\n");
    }

    [Theory]
    [InlineData("input;output\none, two, three;a, b, c\nfour, five, six;d, e, f\n", "one, two, three")]
    [InlineData("input\toutput\none, two; three\ta, b; c\nfour, five; six\td, e; f\n", "one, two; three")]
    [InlineData("input,output\n\"one; two; three\",a; b; c\n\"four; five; six\",d; e; f\n", "one; two; three")]
    public async Task The_header_decides_on_the_delimiter_and_not_the_prose(string text, string input)
    {
        List<ReadLine> lines = await Reading.CsvAsync(text);

        lines.Count.ShouldBe(2);
        lines.ShouldAllBe(line => line.Fault == null);
        JsonNode.Parse(lines[0].Json!)!["input"]!.GetValue<string>().ShouldBe(input);
    }

    [Fact]
    public async Task Blank_lines_are_passed_over_and_counted() =>
        (await Reading.CsvAsync("input,output\n\nq,a\n\n\nr,b\n\n")).Good().Select(line => line.Line).ShouldBe([3, 6]);

    [Fact]
    public async Task A_missing_column_is_named_beside_those_that_are_there()
    {
        var error = await Should.ThrowAsync<DatasetFormatException>(() => Reading.CsvAsync("question,output\nq,a\n"));
        error.Message.ShouldStartWith("The header has no column 'input'; it has: question, output.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\n\n")]
    public async Task An_empty_file_says_that_it_is(string text) =>
        (await Should.ThrowAsync<DatasetFormatException>(() => Reading.CsvAsync(text)))
            .Message.ShouldStartWith("The file is empty");

    [Fact]
    public async Task A_header_alone_has_no_rows() => (await Reading.CsvAsync("input,output\n")).ShouldBeEmpty();

    [Fact]
    public async Task Extra_cells_cost_their_row()
    {
        List<ReadLine> lines = await Reading.CsvAsync("input,output\nq,a,b\nr,c\n");

        lines.Bad().ShouldBe(new ReadLine(
            2, null, "The row has 3 cells, and the header 2: quote cells that hold the delimiter."));
        lines.Good().ShouldBe([(3, """{"input":"r","output":"c"}""")]);
    }

    [Fact]
    public async Task Missing_and_empty_cells_leave_their_members_out_but_for_input_and_output() =>
        (await Reading.CsvAsync("input,output,id,expected,context,metadata.x\n,,,,,\nq,a\n")).Good()
            .ShouldBe([(2, """{"input":"","output":""}"""), (3, """{"input":"q","output":"a"}""")]);

    [Fact]
    public async Task A_quotation_mark_inside_an_unquoted_cell_costs_its_row()
    {
        List<ReadLine> lines = await Reading.CsvAsync("input,output\nsay \"hi\",a\nr,b\n");

        lines.Bad().Line.ShouldBe(2);
        lines.Bad().Fault!.ShouldContain("double the mark inside");
        lines.Good().Single().Line.ShouldBe(3);
    }

    [Fact]
    public async Task An_unclosed_quote_is_found_in_bounded_memory_and_placed()
    {
        string text = $"input,output\nq,a\n\"never closed,b\n{string.Concat(Enumerable.Repeat("r,c\n", 5_000))}";
        List<ReadLine> lines = await Reading.CsvAsync(text, maxLineBytes: 1_000);

        lines.Good().Single().Line.ShouldBe(2);
        lines.Bad().Line.ShouldBe(3);
        lines.Bad().Fault!.ShouldContain("closing quotation mark is missing");
    }

    [Fact]
    public async Task A_quote_that_the_end_of_the_file_leaves_open_is_a_fault()
    {
        List<ReadLine> lines = await Reading.CsvAsync("input,output\nq,a\nr,\"never closed\n");

        lines.Good().Single().Line.ShouldBe(2);
        lines.Bad().Line.ShouldBe(3);
    }

    [Fact]
    public async Task A_row_too_long_is_reported_and_the_next_one_is_read()
    {
        string cell = new('x', 600);
        List<ReadLine> lines = await Reading.CsvAsync($"input,output\n{cell},{cell}\nr,b\n", maxLineBytes: 1_000);

        lines.Bad().Line.ShouldBe(2);
        lines.Bad().Fault!.ShouldContain("1,000 are allowed");
        lines.Good().Single().Line.ShouldBe(3);
    }

    [Theory]
    [InlineData("plain text", "\"plain text\"")]
    [InlineData("[not JSON]", "\"[not JSON]\"")]
    [InlineData("[\"\"one\"\", {\"\"text\"\":\"\"two\"\"}]", "[\"one\",{\"text\":\"two\"}]")]
    [InlineData(" {\"\"text\"\":\"\"two\"\"}", "{\"text\":\"two\"}")]
    public async Task A_context_cell_is_JSON_or_text(string cell, string expected)
    {
        List<ReadLine> lines = await Reading.CsvAsync($"input,output,context\nq,a,\"{cell}\"\n");

        JsonNode.Parse(lines.Single().Json!)!["context"]!.ToJsonString().ShouldBe(expected);
    }

    [Fact]
    public async Task Columns_of_metadata_become_labels_and_unknown_columns_are_ignored() =>
        (await Reading.CsvAsync("input,output,metadata.Model,other,Metadata.region\nq,a,gpt,x,eu\nr,b,,y,us\n")).Good()
            .ShouldBe([
                (2, """{"input":"q","output":"a","metadata":{"Model":"gpt","region":"eu"}}"""),
                (3, """{"input":"r","output":"b","metadata":{"region":"us"}}"""),
            ]);

    [Fact]
    public async Task A_row_that_is_no_UTF_8_costs_itself()
    {
        byte[] bytes = [.. "input,output\nq,caf"u8, 0xE9, .. "\nr,b\n"u8];
        List<ReadLine> lines = await Reading.OfAsync(bytes, DatasetKind.Csv);

        lines.Bad().Line.ShouldBe(2);
        lines.Bad().Fault!.ShouldContain("UTF-8");
        lines.Good().Single().Line.ShouldBe(3);
    }

    [Fact]
    public async Task What_a_writer_quotes_is_read_back_whatever_the_chunks() =>
        await Gen.Select(
                Gen.String[Gen.Char["ab,;\t\"\r\n é"], 0, 12].Array[1, 6],
                Gen.OneOf(",", ";", "\t"),
                Gen.Int[1, 9].Array[1, 5])
            .SampleAsync(
                async (cells, delimiter, sizes) =>
                {
                    string rows =
                        string.Concat(cells.Select(cell => $"\"{cell.Replace("\"", "\"\"")}\"{delimiter}a\r\n"));
                    byte[] bytes = Encoding.UTF8.GetBytes($"input{delimiter}output\r\n{rows}");
                    List<ReadLine> read = await Reading.OfAsync(new ChunkedStream(bytes, sizes), DatasetKind.Csv);
                    read.Select(line => JsonNode.Parse(line.Json!)!["input"]!.GetValue<string>()).ShouldBe(cells);
                    (await Reading.OfAsync(bytes, DatasetKind.Csv)).ShouldBe(read);
                },
                iter: 500);
}
