namespace Valiqor.Service.Models.Pace;

/// <summary>
/// A provider's own count of requests or tokens, as of its last answer, less what was sent since. It is taken to fill
/// evenly, as those of OpenAI do.
/// </summary>
/// <param name="longest">A count that needs longer is not waited for: asked, the provider says what it wants.</param>
internal sealed class ProviderCount(TimeSpan longest)
{
    private Allowance? _told;
    private TimeSpan _toldAt;
    private long _remaining;

    public void Tell(Allowance allowance, TimeSpan now)
    {
        (_told, _toldAt, _remaining) = (allowance, now, allowance.Remaining);
    }

    public void Take(long amount) => _remaining -= amount;

    public TimeSpan ReadyAt(long amount, TimeSpan now)
    {
        if (_told is null || now >= _toldAt + Shorter(_told.Reset, longest))
        {
            _told = null;
            return now;
        }

        long lacking = amount - _remaining;
        if (lacking <= 0)
        {
            return now;
        }

        // How much has come back by the time of the reset: all that was lacking then.
        long refilled = _told.Limit - _told.Remaining;
        double share = refilled > 0 ? Math.Min(1, (double)lacking / refilled) : 1;
        return _toldAt + Shorter(share * _told.Reset, longest);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
