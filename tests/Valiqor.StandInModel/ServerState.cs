using System.Text.Json;

namespace Valiqor.StandInModel;

/// <summary>What the server was told, what it saw, and what is under way.</summary>
internal sealed class ServerState(TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly long _start = clock.GetTimestamp();
    private readonly Dictionary<string, int> _tries = [];
    private readonly HashSet<string> _cached = [];
    private readonly Queue<(TimeSpan At, long Tokens)> _minute = new();
    private List<LogEntry> _log = [];
    private StandInControl _control = new();
    private IReadOnlyList<Verdict> _verdicts = [];
    private int _inFlight;
    private int _ids;

    public StandInControl Control
    {
        get
        {
            lock (_lock)
            {
                return _control;
            }
        }
    }

    public IReadOnlyList<Verdict> Verdicts
    {
        get
        {
            lock (_lock)
            {
                return _verdicts;
            }
        }
    }

    public StandInLog Log
    {
        get
        {
            lock (_lock)
            {
                return new StandInLog([.. _log]);
            }
        }
    }

    public void Obey(StandInControl control)
    {
        _ = Dialects.RefusedBy(control);
        if (control.Faults.Keys.Except(Faults.All).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"There is no fault '{unknown}'.");
        }

        IReadOnlyList<Verdict> scripted = control.Script is { } file
            ? JsonSerializer.Deserialize<List<Verdict>>(File.ReadAllText(file), StandInJson.Options)!
            : [];
        lock (_lock)
        {
            _control = control;
            _verdicts = [.. control.Verdicts, .. scripted];
        }
    }

    /// <summary>Forgets all requests, so that the next ones are first tries again.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _log = [];
            _tries.Clear();
            _cached.Clear();
            _minute.Clear();
        }
    }

    public LogEntry Enter(string path)
    {
        lock (_lock)
        {
            var entry = new LogEntry
            {
                Id = $"chatcmpl-standin{++_ids:000000}",
                Path = path,
                Behaviour = "under way",
                InFlight = ++_inFlight,
                StartedMs = clock.GetElapsedTime(_start).TotalMilliseconds,
            };
            _log.Add(entry);
            return entry;
        }
    }

    public void Leave(LogEntry entry)
    {
        lock (_lock)
        {
            _inFlight--;
            int at = _log.FindLastIndex(logged => logged.Id == entry.Id);
            if (at >= 0)
            {
                _log[at] = entry;
            }
        }
    }

    public int CountTry(string hash)
    {
        lock (_lock)
        {
            return _tries[hash] = _tries.GetValueOrDefault(hash) + 1;
        }
    }

    /// <returns>True if this beginning of a prompt came before.</returns>
    public bool IsCached(string beginning)
    {
        lock (_lock)
        {
            return !_cached.Add(Chance.Hash(beginning));
        }
    }

    /// <returns>Tokens that are left in this minute after so many more; negative if they are too many.</returns>
    public long Spend(long tokens, long limit)
    {
        lock (_lock)
        {
            TimeSpan now = clock.GetElapsedTime(_start);
            while (_minute.TryPeek(out (TimeSpan At, long Tokens) first) && now - first.At >= Minute)
            {
                _minute.Dequeue();
            }

            long left = limit - tokens - _minute.Sum(spent => spent.Tokens);
            if (left >= 0)
            {
                _minute.Enqueue((now, tokens));
            }

            return left;
        }
    }
}
