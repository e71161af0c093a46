using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Valiqor.Analysis;
using Valiqor.Analysis.Scoring;
using Valiqor.Analysis.Taxonomy;
using Valiqor.Pipeline.Storage;
using Valiqor.Pipeline.Traces.Items;
using Valiqor.Pipeline.Workflow;

namespace Valiqor.Pipeline.Runs;

/// <summary>Analyses one slice: tags that fail or are unsure become rows, everything else one compact blob.</summary>
public sealed class SliceAnalyzer(RunStorage storage, SliceOutputs outputs, RunRegister register)
{
    public async Task<SliceResult> AnalyzeAsync(SliceRequest request, CancellationToken cancellationToken)
    {
        RunRow row = await storage.GetRunAsync(request.Run, cancellationToken);
        if (row.CancelRequested == true)
        {
            return new SliceResult(Tally.Empty, Cancelled: true);
        }

        SliceExtent extent = await ReadExtentAsync(request, cancellationToken);
        CancelCheck cancel = register.WatchCancel(request.Run);
        SliceOutput output = await outputs.OpenAsync(row, cancellationToken);
        byte[] items = ArrayPool<byte>.Shared.Rent(extent.Length);
        try
        {
            Memory<byte> lines = items.AsMemory(0, extent.Length);
            await storage.ReadRangeAsync(Layout.ItemsBlob(request.Run), extent.Offset, lines, cancellationToken);
            await AnalyzeAsync(lines, extent.FirstItem, RunDetectors.KindOf(row), output, cancel, cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(items);
        }

        await WriteAsync(request, output, cancellationToken);
        return new SliceResult(output.Tally, cancel.WasCancelled);
    }

    private static async Task AnalyzeAsync(
        ReadOnlyMemory<byte> lines,
        int firstItem,
        FeatureKind kind,
        SliceOutput output,
        CancelCheck cancel,
        CancellationToken cancellationToken)
    {
        for (int index = firstItem; !lines.IsEmpty; index++)
        {
            int end = lines.Span.IndexOf((byte)'\n');
            output.Add(index, ParseStored(lines[..end]), kind, output.IsOfTrace ? PlacesIn(lines[..end]) : null);
            lines = lines[(end + 1)..];
            if (await cancel.IsCancelledAsync(cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>The slice's row comes last: where it stands, the slice's tags and results stand too.</summary>
    private async Task WriteAsync(SliceRequest request, SliceOutput output, CancellationToken cancellationToken)
    {
        await storage.RunBlobs
            .GetBlobClient(Layout.SliceResultsBlob(request.Run, request.Slice))
            .UploadAsync(output.Results, overwrite: true, cancellationToken);
        var done = new SliceRow
        {
            PartitionKey = Layout.TagPartition(request.Run),
            RowKey = Layout.SliceRow(request.Slice),
            Items = output.Tally.Items,
        };
        ITableEntity[] rows = [.. output.Rows, done];
        await TableWrites.MergeAsync(storage.Tags, rows, cancellationToken);
    }

    private async Task<SliceExtent> ReadExtentAsync(SliceRequest request, CancellationToken cancellationToken)
    {
        (long offset, int length) = Layout.SliceEntryRange(request.Slice);
        BinaryData entry = await storage.ReadRangeAsync(
            Layout.SliceIndexBlob(request.Run), offset, length, cancellationToken);
        return Layout.ParseSliceEntry(Encoding.ASCII.GetString(entry));
    }

    private static TracePlaces? PlacesIn(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return TracePlaces.Read(document.RootElement);
    }

    private static Item ParseStored(ReadOnlyMemory<byte> json) =>
        ItemParser.Parse(json, out ImmutableArray<ItemProblem> problems)
        ?? throw new JsonException($"An item that the plan let in is not one: {problems[0].Message}");
}
