using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Client;
using Valiqor.Service.Datasets;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs.Records;
using Valiqor.Service.Runs.Workflow;

namespace Valiqor.Service.Runs.Planning;

/// <summary>Reads a dataset once, in constant memory, and lays it out in slices.</summary>
internal sealed class RunPlanner(RunStorage storage, RunLifecycle ledger, PlanSettings settings)
{
    private const int ReadBufferBytes = 4 * 1024 * 1024;

    public async Task<PlanResult> PlanAsync(RunRef run, CancellationToken cancellationToken)
    {
        RunRow row = await ledger.BeginAsync(run, cancellationToken);
        if (row.Status != RunStatus.Processing || row.CancelRequested == true)
        {
            return ResultOf(row.TotalItems ?? 0, row.RejectedLines ?? 0, row.Slices ?? 0);
        }

        try
        {
            return await PlanAsync(run, row, cancellationToken);
        }
        catch (DatasetFormatException e)
        {
            return Failed(e.Message);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ConditionNotMet)
        {
            return Failed("The dataset was replaced before it was read: the newer one has a run of its own.");
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return Failed("The dataset was removed before it was read: upload it again.");
        }
    }

    private async Task<PlanResult> PlanAsync(RunRef run, RunRow row, CancellationToken cancellationToken)
    {
        DatasetKind format = DatasetReader.KindOf(row.SourceBlob)
            ?? throw new DatasetFormatException("The file's name ends in none of .jsonl, .json and .csv.");
        BlobClient blob = storage.Blob(row.SourceContainer, row.SourceBlob);
        var read = new BlobOpenReadOptions(allowModifications: false)
        {
            BufferSize = ReadBufferBytes,
            Conditions = new BlobRequestConditions { IfMatch = new ETag(row.SourceETag) },
        };
        await using Stream source = await blob.OpenReadAsync(read, cancellationToken);
        await using var layout = new RunLayoutWriter(storage, run, settings.ItemsPerSliceOf(row));
        CancelCheck cancel = ledger.WatchCancel(run);
        int maxBytes = settings.MaxItemBytes;
        await foreach (DatasetLine line in DatasetReader.ReadAsync(source, format, maxBytes, cancellationToken))
        {
            await layout.AddAsync(line, cancellationToken);
            if (await cancel.IsCancelledAsync(cancellationToken))
            {
                break;
            }
        }

        await layout.FinishAsync(cancellationToken);
        string kind = AskedKind(row) ?? Wire(layout.InferredKind);
        string input = row.InputType ?? (format == DatasetKind.Csv ? InputTypes.Csv : InputTypes.Json);
        var findings = new PlanFindings(
            input, kind, layout.Items, layout.Rejected, layout.Slices, settings.QualityThreshold)
        {
            Judge = settings.JudgeOf(row),
        };
        await ledger.RecordPlanAsync(run, findings, cancellationToken);
        return layout.Items == 0 && !cancel.WasCancelled
            ? Failed(layout.FirstFault is { } first
                ? $"No line of the dataset is an item. Line {first.Line}: {first.Reason}"
                : "The dataset is empty: it has no items.")
            : ResultOf(layout.Items, layout.Rejected, layout.Slices);
    }

    private static string? AskedKind(RunRow row) =>
        JsonSerializer.Deserialize(row.Options, RunJson.Default.AnalyzeOptions)?.FeatureKind;

    private static string Wire(FeatureKind kind) => Analysis.Items.Wire.Name(kind);

    private PlanResult ResultOf(int items, int rejected, int slices) =>
        new(items, rejected, slices, settings.SlicesPerWindow, null);

    private PlanResult Failed(string reason) => new(0, 0, 0, settings.SlicesPerWindow, reason);
}
