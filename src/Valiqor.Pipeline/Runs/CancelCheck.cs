using Valiqor.Pipeline.Workflow;

namespace Valiqor.Pipeline.Runs;

/// <summary>Looks at a run's cancel flag, now and then, for work that goes item by item.</summary>
internal sealed class CancelCheck(RunRegister register, RunRef run, TimeProvider clock)
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
}
