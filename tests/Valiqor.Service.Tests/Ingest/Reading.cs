using System.Text;
using Valiqor.Service.Datasets;

namespace Valiqor.Service.Tests.Ingest;

/// <summary>A line as it was read, kept beyond the reading of the next.</summary>
internal sealed record ReadLine(long Line, string? Json, string? Fault);

/// <summary>Reads whole datasets into lists.</summary>
internal static class Reading
{
    public const int MaxLineBytes = 64 * 1024;

    public static Task<List<ReadLine>> JsonAsync(string text, int maxLineBytes = MaxLineBytes) =>
        OfAsync(Encoding.UTF8.GetBytes(text), DatasetKind.Json, maxLineBytes);

    public static Task<List<ReadLine>> CsvAsync(string text, int maxLineBytes = MaxLineBytes) =>
        OfAsync(Encoding.UTF8.GetBytes(text), DatasetKind.Csv, maxLineBytes);

    public static Task<List<ReadLine>> OfAsync(byte[] bytes, DatasetKind kind, int maxLineBytes = MaxLineBytes) =>
        OfAsync(new MemoryStream(bytes), kind, maxLineBytes);

    public static async Task<List<ReadLine>> OfAsync(Stream stream, DatasetKind kind, int maxLineBytes = MaxLineBytes)
    {
        var lines = new List<ReadLine>();
        CancellationToken cancel = TestContext.Current.CancellationToken;
        await foreach (DatasetLine line in DatasetReader.ReadAsync(stream, kind, maxLineBytes, cancel))
        {
            string? json = line.Fault is null ? Encoding.UTF8.GetString(line.Json.Span) : null;
            lines.Add(new ReadLine(line.Line, json, line.Fault));
        }

        return lines;
    }

    public static (long Line, string? Json)[] Good(this IEnumerable<ReadLine> lines) =>
        [.. from line in lines where line.Fault is null select (line.Line, line.Json)];

    public static ReadLine Bad(this IEnumerable<ReadLine> lines) => lines.Single(line => line.Fault is not null);
}
