namespace Valiqor.Client;

/// <summary>A run that was waited for has failed: it says nothing of the items.</summary>
public sealed class RunFailedException(RunResult run)
    : ValiqorException($"Run {run.RunId} failed: {run.Error ?? "the service gives no reason."}")
{
    /// <summary>What is known of the run.</summary>
    public RunResult Run { get; } = run;
}
