using Microsoft.Azure.Functions.Worker;
using Valiqor.Service.Runs;

namespace Valiqor.Functions;

/// <summary>Ticks. Which of the callers' judge keys have been left behind, the sweep alone decides.</summary>
public sealed class RunKeyTimer(RunKeySweep sweep, TimeProvider clock)
{
    // A run takes its key away itself; this is for what crashed, and costs one request where there is nothing to do.
    private const string EveryFifteenMinutes = "0 */15 * * * *";

    [Function("SweepRunKeys")]
    public Task SweepRunKeysAsync(
        [TimerTrigger(EveryFifteenMinutes)] TimerInfo timer,
        CancellationToken cancellationToken) =>
        sweep.SweepAsync(clock.GetUtcNow(), cancellationToken);
}
