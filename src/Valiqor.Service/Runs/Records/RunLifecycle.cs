using System.Text.Json;
using Valiqor.Analysis.Scoring;
using Valiqor.Client;
using Valiqor.Service.Days;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs.Outcomes;
using Valiqor.Service.Runs.Planning;
using Valiqor.Service.Runs.Workflow;

namespace Valiqor.Service.Runs.Records;

/// <summary>
/// Notes what becomes of a run: that it is under way, its progress, cancellation and how it ended. A run that has ended
/// stays as it ended.
/// </summary>
internal sealed class RunLifecycle(RunRowWriter register, RunScoring scoring, RunSettlement ending)
{
    private const int ErrorCharacters = 2_000;

    /// <summary>Notes that the work on a run begins, where it is still wanted: see the run that is answered.</summary>
    public Task<RunRow> BeginAsync(RunRef run, CancellationToken cancellationToken) =>
        ChangeAsync(
            run,
            (row, now) =>
            {
                if (row.CancelRequested == true || row.Status == RunStatus.Processing)
                {
                    return false;
                }

                row.Status = RunStatus.Processing;
                row.StartedAt ??= now;
                return true;
            },
            cancellationToken);

    /// <summary>Notes what the plan found in the dataset.</summary>
    public Task<RunRow> RecordPlanAsync(RunRef run, PlanFindings findings, CancellationToken cancellationToken) =>
        ChangeAsync(
            run,
            (row, _) =>
            {
                row.InputType = findings.InputType;
                row.FeatureKind = findings.FeatureKind;
                row.QualityThreshold = findings.QualityThreshold;
                row.LooksForSecurity = scoring.LooksForSecurity(row);
                (row.JudgeModel, row.JudgePromptVersion) = (findings.Judge?.Model, findings.Judge?.PromptVersion);
                row.JudgeDecides = findings.Judge?.DecidesToo;
                row.TotalItems = findings.Items;
                row.RejectedLines = findings.RejectedLines;
                row.Slices = findings.Slices;
                return true;
            },
            cancellationToken);

    /// <summary>Notes what is done for certain, and answers whether the run has been cancelled.</summary>
    public async Task<bool> RecordProgressAsync(ProgressReport report, CancellationToken cancellationToken)
    {
        RunRow row = await ChangeAsync(
            report.Run,
            (row, _) =>
            {
                // A report that comes a second time, and late, must not take the run back.
                if (row.NextSlice >= report.NextSlice)
                {
                    return false;
                }

                row.NextSlice = report.NextSlice;
                row.ItemsDone = report.ItemsDone;
                return true;
            },
            cancellationToken);
        return row.CancelRequested == true;
    }

    /// <summary>Asks a run to stop. One that has ended already is answered as it ended.</summary>
    public Task<RunRow> RequestCancelAsync(RunRef run, CancellationToken cancellationToken) =>
        ChangeAsync(
            run,
            (row, _) =>
            {
                row.CancelRequested = true;
                return true;
            },
            cancellationToken);

    /// <inheritdoc cref="RunRowWriter.WatchCancel"/>
    internal CancelCheck WatchCancel(RunRef run) => register.WatchCancel(run);

    public async Task<RunOutcome> CompleteAsync(Completion completion, CancellationToken cancellationToken)
    {
        RunRow row = await register.FindAsync(completion.Run, cancellationToken) ?? throw Gone(completion.Run);
        if (RunStatus.IsFinal(row.Status))
        {
            return new RunOutcome(row.Status);
        }

        Tally tally = completion.Tally;
        RunScore score = scoring.Score(tally);
        string status = row.CancelRequested == true ? RunStatus.Cancelled : RunStatus.Completed;
        RunEnd end = await ending.SettleAsync(row, status, score, cancellationToken);
        RunRow ended = await ChangeAsync(
            completion.Run,
            (row, _) =>
            {
                (row.Status, row.FinishedAt) = (end.Status, end.At);
                row.ItemsDone = tally.Items;
                row.Summary = JsonSerializer.Serialize(
                    RunScoring.SummaryOf(score), RunJson.Default.RunSummary);
                row.FrequencyWeights = JsonSerializer.Serialize(
                    RunScoring.WeightsOf(score), RunJson.Default.SortedDictionaryStringDouble);
                row.SecurityFlags = scoring.SecurityFlags(row, tally);
                row.Evaluation = RunScoring.Evaluation(row, tally);
                row.Audit = scoring.Audit(row, tally);
                row.Judging = row.JudgeModel is null
                    ? null
                    : JsonSerializer.Serialize(tally.Judging, RunJson.Default.JudgeTally);
                return true;
            },
            cancellationToken);
        return new RunOutcome(ended.Status);
    }

    public async Task<RunOutcome> FailAsync(RunFailure failure, CancellationToken cancellationToken)
    {
        RunRow? row = await register.FindAsync(failure.Run, cancellationToken);
        if (row is null || RunStatus.IsFinal(row.Status))
        {
            // A row that was removed behind our back has nobody to tell; the workflow is to end all the same.
            return new RunOutcome(row?.Status ?? RunStatus.Failed);
        }

        RunEnd end = await ending.SettleAsync(row, RunStatus.Failed, null, cancellationToken);
        RunRow ended = await ChangeAsync(
            failure.Run,
            (row, _) =>
            {
                (row.Status, row.FinishedAt) = (RunStatus.Failed, end.At);
                row.Error = Texts.Cut(failure.Reason, ErrorCharacters);
                return true;
            },
            cancellationToken);
        return new RunOutcome(ended.Status);
    }

    /// <summary>Changes a run that has not ended.</summary>
    /// <exception cref="InvalidOperationException">
    /// There is no such run: its row was removed behind our back.
    /// </exception>
    private async Task<RunRow> ChangeAsync(
        RunRef run,
        Func<RunRow, DateTimeOffset, bool> change,
        CancellationToken cancellationToken) =>
        await register.ChangeAsync(
            run, (row, now) => !RunStatus.IsFinal(row.Status) && change(row, now), cancellationToken)
        ?? throw Gone(run);

    private static InvalidOperationException Gone(RunRef run) => new($"The row of run {run.RunId} is gone.");
}

/// <summary>What the plan found in a dataset.</summary>
/// <param name="InputType"><c>json</c> or <c>csv</c>.</param>
/// <param name="FeatureKind">As asked for, else as inferred.</param>
/// <param name="QualityThreshold">0–1: the setting, as it holds for the whole run.</param>
internal sealed record PlanFindings(
    string InputType,
    string FeatureKind,
    int Items,
    int RejectedLines,
    int Slices,
    double QualityThreshold)
{
    /// <summary>Who judges beside the rules; null where nobody does.</summary>
    public PlannedJudge? Judge { get; init; }
}
