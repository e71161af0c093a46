using Microsoft.Extensions.Logging;

namespace Valiqor.Service.Digests.Schedule;

/// <summary>Notes what is due, once for each time of the schedule.</summary>
internal sealed class DueDigests(
    DigestCalendar calendar,
    DigestLedger ledger,
    ActiveProjects projects,
    ILogger<DueDigests> log)
{
    public bool IsOn => calendar.IsOn;

    /// <summary>
    /// Where several times have passed since the last look, only the newest counts: nobody wants last week's digests.
    /// </summary>
    public async Task NoteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DigestClockRow clock = await ledger.ClockAsync(cancellationToken);
        if (calendar.LatestUntil(now) is not { } occurrence || occurrence <= clock.DoneUntil)
        {
            return;
        }

        DigestWindow window = calendar.WindowOf(occurrence);
        await foreach (DigestPlace place in projects.InAsync(window, cancellationToken))
        {
            if (await ledger.NoteAsync(place, window, occurrence, cancellationToken) is { } undelivered)
            {
                DigestLog.DigestSuperseded(log, undelivered.LastDay, undelivered.Fault ?? "no try was made");
            }
        }

        await ledger.MoveClockAsync(clock, occurrence, cancellationToken);
    }
}
