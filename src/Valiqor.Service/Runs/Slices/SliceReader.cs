using System.Text;
using System.Text.Json;
using Azure;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Runs.Slices;

/// <summary>Reads slices back: where they lie, their items, and what was decided of them.</summary>
internal sealed class SliceReader(RunStorage storage)
{
    /// <summary>All slices of a run, in their order; none before it is planned.</summary>
    public async Task<SliceExtent[]> ExtentsAsync(RunRow run, CancellationToken cancellationToken)
    {
        if (run.Slices is not > 0)
        {
            return [];
        }

        BinaryData index = (await storage.RunBlobs.GetBlobClient(RunLayout.SliceIndexBlob(run.Run))
            .DownloadContentAsync(cancellationToken)).Value.Content;
        string[] entries = Encoding.ASCII.GetString(index).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. entries.Select(RunLayout.ParseSliceEntry)];
    }

    /// <summary>The JSON of a slice's items.</summary>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ItemsAsync(
        RunRef run,
        SliceExtent extent,
        CancellationToken cancellationToken)
    {
        BinaryData lines = await storage.ReadRangeAsync(
            RunLayout.ItemsBlob(run), extent.Offset, extent.Length, cancellationToken);
        return [.. Split(lines)];
    }

    /// <summary>What was decided; no items while the slice is not done.</summary>
    internal async Task<SliceFile> ResultsAsync(RunRef run, int slice, CancellationToken cancellationToken)
    {
        try
        {
            var blob = storage.RunBlobs.GetBlobClient(RunLayout.SliceResultsBlob(run, slice));
            ReadOnlyMemory<byte>[] lines =
                [.. Split((await blob.DownloadContentAsync(cancellationToken)).Value.Content)];
            return new SliceFile(
                JsonSerializer.Deserialize(lines[0].Span, RunJson.Default.SliceFileHeader)!,
                [.. lines[1..].Select(line =>
                    JsonSerializer.Deserialize(line.Span, RunJson.Default.ItemResult)!)]);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return SliceFile.None;
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Split(BinaryData lines)
    {
        ReadOnlyMemory<byte> text = lines.ToMemory();
        while (!text.IsEmpty)
        {
            int end = text.Span.IndexOf((byte)'\n');
            yield return text[..end];
            text = text[(end + 1)..];
        }
    }
}
