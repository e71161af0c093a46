using System.Text;
using CsCheck;
using Valiqor.Service.Datasets;

namespace Valiqor.Service.Tests.Ingest;

public sealed class JsonLinesTests
{
    [Theory]
    [InlineData("{\"a\":1}\n{\"b\":2}\n")]
    [InlineData("{\"a\":1}\n{\"b\":2}")]
    [InlineData("{\"a\":1}\r\n{\"b\":2}\r\n")]
    [InlineData("\uFEFF{\"a\":1}\n{\"b\":2}\n")]
    [InlineData("  {\"a\":1}\t \n\t{\"b\":2} ")]
    public async Task Every_way_to_end_a_line_gives_the_same_lines(string text) =>
        (await Reading.JsonAsync(text)).Good().ShouldBe([(1, "{\"a\":1}"), (2, "{\"b\":2}")]);

    [Fact]
    public async Task Blank_lines_are_passed_over_and_counted() =>
        (await Reading.JsonAsync("\n \r\n{\"a\":1}\n\n\t\n{\"b\":2}\n\n")).Good()
            .ShouldBe([(3, "{\"a\":1}"), (6, "{\"b\":2}")]);

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\n\n \n")]
    public async Task A_file_without_text_has_no_lines(string text) =>
        (await Reading.JsonAsync(text)).ShouldBeEmpty();

    [Theory]
    [InlineData(DatasetKind.Json)]
    [InlineData(DatasetKind.Csv)]
    public async Task Endless_white_space_is_refused_in_bounded_memory(DatasetKind kind) =>
        (await Should.ThrowAsync<DatasetFormatException>(
            () => Reading.OfAsync(Encoding.ASCII.GetBytes(new string('\n', 1_000_000)), kind, maxLineBytes: 1_000)))
            .Message.ShouldContain("white space");

    [Fact]
    public async Task A_line_of_the_greatest_length_is_kept_and_one_byte_more_is_not()
    {
        string fits = Text(100);
        List<ReadLine> lines = await Reading.JsonAsync($"{fits}\n{Text(101)}\n{fits}", maxLineBytes: 100);

        lines.Good().ShouldBe([(1, fits), (3, fits)]);
        lines.Bad().Line.ShouldBe(2);
        lines.Bad().Fault!.ShouldContain("has 101 bytes, and 100 are allowed");
    }

    [Fact]
    public async Task The_end_of_a_line_does_not_count_into_its_length() =>
        (await Reading.JsonAsync($"{Text(100)}\r\n{Text(100)}\r\n", maxLineBytes: 100)).Good().Length.ShouldBe(2);

    [Fact]
    public async Task A_line_far_too_long_is_passed_over_in_bounded_memory()
    {
        const int LongLine = 256 * 1024 * 1024;
        byte[] start = "{\"a\":1}\n"u8.ToArray();
        byte[] end = "\n{\"b\":2}\n"u8.ToArray();
        await using var stream = new PaddedStream(start, LongLine, end);
        long before = GC.GetTotalAllocatedBytes(precise: true);

        List<ReadLine> lines = await Reading.OfAsync(stream, DatasetKind.Json, maxLineBytes: 1_000);

        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(LongLine / 4);
        lines.Good().ShouldBe([(1, "{\"a\":1}"), (3, "{\"b\":2}")]);
        lines.Bad().Line.ShouldBe(2);
        lines.Bad().Fault!.ShouldContain("268,435,456 bytes");
    }

    [Fact]
    public async Task A_last_line_that_is_too_long_is_reported() =>
        (await Reading.OfAsync(new ChunkedStream(Encoding.ASCII.GetBytes(Text(900)), 64), DatasetKind.Json, 100))
            .Bad().Fault!.ShouldContain("900 bytes");

    [Theory]
    [InlineData("", 7)]
    [InlineData("  ", 9)]
    public async Task Bytes_that_are_no_UTF_8_cost_their_line_and_are_pointed_at(string indent, int position)
    {
        byte[] bytes =
            [.. "{\"a\":1}\n"u8, .. Encoding.ASCII.GetBytes(indent), .. "{\"a\":\""u8, 0xC3, .. "\"}\n{\"b\":2}"u8];
        List<ReadLine> lines = await Reading.OfAsync(bytes, DatasetKind.Json);

        lines.Good().ShouldBe([(1, "{\"a\":1}"), (3, "{\"b\":2}")]);
        lines.Bad().Line.ShouldBe(2);
        lines.Bad().Fault!.ShouldContain($"(at byte {position})");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task UTF_16_is_refused_with_the_cure(bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("{\"a\":1}\n")];
        foreach (DatasetKind kind in Enum.GetValues<DatasetKind>())
        {
            var error = await Should.ThrowAsync<DatasetFormatException>(
                () => Reading.OfAsync(new ChunkedStream(bytes, 1), kind));
            error.Message.ShouldContain("UTF-8");
        }
    }

    [Fact]
    public async Task Chunks_of_any_size_give_the_same_lines() =>
        await Gen.Select(
                Gen.OneOf(
                    "{\"a\":1}", "\"é😀\"", "", " ", "{\"long\":\"0123456789012345678901234567890\"}").Array[0, 12],
                Gen.OneOf("\n", "\r\n"),
                Gen.Bool,
                Gen.Int[1, 9].Array[1, 5])
            .SampleAsync(
                async (lines, end, mark, sizes) =>
                {
                    byte[] bytes = Encoding.UTF8.GetBytes((mark ? "\uFEFF" : "") + string.Join(end, lines));
                    var read = await Reading.OfAsync(new ChunkedStream(bytes, sizes), DatasetKind.Json, 30);
                    read.ShouldBe(
                        from line in lines.Index()
                        where line.Item.Trim().Length > 0
                        select line.Item.Length > 30
                            ? new ReadLine(line.Index + 1, null, Faults.TooLong(line.Item.Length, 30))
                            : new ReadLine(line.Index + 1, line.Item, null));
                },
                iter: 500);

    /// <summary>A JSON text of so many bytes.</summary>
    private static string Text(int bytes) => $"\"{new string('x', bytes - 2)}\"";

    /// <summary>A start, many x, and an end, none of it in memory.</summary>
    private sealed class PaddedStream(byte[] start, int padding, byte[] end) : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => start.Length + (long)padding + end.Length;

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            long padded = start.Length + (long)padding;
            if (_position >= start.Length && _position < padded)
            {
                int count = (int)Math.Min(buffer.Length, padded - _position);
                buffer[..count].Fill((byte)'x');
                _position += count;
                return count;
            }

            ReadOnlySpan<byte> part = _position < padded
                ? start.AsSpan((int)_position)
                : end.AsSpan((int)(_position - padded));
            part = part[..Math.Min(part.Length, buffer.Length)];
            part.CopyTo(buffer);
            _position += part.Length;
            return part.Length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
