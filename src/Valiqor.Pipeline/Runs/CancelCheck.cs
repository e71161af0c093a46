using Valiqor.Pipeline.Storage;
using Valiqor.Pipeline.Workflow;

namespace Valiqor.Pipeline.Runs;

/// <summary>Looks at a run's cancel flag, now and then, for work that goes item by item.</summary>
internal sealed class CancelCheck(RunStorage storage, RunRef run, TimeProvider clock)
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
            RunRow row = await storage.GetRunAsync(run, cancellationToken);
            WasCancelled = row.CancelRequested == true;
            _lastLook = clock.GetTimestamp();
        }

        return WasCancelled;
    }
}
