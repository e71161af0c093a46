namespace Valiqor.Client;

/// <summary>A run that was started, and goes on whether or not anyone waits for it.</summary>
public sealed class RunJob
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly FailureAnalysisClient _client;
    private readonly TimeProvider _time;
    private readonly RunResult? _result;

    internal RunJob(FailureAnalysisClient client, TimeProvider time, string runId, RunResult? result)
    {
        _client = client;
        _time = time;
        _result = result;
        RunId = runId;
    }

    public string RunId { get; }

    /// <summary>How far the run is now.</summary>
    /// <exception cref="ValiqorException">The service refused or could not answer.</exception>
    public Task<JobStatus> StatusAsync(CancellationToken cancellationToken = default) =>
        _client.GetStatusAsync(RunId, cancellationToken);

    /// <summary>
    /// Asks after the run until it has ended, in whichever way: first after 100 ms, then ever less often, down to every
    /// 2 s. Cancelling the token ends the waiting, not the run.
    /// </summary>
    /// <param name="progress">Told every status, the last included.</param>
    /// <returns>The last status: <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</returns>
    /// <exception cref="ValiqorException">The service refused or could not answer.</exception>
    public async Task<JobStatus> WaitAsync(
        IProgress<JobStatus>? progress = null,
        CancellationToken cancellationToken = default)
    {
        TimeSpan pause = FirstPause;
        while (true)
        {
            JobStatus status = await StatusAsync(cancellationToken).ConfigureAwait(false);
            progress?.Report(status);
            if (RunStatus.IsFinal(status.Status))
            {
                return status;
            }

            await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
            pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
        }
    }

    /// <summary>
    /// The run with everything that is known of it so far; at once where the service had answered with it.
    /// </summary>
    /// <exception cref="ValiqorException">The service refused or could not answer.</exception>
    public async Task<RunResult> ResultAsync(CancellationToken cancellationToken = default) =>
        _result ?? await _client.GetRunAsync(RunId, cancellationToken).ConfigureAwait(false);

    /// <summary>Asks the run to stop; what it has found stays readable.</summary>
    /// <exception cref="ConflictException">The run has already ended.</exception>
    /// <exception cref="ValiqorException">The service refused or could not answer.</exception>
    public Task CancelAsync(CancellationToken cancellationToken = default) =>
        _client.CancelAsync(RunId, cancellationToken);

    internal bool HasResult => _result is not null;
}
