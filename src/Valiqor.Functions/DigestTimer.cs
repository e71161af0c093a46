using Microsoft.Azure.Functions.Worker;
using Valiqor.Service.Digests.Schedule;

namespace Valiqor.Functions;

/// <summary>
/// Ticks. Whether a digest is due is decided by the schedule, whose own time zone the host's timer does not know.
/// </summary>
public sealed class DigestTimer(DigestSchedule schedule, TimeProvider clock)
{
    // A digest comes within five minutes of its time; every tick that finds nothing to do reads one row.
    private const string EveryFiveMinutes = "0 */5 * * * *";

    [Function("DigestTick")]
    public Task DigestTickAsync(
        [TimerTrigger(EveryFiveMinutes)] TimerInfo timer,
        CancellationToken cancellationToken) =>
        schedule.TickAsync(clock.GetUtcNow(), cancellationToken);
}
