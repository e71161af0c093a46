using System.Collections.Concurrent;

namespace Valiqor.Service.Tests.Judging.Models;

/// <summary>
/// A clock that leaps over every wait of up to a minute and a half, so that it is over at once and its time has passed.
/// Longer ones, which are time-outs, come when the test says so.
/// </summary>
internal sealed class LeapingTime : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private long _leaptTicks;

    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    private readonly ConcurrentDictionary<LeapingTimer, byte> _limits = new();

    /// <summary>The time for everything under way is over.</summary>
    public void EndTries()
    {
        foreach (LeapingTimer limit in _limits.Keys)
        {
            limit.Ring();
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _leaptTicks);

    public override DateTimeOffset GetUtcNow() => Start + TimeSpan.FromTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LeapingTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class LeapingTimer(LeapingTime time, TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > Longest)
            {
                return time._limits.TryAdd(this, 0);
            }

            if (dueTime < TimeSpan.Zero)
            {
                return true;
            }

            if (dueTime > TimeSpan.Zero)
            {
                time.Waits.Enqueue(dueTime);
                Interlocked.Add(ref time._leaptTicks, dueTime.Ticks);
            }

            return ThreadPool.UnsafeQueueUserWorkItem(_ => Ring(), null);
        }

        public void Ring() => callback(state);

        public void Dispose() => time._limits.TryRemove(this, out _);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
