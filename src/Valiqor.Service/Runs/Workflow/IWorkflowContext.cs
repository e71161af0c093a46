namespace Valiqor.Service.Runs.Workflow;

/// <summary>All that a workflow may do. Whatever is not here is an activity's work, so that a replay agrees.</summary>
public interface IWorkflowContext
{
    /// <summary>Calls an activity: at least once, its result remembered.</summary>
    /// <exception cref="ActivityFailedException">It failed for good: every try that its retry rule allows.</exception>
    Task<TResult> CallAsync<TInput, TResult>(Activity<TInput, TResult> activity, TInput input);

    /// <summary>Tells the host how far the run is, for its own displays. The API reads the run row instead.</summary>
    void ReportProgress(RunProgress progress);
}

/// <summary>The typed name of an activity: what a workflow calls and a host registers.</summary>
public sealed record Activity<TInput, TResult>(string Name, RetryRule Retry);

/// <summary>How often and how patiently a failed activity is tried again.</summary>
/// <param name="Attempts">All tries together, the first included.</param>
/// <param name="BackoffFactor">What each wait is multiplied by for the next.</param>
public sealed record RetryRule(int Attempts, TimeSpan FirstDelay, double BackoffFactor, TimeSpan LongestDelay)
{
    /// <summary>
    /// For work on storage: about two minutes of patience, longer than a failover of a partition takes.
    /// </summary>
    public static RetryRule Storage { get; } = new(7, TimeSpan.FromSeconds(1), 2.5, TimeSpan.FromSeconds(60));

    /// <param name="failures">How many tries have failed, from 1.</param>
    public TimeSpan DelayAfter(int failures)
    {
        double seconds = FirstDelay.TotalSeconds * Math.Pow(BackoffFactor, failures - 1);
        return TimeSpan.FromSeconds(Math.Min(seconds, LongestDelay.TotalSeconds));
    }
}

public sealed record RunProgress(int ItemsDone, int TotalItems);

/// <summary>What one pass of a workflow comes to: a result, or the state from which the next pass goes on.</summary>
public readonly record struct Pass<TState, TResult>(TState? Next, TResult? Result)
    where TState : class
    where TResult : class;
