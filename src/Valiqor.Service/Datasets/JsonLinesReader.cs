using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace Valiqor.Service.Datasets;

/// <summary>Reads JSON Lines: one item a line; LF or CRLF; empty lines are passed over.</summary>
internal static class JsonLinesReader
{
    public static async IAsyncEnumerable<DatasetLine> ReadAsync(
        PipeReader reader,
        int maxLineBytes,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long number = 1;
        long passedOver = 0;
        while (true)
        {
            ReadResult result = await reader.ReadAsync(cancellationToken);
            ReadOnlySequence<byte> buffer = result.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                ReadOnlySequence<byte> line = buffer.Slice(0, end);
                buffer = buffer.Slice(buffer.GetPosition(1, end));
                if (Examine(line, number, passedOver, maxLineBytes) is { } examined)
                {
                    yield return examined;
                }

                number++;
                passedOver = 0;
            }

            if (result.IsCompleted)
            {
                if (Examine(buffer, number, passedOver, maxLineBytes) is { } last)
                {
                    yield return last;
                }

                yield break;
            }

            // One byte more than the line, and one kept of what is passed over: either may be the CR of a CRLF, which
            // does not count.
            if (buffer.Length > 1 && (passedOver > 0 || buffer.Length > maxLineBytes + 1L))
            {
                passedOver += buffer.Length - 1;
                buffer = buffer.Slice(buffer.Length - 1);
            }

            reader.AdvanceTo(buffer.Start, result.Buffer.End);
        }
    }

    private static DatasetLine? Examine(ReadOnlySequence<byte> line, long number, long passedOver, int maxLineBytes)
    {
        if (!line.IsEmpty && line.Slice(line.Length - 1).FirstSpan is [(byte)'\r'])
        {
            line = line.Slice(0, line.Length - 1);
        }

        long length = line.Length + passedOver;
        if (length > maxLineBytes)
        {
            return DatasetLine.Bad(number, Faults.TooLong(length, maxLineBytes));
        }

        ReadOnlyMemory<byte> bytes = line.IsSingleSegment ? line.First : line.ToArray();
        int from = bytes.Span.IndexOfAnyExcept(" \t\r"u8);
        if (from < 0)
        {
            return null;
        }

        return Utf8.IsValid(bytes.Span)
            ? DatasetLine.Good(number, bytes[from..(bytes.Span.LastIndexOfAnyExcept(" \t\r"u8) + 1)])
            : DatasetLine.Bad(number, Faults.NotUtf8(bytes.Span));
    }
}

/// <summary>The sentences about lines that cannot be parsed.</summary>
internal static class Faults
{
    public static string TooLong(long bytes, int limit) =>
        $"The item has {bytes:N0} bytes, and {limit:N0} are allowed: shorten it, or raise Valiqor__MaxItemBytes.";

    public static string NotUtf8(ReadOnlySpan<byte> bytes)
    {
        Utf8.ToUtf16(
            bytes, new char[bytes.Length], out int read, out _, replaceInvalidSequences: false);
        return $"The text is not valid UTF-8 (at byte {read + 1}): save the file as UTF-8.";
    }
}
