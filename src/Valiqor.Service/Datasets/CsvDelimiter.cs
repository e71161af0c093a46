using System.Buffers;
using System.IO.Pipelines;

namespace Valiqor.Service.Datasets;

/// <summary>
/// Tells the delimiter of a CSV file by its header: prose in the rows has commas and semicolons of its own.
/// </summary>
internal static class CsvDelimiter
{
    /// <summary>The header's most frequent of comma, semicolon and tab, without reading it.</summary>
    public static async Task<string> FindAsync(PipeReader reader, int maxBytes, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult result = await reader.ReadAsync(cancellationToken);
            ReadOnlySequence<byte> buffer = result.Buffer;
            bool whole = TryFind(buffer, out string delimiter);
            bool done = whole || result.IsCompleted || buffer.Length > maxBytes;
            reader.AdvanceTo(buffer.Start, done ? buffer.Start : buffer.End);
            if (done)
            {
                return delimiter;
            }
        }
    }

    /// <summary>Counts outside quotation marks, up to the end of the first line that is not blank.</summary>
    private static bool TryFind(ReadOnlySequence<byte> text, out string delimiter)
    {
        int commas = 0;
        int semicolons = 0;
        int tabs = 0;
        bool quoted = false;
        bool any = false;
        bool ended = false;
        var bytes = new SequenceReader<byte>(text);
        while (!ended && bytes.TryRead(out byte next))
        {
            quoted ^= next == (byte)'"';
            commas += !quoted && next == (byte)',' ? 1 : 0;
            semicolons += !quoted && next == (byte)';' ? 1 : 0;
            tabs += !quoted && next == (byte)'\t' ? 1 : 0;
            any |= next is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n');
            ended = any && !quoted && next is ((byte)'\n' or (byte)'\r');
        }

        delimiter = tabs > Math.Max(commas, semicolons) ? "\t" : semicolons > commas ? ";" : ",";
        return ended;
    }
}
