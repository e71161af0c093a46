using Valiqor.Service.Ground;

namespace Valiqor.Service.Runs.Records;

/// <summary>Looks at a run's cancel flag, now and then, for work that goes item by item.</summary>
internal sealed class CancelCheck(RunRowWriter register, RunRef run, TimeProvider clock)
{
    // A cancelled run is to stand still within three seconds; every look is a read of storage.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    private long _lastLook = clock.GetTimestamp();

    public bool WasCancelled { get; private set; }

    public async ValueTask<bool> IsCancelledAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!WasCancelled && clock.GetElapsedTime(_lastLook) >= BetweenLooks)
        {
            // A run whose row was removed is as good as cancelled: nobody can ask for what it finds.
            WasCancelled = await register.FindAsync(run, cancellationToken) is null or { CancelRequested: true };
            _lastLook = clock.GetTimestamp();
        }

        return WasCancelled;
    }

    /// <summary>Runs work that cannot look itself, and stops it where the run is cancelled.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task running = work(stop.Token);
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(BetweenLooks, clock, cancellationToken));
            if (!running.IsCompleted && await IsCancelledAsync(cancellationToken))
            {
                await stop.CancelAsync();
                break;
            }
        }

        try
        {
            await running;
        }
        catch (OperationCanceledException) when (WasCancelled && !cancellationToken.IsCancellationRequested)
        {
            // As it was asked to.
        }
    }
}
