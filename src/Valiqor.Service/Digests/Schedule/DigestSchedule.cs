using Microsoft.Extensions.Logging;
using Valiqor.Service.Digests.Webhooks;

namespace Valiqor.Service.Digests.Schedule;

/// <summary>
/// Writes and sends what is due. Every host calls it again and again; what there is to do, and whether there is
/// anything, the schedule and storage alone tell.
/// </summary>
/// <remarks>
/// Three steps, each of which may break off and is then taken up by a later tick: each project's digest is noted as
/// due, its texts are written, the webhook is told. Texts may be written twice, which changes nothing. A delivery is
/// repeated only where its end is not known, and under the same id.
/// </remarks>
public sealed class DigestSchedule
{
    private readonly DueDigests _due;
    private readonly DigestLedger _ledger;
    private readonly DigestPublisher _publisher;
    private readonly ILogger<DigestSchedule> _log;

    internal DigestSchedule(
        DueDigests due,
        DigestLedger ledger,
        DigestPublisher publisher,
        ILogger<DigestSchedule> log) =>
        (_due, _ledger, _publisher, _log) = (due, ledger, publisher, log);

    /// <param name="now">What the clock of the host says.</param>
    public async Task TickAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_due.IsOn)
        {
            await _due.NoteAsync(now, cancellationToken);
            await WriteAsync(cancellationToken);
            await DeliverAsync(cancellationToken);
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        await foreach (DigestRow row in _ledger.OpenAsync(DigestStates.Due, cancellationToken))
        {
            if (await _ledger.ClaimAsync(row, cancellationToken))
            {
                await GuardAsync(row, () => WriteAsync(row, cancellationToken), cancellationToken);
            }
        }
    }

    private async Task<bool> WriteAsync(DigestRow row, CancellationToken cancellationToken)
    {
        await _publisher.WriteAsync(row, cancellationToken);
        string next = _publisher.Delivers ? DigestStates.Written : DigestStates.Done;
        await _ledger.AdvanceAsync(row, next, cancellationToken);
        return true;
    }

    /// <summary>
    /// A receiver that is down is down for every digest: the first that finds it so ends this tick's deliveries.
    /// </summary>
    private async Task DeliverAsync(CancellationToken cancellationToken)
    {
        await foreach (DigestRow row in _ledger.OpenAsync(DigestStates.Written, cancellationToken))
        {
            if (!_publisher.Delivers)
            {
                await _ledger.AdvanceAsync(row, DigestStates.Done, cancellationToken);
            }
            else if (await _ledger.ClaimAsync(row, cancellationToken)
                && !await GuardAsync(row, () => DeliverAsync(row, cancellationToken), cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>False where the receiver is not to be asked again for now.</summary>
    private async Task<bool> DeliverAsync(DigestRow row, CancellationToken cancellationToken)
    {
        DeliveryResult result = await _publisher.DeliverAsync(row, cancellationToken);
        if (result.Outcome == DeliveryOutcome.Accepted)
        {
            // Noted even while the host stops: otherwise it would be sent again.
            await _ledger.AdvanceAsync(row, DigestStates.Done, CancellationToken.None);
            return true;
        }

        DigestLog.DigestNotDelivered(_log, row.LastDay, result.Reason, row.Tries, DigestLedger.MostTries);
        await _ledger.SetBackAsync(row, result.Reason, result.RetryAfter, cancellationToken);
        return result.Outcome != DeliveryOutcome.Unavailable;
    }

    /// <summary>What breaks one digest's step stops no other's.</summary>
    private async Task<bool> GuardAsync(DigestRow row, Func<Task<bool>> step, CancellationToken cancellationToken)
    {
        try
        {
            return await step();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            DigestLog.DigestStepFailed(_log, e, row.LastDay, row.State, row.Tries, DigestLedger.MostTries);
            await _ledger.SetBackAsync(row, e.GetType().Name, null, cancellationToken);
            return true;
        }
    }
}
