using System.Text.Json;
using Valiqor.Analysis.Scoring;
using Valiqor.Client;
using Valiqor.Pipeline.Insights;
using Valiqor.Pipeline.Storage;
using Valiqor.Pipeline.Workflow;

namespace Valiqor.Pipeline.Runs;

/// <summary>
/// Keeps a run's row: progress, cancellation and how it ended. A run that has ended stays as it ended.
/// </summary>
public sealed class RunLedger(RunStorage storage, RunScoring scoring, DayLedger days)
{
    private const int ErrorCharacters = 2_000;

    /// <summary>Notes what is done for certain, and answers whether the run has been cancelled.</summary>
    public async Task<bool> RecordProgressAsync(ProgressReport report, CancellationToken cancellationToken)
    {
        await storage.MergeRunAsync(
            report.Run,
            cancellationToken,
            (nameof(RunRow.NextSlice), report.NextSlice),
            (nameof(RunRow.ItemsDone), report.ItemsDone));
        RunRow row = await storage.GetRunAsync(report.Run, cancellationToken);
        return row.CancelRequested == true;
    }

    /// <summary>Asks a run to stop. False where it has ended already.</summary>
    public async Task<bool> RequestCancelAsync(RunRow row, CancellationToken cancellationToken)
    {
        if (RunStatus.IsFinal(row.Status))
        {
            return false;
        }

        await storage.MergeRunAsync(row.Run, cancellationToken, (nameof(RunRow.CancelRequested), true));
        return true;
    }

    public async Task<RunOutcome> CompleteAsync(Completion completion, CancellationToken cancellationToken)
    {
        RunRow row = await storage.GetRunAsync(completion.Run, cancellationToken);
        if (RunStatus.IsFinal(row.Status))
        {
            return new RunOutcome(row.Status);
        }

        Tally tally = completion.Tally;
        RunScore score = scoring.Score(tally);
        string status = row.CancelRequested == true ? RunStatus.Cancelled : RunStatus.Completed;
        RunEnd end = await days.RecordAsync(row, status, score, cancellationToken);
        await storage.MergeRunAsync(
            completion.Run,
            cancellationToken,
            (nameof(RunRow.Status), end.Status),
            (nameof(RunRow.FinishedAt), end.At),
            (nameof(RunRow.ItemsDone), tally.Items),
            (nameof(RunRow.Summary),
                JsonSerializer.Serialize(RunScoring.SummaryOf(score), PipelineJson.Default.RunSummary)),
            (nameof(RunRow.FrequencyWeights),
                JsonSerializer.Serialize(
                    RunScoring.WeightsOf(score), PipelineJson.Default.SortedDictionaryStringDouble)),
            (nameof(RunRow.SecurityFlags), scoring.SecurityFlags(row, tally)));
        return new RunOutcome(end.Status);
    }

    public async Task<RunOutcome> FailAsync(RunFailure failure, CancellationToken cancellationToken)
    {
        RunRow? row = await storage.FindRunAsync(failure.Run, cancellationToken);
        if (row is null || RunStatus.IsFinal(row.Status))
        {
            // A row that was removed behind our back has nobody to tell; the workflow is to end all the same.
            return new RunOutcome(row?.Status ?? RunStatus.Failed);
        }

        RunEnd end = await days.RecordAsync(row, RunStatus.Failed, null, cancellationToken);
        await storage.MergeRunAsync(
            failure.Run,
            cancellationToken,
            (nameof(RunRow.Status), RunStatus.Failed),
            (nameof(RunRow.FinishedAt), end.At),
            (nameof(RunRow.Error), Texts.Cut(failure.Reason, ErrorCharacters)));
        return new RunOutcome(RunStatus.Failed);
    }
}
