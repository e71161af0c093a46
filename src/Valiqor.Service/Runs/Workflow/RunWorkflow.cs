using Valiqor.Analysis.Scoring;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Runs.Workflow;

/// <summary>How far a run's workflow has come. All that one pass hands to the next.</summary>
public sealed record RunCursor(RunRef Run)
{
    public PlanResult? Plan { get; init; }

    public int NextSlice { get; init; }

    public Tally Tally { get; init; } = Tally.Empty;
}

/// <summary>How a run ended: <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
public sealed record RunOutcome(string Status);

/// <summary>One run over one dataset, a window of slices at a time. Written once; every host runs this.</summary>
public static class RunWorkflow
{
    public const string Name = "Run";

    /// <summary>
    /// Analyses one window. The host starts the next pass with a clean history, so history stays one window long.
    /// </summary>
    public static async Task<Pass<RunCursor, RunOutcome>> RunPassAsync(IWorkflowContext context, RunCursor cursor)
    {
        try
        {
            PlanResult plan = cursor.Plan ?? await context.CallAsync(RunActivities.PlanRun, cursor.Run);
            if (plan.Failure is { } failure)
            {
                return await FailAsync(context, cursor.Run, failure);
            }

            return await RunWindowAsync(context, cursor with { Plan = plan }, plan);
        }
        catch (ActivityFailedException e)
        {
            return await FailAsync(context, cursor.Run, e.Message);
        }
    }

    private static async Task<Pass<RunCursor, RunOutcome>> RunWindowAsync(
        IWorkflowContext context,
        RunCursor cursor,
        PlanResult plan)
    {
        int end = Math.Min(plan.Slices, cursor.NextSlice + plan.SlicesPerWindow);
        SliceResult[] slices = await Task.WhenAll(
            from slice in Enumerable.Range(cursor.NextSlice, end - cursor.NextSlice)
            select context.CallAsync(RunActivities.AnalyzeSlice, new SliceRequest(cursor.Run, slice)));

        Tally tally = slices.Aggregate(cursor.Tally, (sum, slice) => sum.Merge(slice.Tally));
        bool cancelled = slices.Any(slice => slice.Cancelled);
        context.ReportProgress(new RunProgress(tally.Items, plan.Items));
        if (!cancelled && end < plan.Slices)
        {
            cancelled = await context.CallAsync(
                RunActivities.RecordProgress, new ProgressReport(cursor.Run, end, tally.Items));
            if (!cancelled)
            {
                return new(cursor with { NextSlice = end, Tally = tally }, null);
            }
        }

        return new(null, await context.CallAsync(
            RunActivities.CompleteRun, new Completion(cursor.Run, tally)));
    }

    private static async Task<Pass<RunCursor, RunOutcome>> FailAsync(
        IWorkflowContext context,
        RunRef run,
        string reason) =>
        new(null, await context.CallAsync(RunActivities.FailRun, new RunFailure(run, reason)));
}
