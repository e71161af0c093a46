using System.Text.Json;
using Valiqor.Service.Runs.Workflow;

namespace Valiqor.LocalHost.Workflow;

/// <summary>Answers a workflow's calls from the record, and notes those that the record does not have yet.</summary>
internal sealed class ReplayContext(List<RecordedCall> record) : IWorkflowContext
{
    private int _next;

    /// <exception cref="NonDeterministicWorkflowException">The call differs from the one in the record.</exception>
    public Task<TResult> CallAsync<TInput, TResult>(Activity<TInput, TResult> activity, TInput input)
    {
        string json = JsonSerializer.Serialize(input);
        int position = _next++;
        if (position == record.Count)
        {
            record.Add(new RecordedCall(position, activity.Name, json));
        }

        RecordedCall call = record[position];
        if (call.Name != activity.Name || call.Input != json)
        {
            throw new NonDeterministicWorkflowException(position, call.Name, activity.Name);
        }

        return call switch
        {
            { Result: { } result } => Task.FromResult(JsonSerializer.Deserialize<TResult>(result)!),
            { Failure: { } failure } => Task.FromException<TResult>(new ActivityFailedException(call.Name, failure)),
            _ => new TaskCompletionSource<TResult>().Task,
        };
    }

    public void ReportProgress(RunProgress progress)
    {
        // The API reads progress off the run's row; this host has no display of its own.
    }
}

/// <summary>
/// A workflow called something else than it did before with the same state: its code reads the world.
/// </summary>
internal sealed class NonDeterministicWorkflowException(int position, string recorded, string called)
    : Exception(
        $"Call {position} was {recorded} and is now {called}, or its input differs: "
        + "the workflow is not deterministic.");
