using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs.Workflow;

namespace Valiqor.Functions;

/// <summary>Gives the run workflow and its activities to Durable Functions. No decisions are taken here.</summary>
public sealed class DurableTriggers(RunActivities activities)
{
    [Function(RunWorkflow.Name)]
    public static async Task<RunOutcome?> RunAsync(
        [OrchestrationTrigger] TaskOrchestrationContext context,
        RunCursor cursor)
    {
        Pass<RunCursor, RunOutcome> pass = await RunWorkflow.RunPassAsync(new DurableContext(context), cursor);
        if (pass.Next is { } next)
        {
            context.ContinueAsNew(next);
        }

        return pass.Result;
    }

    [Function("PlanRun")]
    public Task<PlanResult> PlanRunAsync([ActivityTrigger] RunRef run, CancellationToken cancellationToken) =>
        activities.PlanRunAsync(run, cancellationToken);

    [Function("AnalyzeSlice")]
    public Task<SliceResult> AnalyzeSliceAsync(
        [ActivityTrigger] SliceRequest request,
        CancellationToken cancellationToken) =>
        activities.AnalyzeSliceAsync(request, cancellationToken);

    [Function("RecordProgress")]
    public Task<bool> RecordProgressAsync(
        [ActivityTrigger] ProgressReport report,
        CancellationToken cancellationToken) =>
        activities.RecordProgressAsync(report, cancellationToken);

    [Function("CompleteRun")]
    public Task<RunOutcome> CompleteRunAsync(
        [ActivityTrigger] Completion completion,
        CancellationToken cancellationToken) =>
        activities.CompleteRunAsync(completion, cancellationToken);

    [Function("FailRun")]
    public Task<RunOutcome> FailRunAsync([ActivityTrigger] RunFailure failure, CancellationToken cancellationToken) =>
        activities.FailRunAsync(failure, cancellationToken);

    private sealed class DurableContext(TaskOrchestrationContext context) : IWorkflowContext
    {
        public async Task<TResult> CallAsync<TInput, TResult>(Activity<TInput, TResult> activity, TInput input)
        {
            try
            {
                return await context.CallActivityAsync<TResult>(activity.Name, input, Options(activity.Retry));
            }
            catch (TaskFailedException e)
            {
                TaskFailureDetails failure = e.FailureDetails;
                throw new ActivityFailedException(activity.Name, $"{failure.ErrorType}: {failure.ErrorMessage}", e);
            }
        }

        public void ReportProgress(RunProgress progress) => context.SetCustomStatus(progress);

        private static TaskOptions Options(RetryRule rule) => TaskOptions.FromRetryPolicy(
            new RetryPolicy(rule.Attempts, rule.FirstDelay, rule.BackoffFactor, rule.LongestDelay));
    }
}
