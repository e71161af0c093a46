using Valiqor.Analysis.Scoring;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs.Planning;
using Valiqor.Service.Runs.Records;
using Valiqor.Service.Runs.Slices;

namespace Valiqor.Service.Runs.Workflow;

/// <summary>What planning a dataset came to.</summary>
/// <param name="SlicesPerWindow">How many slices run side by side before the workflow takes stock.</param>
/// <param name="Failure">Why the run cannot go on, where it cannot.</param>
public sealed record PlanResult(int Items, int Rejected, int Slices, int SlicesPerWindow, string? Failure);

/// <summary>A slice travels by reference: history holds no payloads.</summary>
public sealed record SliceRequest(RunRef Run, int Slice);

public sealed record SliceResult(Tally Tally, bool Cancelled);

public sealed record ProgressReport(RunRef Run, int NextSlice, int ItemsDone);

public sealed record Completion(RunRef Run, Tally Tally);

public sealed record RunFailure(RunRef Run, string Reason);

/// <summary>
/// The work that touches the world. Each one may run twice, and says and writes the same thing twice.
/// </summary>
public sealed class RunActivities
{
    private readonly RunPlanner _planner;
    private readonly SliceAnalyzer _analyzer;
    private readonly RunLifecycle _ledger;

    internal RunActivities(RunPlanner planner, SliceAnalyzer analyzer, RunLifecycle ledger) =>
        (_planner, _analyzer, _ledger) = (planner, analyzer, ledger);

    public static readonly Activity<RunRef, PlanResult> PlanRun = new("PlanRun", RetryRule.Storage);
    public static readonly Activity<SliceRequest, SliceResult> AnalyzeSlice = new("AnalyzeSlice", RetryRule.Storage);
    public static readonly Activity<ProgressReport, bool> RecordProgress = new("RecordProgress", RetryRule.Storage);
    public static readonly Activity<Completion, RunOutcome> CompleteRun = new("CompleteRun", RetryRule.Storage);
    public static readonly Activity<RunFailure, RunOutcome> FailRun = new("FailRun", RetryRule.Storage);

    public Task<PlanResult> PlanRunAsync(RunRef run, CancellationToken cancellationToken) =>
        _planner.PlanAsync(run, cancellationToken);

    public Task<SliceResult> AnalyzeSliceAsync(SliceRequest request, CancellationToken cancellationToken) =>
        _analyzer.AnalyzeAsync(request, cancellationToken);

    /// <summary>Answers whether the run has been cancelled.</summary>
    public Task<bool> RecordProgressAsync(ProgressReport report, CancellationToken cancellationToken) =>
        _ledger.RecordProgressAsync(report, cancellationToken);

    public Task<RunOutcome> CompleteRunAsync(Completion completion, CancellationToken cancellationToken) =>
        _ledger.CompleteAsync(completion, cancellationToken);

    public Task<RunOutcome> FailRunAsync(RunFailure failure, CancellationToken cancellationToken) =>
        _ledger.FailAsync(failure, cancellationToken);
}
