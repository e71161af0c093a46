using Microsoft.Extensions.Logging;
using Valiqor.Service.Runs.Workflow;

namespace Valiqor.LocalHost.Workflow;

/// <summary>
/// Runs one workflow to its end, as Durable Functions does: the pass from the top, fed by what the record has, then
/// what is missing, then from the top again. Code that would break on replay breaks here.
/// </summary>
internal sealed class WorkflowExecution(ActivityTable activities, SemaphoreSlim places, TimeProvider clock, ILogger log)
{
    public async Task RunAsync(WorkflowRecord record, CancellationToken cancellationToken)
    {
        while (true)
        {
            Pass<RunCursor, RunOutcome> pass = await RunPassAsync(record, cancellationToken);
            if (pass.Next is not { } next)
            {
                await record.RemoveAsync(cancellationToken);
                return;
            }

            await record.AdvanceAsync(next, cancellationToken);
        }
    }

    private async Task<Pass<RunCursor, RunOutcome>> RunPassAsync(
        WorkflowRecord record,
        CancellationToken cancellationToken)
    {
        Dictionary<int, RecordedCall> ended = (await record.ReadCallsAsync(cancellationToken))
            .DistinctBy(call => call.Position)
            .ToDictionary(call => call.Position);
        var calls = new List<RecordedCall>();
        int replayed = 0;
        while (true)
        {
            // Calls that another process made stand in the record in the order they ended; the pass makes them again
            // in its own order, and each meets its result by position.
            for (int position = calls.Count; ended.TryGetValue(position, out RecordedCall? call); position++)
            {
                calls.Add(call);
            }

            Task<Pass<RunCursor, RunOutcome>> pass =
                RunWorkflow.RunPassAsync(new ReplayContext(calls), record.State.Cursor);
            for (int i = 0; i < calls.Count; i++)
            {
                calls[i] = Known(calls[i], ended);
            }

            if (pass.IsCompleted)
            {
                return await pass;
            }

            int[] missing = [.. calls.Where(call => !call.HasEnded).Select(call => call.Position)];
            if (missing.Length == 0 && calls.Count == replayed)
            {
                throw new InvalidOperationException("The workflow waits for something that is not an activity.");
            }

            replayed = calls.Count;
            await Task.WhenAll(missing.Select(async position =>
                calls[position] = await ExecuteAsync(calls[position], record, cancellationToken)));
        }
    }

    private static RecordedCall Known(RecordedCall call, Dictionary<int, RecordedCall> ended)
    {
        if (call.HasEnded || !ended.TryGetValue(call.Position, out RecordedCall? known))
        {
            return call;
        }

        return known.Name == call.Name && known.Input == call.Input
            ? known
            : throw new NonDeterministicWorkflowException(call.Position, known.Name, call.Name);
    }

    private async Task<RecordedCall> ExecuteAsync(
        RecordedCall call,
        WorkflowRecord record,
        CancellationToken cancellationToken)
    {
        RecordedCall done = await TryAsync(call, activities[call.Name], cancellationToken);
        await record.AppendAsync(done, cancellationToken);
        return done;
    }

    private async Task<RecordedCall> TryAsync(
        RecordedCall call,
        RegisteredActivity activity,
        CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await places.WaitAsync(cancellationToken);
                try
                {
                    return call with { Result = await activity.ExecuteAsync(call.Input, cancellationToken) };
                }
                finally
                {
                    places.Release();
                }
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                Log.ActivityFailed(log, e, call.Name, attempt, activity.Retry.Attempts);
                if (attempt == activity.Retry.Attempts)
                {
                    return call with { Failure = $"{e.GetType().Name}: {e.Message.Split('\n')[0]}" };
                }
            }

            await Task.Delay(activity.Retry.DelayAfter(attempt), clock, cancellationToken);
        }
    }
}
