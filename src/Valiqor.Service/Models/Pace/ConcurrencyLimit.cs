namespace Valiqor.Service.Models.Pace;

/// <summary>
/// How many requests may be under way: additive increase, multiplicative decrease (Chiu and Jain, 1989). Each round of
/// answers allows one more, each round with a throttle half of them.
/// </summary>
internal sealed class ConcurrencyLimit(int most)
{
    private double _slots = most;
    private long _lastBeforeCut;

    public int Slots => (int)_slots;

    public void Succeeded() => _slots = Math.Min(most, _slots + (1 / _slots));

    /// <param name="turn">The throttled request's place in the order of all.</param>
    /// <param name="lastTurn">The place of the last one that was let go.</param>
    public void Throttled(long turn, long lastTurn)
    {
        // Those that were under way together are throttled together, and say one thing.
        if (turn <= _lastBeforeCut)
        {
            return;
        }

        _slots = Math.Max(1, _slots / 2);
        _lastBeforeCut = lastTurn;
    }
}
