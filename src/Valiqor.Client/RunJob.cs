using Valiqor.Client.Http;

namespace Valiqor.Client;

/// <summary>A run that was started, and goes on whether or not anyone waits for it.</summary>
public sealed class RunJob
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private readonly FailureAnalysisClient _client;
    private readonly Connection _connection;
    private readonly RunResult? _result;
    private volatile bool _hasEnded;

    internal RunJob(FailureAnalysisClient client, Connection connection, string runId, RunResult? result)
    {
        _client = client;
        _connection = connection;
        _result = result;
        _hasEnded = result is not null && RunStatus.IsFinal(result.Status);
        RunId = runId;
    }

    /// <summary>The id of the run.</summary>
    public string RunId { get; }

    internal bool HasEnded => _hasEnded;

    /// <summary>How far the run is now.</summary>
    /// <exception cref="ValiqorException">The service refused or could not answer.</exception>
    public Task<JobStatus> StatusAsync(CancellationToken cancellationToken = default) =>
        _client.GetStatusAsync(RunId, cancellationToken);

    /// <summary>
    /// Asks after the run until it has ended, in any way: first after 100 ms, then less and less often, down to the
    /// options' <see cref="ClientOptions.PollInterval"/>. Cancelling the token ends the waiting, not the run.
    /// </summary>
    /// <param name="progress">Told every status, the last included.</param>
    /// <param name="cancellationToken">Ends the waiting, not the run.</param>
    /// <returns>The last status: <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</returns>
    /// <exception cref="ValiqorException">The service refused or could not answer.</exception>
    public async Task<JobStatus> WaitAsync(
        IProgress<JobStatus>? progress = null,
        CancellationToken cancellationToken = default)
    {
        TimeSpan pause = Shorter(FirstPause, _connection.PollInterval);
        while (true)
        {
            JobStatus status = await StatusAsync(cancellationToken).ConfigureAwait(false);
            progress?.Report(status);
            if (RunStatus.IsFinal(status.Status))
            {
                _hasEnded = true;
                return status;
            }

            await Task.Delay(pause, _connection.Time, cancellationToken).ConfigureAwait(false);
            pause = Shorter(pause * 1.5, _connection.PollInterval);
        }
    }

    /// <summary>As the other, but no longer than the given time.</summary>
    /// <param name="timeout">From now; the run goes on when it is over.</param>
    /// <param name="progress">Told every status, the last included.</param>
    /// <param name="cancellationToken">Ends the waiting, not the run.</param>
    /// <exception cref="TimeoutException">The run had not ended by then.</exception>
    /// <inheritdoc cref="WaitAsync(IProgress{JobStatus}, CancellationToken)" path="/returns | /exception"/>
    public async Task<JobStatus> WaitAsync(
        TimeSpan timeout,
        IProgress<JobStatus>? progress = null,
        CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(timeout, _connection.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await WaitAsync(progress, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Run {RunId} had not ended after {timeout}; it goes on.", e);
        }
    }

    /// <summary>
    /// The run with everything that was found, once it has ended: waited for where nobody has. What is found of a run
    /// that goes on is told by <see cref="FailureAnalysisClient.GetRunAsync"/>.
    /// </summary>
    /// <returns>A run that has completed, or was cancelled and has what it found until then.</returns>
    /// <exception cref="RunFailedException">The run has failed.</exception>
    /// <exception cref="ValiqorException">The service refused or could not answer.</exception>
    public async Task<RunResult> ResultAsync(CancellationToken cancellationToken = default)
    {
        if (!_hasEnded)
        {
            await WaitAsync(null, cancellationToken).ConfigureAwait(false);
        }

        RunResult run = _result is { } known && RunStatus.IsFinal(known.Status)
            ? known
            : await _client.GetRunAsync(RunId, cancellationToken).ConfigureAwait(false);
        return run.Status == RunStatus.Failed ? throw new RunFailedException(run) : run;
    }

    /// <summary>Asks the run to stop; what it has found stays readable.</summary>
    /// <exception cref="ConflictException">The run has already ended.</exception>
    /// <exception cref="ValiqorException">The service refused or could not answer.</exception>
    public Task CancelAsync(CancellationToken cancellationToken = default) =>
        _client.CancelAsync(RunId, cancellationToken);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
