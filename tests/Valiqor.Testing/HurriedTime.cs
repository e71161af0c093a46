using System.Collections.Concurrent;

namespace Valiqor.Testing;

/// <summary>
/// A clock on which waits of up to half a minute are over at once, and longer ones (time-outs) never come.
/// </summary>
internal sealed class HurriedTime : TimeProvider
{
    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override DateTimeOffset GetUtcNow() => new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        bool isWait = dueTime > TimeSpan.Zero && dueTime <= TimeSpan.FromSeconds(30);
        if (isWait)
        {
            Waits.Enqueue(dueTime);
        }

        return System.CreateTimer(callback, state, isWait ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, period);
    }
}
