namespace Valiqor.Service.Models.Pace;

/// <summary>
/// Requests and tokens of the last minute, to the moment: no minute whatever has more than its limits. Tokens are
/// reserved before they are known and corrected after.
/// </summary>
/// <param name="mostRequests">0: no limit.</param>
/// <param name="mostTokens">0: no limit.</param>
internal sealed class MinuteWindow(int mostRequests, int mostTokens)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private readonly Queue<Entry> _entries = new();
    private long _tokens;

    private bool HasLimits => mostRequests > 0 || mostTokens > 0;

    /// <summary>When a request of so many tokens may go.</summary>
    public TimeSpan ReadyAt(long tokens, TimeSpan now)
    {
        Expire(now);

        // One that is larger than the limit goes when nothing else is counted, or it never would.
        long excess = mostTokens > 0 ? _tokens + Math.Min(tokens, mostTokens) - mostTokens : 0;
        int surplus = mostRequests > 0 ? _entries.Count + 1 - mostRequests : 0;
        TimeSpan ready = now;
        foreach (Entry entry in _entries)
        {
            if (excess <= 0 && surplus <= 0)
            {
                break;
            }

            ready = entry.At + Length;
            excess -= entry.Tokens;
            surplus--;
        }

        return ready;
    }

    public Entry Reserve(long tokens, TimeSpan now)
    {
        var entry = new Entry(now, tokens);
        if (HasLimits)
        {
            _entries.Enqueue(entry);
            _tokens += tokens;
        }

        return entry;
    }

    public void Correct(Entry entry, long tokens)
    {
        if (HasLimits && !entry.IsOver)
        {
            _tokens += tokens - entry.Tokens;
            entry.Tokens = tokens;
        }
    }

    private void Expire(TimeSpan now)
    {
        while (_entries.TryPeek(out Entry? first) && now - first.At >= Length)
        {
            _entries.Dequeue();
            _tokens -= first.Tokens;
            first.IsOver = true;
        }
    }

    internal sealed class Entry(TimeSpan at, long tokens)
    {
        public TimeSpan At => at;

        public long Tokens { get; set; } = tokens;

        public bool IsOver { get; set; }
    }
}
