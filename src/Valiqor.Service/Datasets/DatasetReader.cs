using System.Buffers;
using System.IO.Pipelines;

namespace Valiqor.Service.Datasets;

/// <summary>Reads datasets as a stream, in memory bounded by the longest line that is allowed.</summary>
public static class DatasetReader
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>The format that a file name promises; null where it promises none that is read.</summary>
    public static DatasetKind? KindOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".jsonl" or ".ndjson" or ".json" => DatasetKind.Json,
        ".csv" => DatasetKind.Csv,
        _ => null,
    };

    /// <param name="maxLineBytes">The longest line that is kept; a longer one is reported and passed over.</param>
    /// <exception cref="DatasetFormatException">The file as a whole cannot be read.</exception>
    public static async IAsyncEnumerable<DatasetLine> ReadAsync(
        Stream stream,
        DatasetKind format,
        int maxLineBytes,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PipeReader reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: BufferBytes));
        byte? first = await SkipToTextAsync(reader, maxLineBytes, cancellationToken);
        IAsyncEnumerable<DatasetLine> lines = (format, first) switch
        {
            (DatasetKind.Csv, _) => CsvReader.ReadAsync(reader, maxLineBytes, cancellationToken),
            (_, (byte)'[') => JsonArrayReader.ReadAsync(reader, maxLineBytes, cancellationToken),
            _ => JsonLinesReader.ReadAsync(reader, maxLineBytes, cancellationToken),
        };
        await foreach (DatasetLine line in lines.WithCancellation(cancellationToken))
        {
            yield return line;
        }

        await reader.CompleteAsync();
    }

    /// <summary>
    /// Passes over a byte order mark, and tells the first character that is no white space, without reading it.
    /// </summary>
    private static async Task<byte?> SkipToTextAsync(
        PipeReader reader, int maxBytes, CancellationToken cancellationToken)
    {
        bool atStart = true;
        while (true)
        {
            ReadResult result = await reader.ReadAsync(cancellationToken);
            ReadOnlySequence<byte> buffer = result.Buffer;
            if (atStart && buffer.Length < 3 && !result.IsCompleted)
            {
                reader.AdvanceTo(buffer.Start, buffer.End);
                continue;
            }

            buffer = atStart ? WithoutMark(buffer) : buffer;
            atStart = false;
            byte? first = FirstText(buffer);
            bool done = first is not null || result.IsCompleted;
            if (!done && buffer.Length > maxBytes)
            {
                throw new DatasetFormatException($"The file begins with more than {maxBytes:N0} bytes of white space.");
            }

            // Examined only up to here: the next read must give the same bytes again at once. White space stays, too,
            // because line numbers are counted from the start of the file.
            reader.AdvanceTo(buffer.Start, done ? buffer.Start : buffer.End);
            if (done)
            {
                return first;
            }
        }
    }

    private static ReadOnlySequence<byte> WithoutMark(ReadOnlySequence<byte> buffer)
    {
        Span<byte> start = stackalloc byte[3];
        int length = (int)Math.Min(3, buffer.Length);
        buffer.Slice(0, length).CopyTo(start);
        if (start[..length] is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw new DatasetFormatException("The file is UTF-16: save it as UTF-8 and upload it again.");
        }

        return start is [0xEF, 0xBB, 0xBF] ? buffer.Slice(3) : buffer;
    }

    private static byte? FirstText(ReadOnlySequence<byte> buffer)
    {
        var bytes = new SequenceReader<byte>(buffer);
        bytes.AdvancePastAny(" \t\r\n"u8);
        return bytes.TryPeek(out byte first) ? first : null;
    }
}
