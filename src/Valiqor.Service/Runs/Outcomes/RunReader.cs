using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Scoring;
using Valiqor.Client;
using Valiqor.Service.Datasets;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs.Scope;
using Valiqor.Service.Runs.Tags;

namespace Valiqor.Service.Runs.Outcomes;

/// <summary>Reads runs back as the wire shows them.</summary>
internal sealed class RunReader(RunStorage storage, TagReader tags, JudgingReport judgings)
{
    internal const int RejectedShown = 100;

    public async Task<RunResult> ResultAsync(RunRow row, CancellationToken cancellationToken)
    {
        AnalyzeOptions options = RunDetectors.OptionsOf(row);
        DetectorSelection selection = judgings.Detectors.SelectFor(row);
        RunEvaluation? evaluation = RunEvaluation.Of(row);
        RunJudging? judging = await judgings.ReadAsync(row, cancellationToken);
        bool planned = row.TotalItems is not null;
        var found = new TagFilter { MinSeverity = double.Epsilon };
        return new RunResult
        {
            RunId = row.RowKey,
            Status = row.Status,
            ProjectName = row.Project,
            Mode = row.InputType == InputTypes.Trace ? "full" : "minimal",
            InputType = row.InputType ?? InputTypes.Json,
            FeatureKind = row.FeatureKind ?? options.FeatureKind ?? Wire.Name(RunDetectors.KindOf(row)),
            Summary = SummaryOf(row),
            FailureTags = await FirstAsync(tags.ReadAsync(row, found, null, cancellationToken), RunResult.ListLimit),
            EvalMetrics = evaluation?.Means(),
            EvalRunId = evaluation is { HasValues: true } ? RunIds.EvaluationOf(row.RowKey) : null,
            SecurityFlags = row.SecurityFlags is { } flags
                ? JsonSerializer.Deserialize(flags, RunJson.Default.SortedDictionaryStringString)
                : null,
            SecurityBatchId = row.LooksForSecurity == true ? RunIds.AuditOf(row.RowKey) : null,
            DetectorsRun = planned ? [.. selection.Running.Select(running => running.Subcategory.Id)] : [],
            DetectorsSkipped = planned ? [.. judgings.SkippedOf(row, selection, evaluation)] : [],
            DurationMs = row is { StartedAt: { } from, FinishedAt: { } to } ? (long)(to - from).TotalMilliseconds : 0,
            TokensUsed = judging?.TokensUsed ?? 0,
            Judge = judging,
            CreatedAt = row.CreatedAt,
            FinishedAt = row.FinishedAt,
            Inputs = await FirstAsync(InputsAsync(row, cancellationToken), RunResult.ListLimit),
            RejectedLines = row.RejectedLines ?? 0,
            Rejected = await RejectedAsync(row, cancellationToken),
            Error = row.Error,
            ScanId = row.ScanId,
        };
    }

    /// <summary>The run's items with their failures, in their order, as a stream.</summary>
    public async IAsyncEnumerable<RunInput> InputsAsync(
        RunRow row,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (row.TotalItems is not > 0)
        {
            yield break;
        }

        RunRef run = row.Run;
        var composer = new TagComposer(judgings.Detectors.Taxonomy, row);
        await using IAsyncEnumerator<TagRow> rows = tags
            .RowsAsync(run, 0, null, Wire.Name(Decision.Fail), cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        bool more = await rows.MoveNextAsync();
        int index = 0;
        await foreach (DatasetLine line in StoredLinesAsync(RunLayout.ItemsBlob(run), cancellationToken))
        {
            int failures = 0;
            double worst = 0;
            for (; more && rows.Current.ItemIndex == index; more = await rows.MoveNextAsync())
            {
                failures++;
                worst = Math.Max(worst, composer.Compose(rows.Current).Severity);
            }

            yield return InputOf(line.Json, index, failures, worst);
            index++;
        }
    }

    /// <summary>All zero until the run has ended: clients of the public API count on a summary.</summary>
    private RunSummary SummaryOf(RunRow row) => row.Summary is { } json
        ? JsonSerializer.Deserialize(json, RunJson.Default.RunSummary)!
        : RunScoring.SummaryOf(RunScore.Of(judgings.Detectors.Taxonomy, Tally.Empty, new Thresholds()));

    private async Task<IReadOnlyList<RejectedLine>> RejectedAsync(RunRow row, CancellationToken cancellationToken)
    {
        var lines = new List<RejectedLine>();
        if (row.RejectedLines is > 0)
        {
            await foreach (DatasetLine line in StoredLinesAsync(RunLayout.RejectedBlob(row.Run), cancellationToken))
            {
                lines.Add(JsonSerializer.Deserialize(line.Json.Span, RunJson.Default.RejectedLine)!);
                if (lines.Count == RejectedShown)
                {
                    break;
                }
            }
        }

        return lines;
    }

    private async IAsyncEnumerable<DatasetLine> StoredLinesAsync(
        string blob,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using Stream stream = await storage.RunBlobs.GetBlobClient(blob)
            .OpenReadAsync(cancellationToken: cancellationToken);
        var lines = JsonLinesReader.ReadAsync(PipeReader.Create(stream), int.MaxValue, cancellationToken);
        await foreach (DatasetLine line in lines)
        {
            yield return line;
        }
    }

    private static RunInput InputOf(ReadOnlyMemory<byte> json, int index, int failures, double worst)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        Item item = ItemParser.Parse(document.RootElement, out ImmutableArray<ItemProblem> _)!;
        bool hasCalls = document.RootElement.TryGetProperty("tool_calls", out JsonElement calls)
            && calls.ValueKind == JsonValueKind.Array;
        return new RunInput
        {
            ItemIndex = index,
            HasFailures = failures > 0,
            FailureCount = failures,
            MaxSeverity = worst,
            Input = item.Input,
            Output = item.Output,
            Context = item.Context,
            ToolCalls = hasCalls ? [.. calls.EnumerateArray().Select(call => call.Clone())] : [],
            Id = item.Id,
        };
    }

    private static async Task<IReadOnlyList<T>> FirstAsync<T>(IAsyncEnumerable<T> rows, int limit)
    {
        var first = new List<T>();
        await foreach (T row in rows)
        {
            first.Add(row);
            if (first.Count == limit)
            {
                break;
            }
        }

        return first;
    }
}
