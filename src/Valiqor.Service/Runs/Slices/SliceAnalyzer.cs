using System.Buffers;
using System.Text;
using Azure.Data.Tables;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Scoring;
using Valiqor.Service.Ground;
using Valiqor.Service.Judging;
using Valiqor.Service.Runs.Records;
using Valiqor.Service.Runs.Scope;
using Valiqor.Service.Runs.Workflow;
using Valiqor.Service.Traces.Items;

namespace Valiqor.Service.Runs.Slices;

/// <summary>Analyses one slice: tags that fail or are unsure become rows, everything else one compact blob.</summary>
internal sealed class SliceAnalyzer(RunStorage storage, SliceSetup outputs, RunRowWriter register)
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
        SliceOutput output = await outputs.OpenAsync(row, null, cancellationToken);
        byte[] items = ArrayPool<byte>.Shared.Rent(extent.Length);
        try
        {
            Memory<byte> lines = items.AsMemory(0, extent.Length);
            await storage.ReadRangeAsync(RunLayout.ItemsBlob(request.Run), extent.Offset, lines, cancellationToken);
            FeatureKind kind = RunDetectors.KindOf(row);
            await (output.Judge is { } judge
                ? JudgeAsync(
                    [.. SliceItem.ReadAll(lines, extent.FirstItem)], kind, output, judge, cancel, cancellationToken)
                : AnalyzeAsync(lines, extent.FirstItem, kind, output, cancel, cancellationToken));
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
        foreach (SliceItem item in SliceItem.ReadAll(lines, firstItem))
        {
            Item parsed = item.Parse();
            output.Add(item.Index, parsed, output.Analyze(parsed, kind), PlacesOf(item, output));
            if (await cancel.IsCancelledAsync(cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>
    /// Asks about all items at once: the model's pace alone says how many of them are really asked. Those without an
    /// answer when the run was cancelled are left out.
    /// </summary>
    private static async Task JudgeAsync(
        SliceItem[] slice,
        FeatureKind kind,
        SliceOutput output,
        RunJudge judge,
        CancelCheck cancel,
        CancellationToken cancellationToken)
    {
        Item[] items = [.. slice.Select(place => place.Parse())];
        ItemReport[] rules = [.. items.Select(item => output.Analyze(item, kind))];
        var judged = new ItemReport?[items.Length];
        await cancel.RunAsync(
            stop => Parallel.ForAsync(
                0,
                items.Length,
                new ParallelOptions { MaxDegreeOfParallelism = items.Length, CancellationToken = stop },
                async (i, token) => judged[i] = await judge.JudgeAsync(items[i], rules[i], token)),
            cancellationToken);
        foreach ((int i, ItemReport? report) in judged.Index())
        {
            if (report is not null)
            {
                output.Add(slice[i].Index, items[i], report, PlacesOf(slice[i], output));
            }
        }
    }

    /// <summary>The slice's row comes last: where it stands, the slice's tags and results stand too.</summary>
    private async Task WriteAsync(SliceRequest request, SliceOutput output, CancellationToken cancellationToken)
    {
        await storage.RunBlobs
            .GetBlobClient(RunLayout.SliceResultsBlob(request.Run, request.Slice))
            .UploadAsync(output.Results, overwrite: true, cancellationToken);
        var done = new SliceRow
        {
            PartitionKey = RunLayout.TagPartition(request.Run),
            RowKey = RunLayout.SliceRow(request.Slice),
            Items = output.Tally.Items,
        };
        ITableEntity[] rows = [.. output.Rows, done];
        await TableWrites.MergeAsync(storage.Tags, rows, cancellationToken);
    }

    private async Task<SliceExtent> ReadExtentAsync(SliceRequest request, CancellationToken cancellationToken)
    {
        (long offset, int length) = RunLayout.SliceEntryRange(request.Slice);
        BinaryData entry = await storage.ReadRangeAsync(
            RunLayout.SliceIndexBlob(request.Run), offset, length, cancellationToken);
        return RunLayout.ParseSliceEntry(Encoding.ASCII.GetString(entry));
    }

    private static TracePlaces? PlacesOf(SliceItem item, SliceOutput output) =>
        output.IsOfTrace ? item.ReadPlaces() : null;
}
