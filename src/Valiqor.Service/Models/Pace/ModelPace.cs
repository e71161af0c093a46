namespace Valiqor.Service.Models.Pace;

/// <summary>
/// How fast one model is asked, by all runs of the process together: as many at once as it bears, none while it wants
/// to be left in peace, and within requests and tokens a minute. Requests go in the order in which they came.
/// </summary>
internal sealed class ModelPace : IDisposable
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiting = new();
    private readonly TimeProvider _clock;
    private readonly ITimer _alarm;
    private readonly long _start;
    private readonly TimeSpan _longestPause;
    private readonly ConcurrencyLimit _concurrency;
    private readonly MinuteWindow _minute;
    private readonly ProviderCount _requests;
    private readonly ProviderCount _tokens;
    private TimeSpan _pausedUntil;
    private int _underWay;
    private long _lastPlace;

    public ModelPace(ModelOptions options, TimeProvider clock)
    {
        _clock = clock;
        _start = clock.GetTimestamp();
        _longestPause = TimeSpan.FromSeconds(options.LongestRetrySeconds);
        _concurrency = new ConcurrencyLimit(options.MaxConcurrency);
        _minute = new MinuteWindow(options.RequestsPerMinute, options.TokensPerMinute);
        _requests = new ProviderCount(_longestPause);
        _tokens = new ProviderCount(_longestPause);
        _alarm = clock.CreateTimer(_ => OnAlarm(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>True if nothing is under way and nothing waits.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _underWay == 0 && _waiting.Count == 0;
            }
        }
    }

    /// <summary>How many may be under way at once for now.</summary>
    public int Slots
    {
        get
        {
            lock (_lock)
            {
                return _concurrency.Slots;
            }
        }
    }

    private TimeSpan Now => _clock.GetElapsedTime(_start);

    /// <summary>Waits for leave to send a request of about so many tokens.</summary>
    public Task<PaceTurn> TakeAsync(int estimatedTokens, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<PaceTurn>(cancellationToken);
        }

        var waiter = new Waiter(Math.Max(0, estimatedTokens));
        lock (_lock)
        {
            _waiting.AddLast(waiter.Node);
            waiter.Patience = cancellationToken.Register(() => Withdraw(waiter, cancellationToken));
            LetGo();
        }

        return waiter.Turn;
    }

    internal void End(PaceTurn turn, PaceReport report)
    {
        lock (_lock)
        {
            TimeSpan now = Now;
            _underWay--;
            Learn(turn, report, now);
            LetGo();
        }
    }

    public void Dispose() => _alarm.Dispose();

    private void Learn(PaceTurn turn, PaceReport report, TimeSpan now)
    {
        if (report.Tokens is { } tokens)
        {
            _minute.Correct(turn.Entry, tokens);
        }

        if (report.Requests is { } requests)
        {
            _requests.Tell(requests, now);
        }

        if (report.TokenAllowance is { } allowance)
        {
            _tokens.Tell(allowance, now);
        }

        switch (report.Outcome)
        {
            case PaceOutcome.Answered:
                _concurrency.Succeeded();
                break;
            case PaceOutcome.Throttled:
                _concurrency.Throttled(turn.Place, _lastPlace);
                TimeSpan until = now + Shortest(report.RetryAfter ?? TimeSpan.Zero);
                _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
                break;
            default:
                break;
        }
    }

    /// <summary>Lets the first ones go as far as they may, or sets the alarm for when the first one may.</summary>
    private void LetGo()
    {
        while (_waiting.First is { } first && _underWay < _concurrency.Slots)
        {
            TimeSpan now = Now;
            long tokens = first.Value.Tokens;
            TimeSpan ready = ReadyAt(tokens, now);
            if (ready > now)
            {
                // Timers know whole milliseconds, and must not be early.
                double wait = Math.Ceiling((ready - now).TotalMilliseconds);
                _alarm.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
                return;
            }

            _waiting.RemoveFirst();
            _underWay++;
            _requests.Take(1);
            _tokens.Take(tokens);
            first.Value.Go(new PaceTurn(this, ++_lastPlace, _minute.Reserve(tokens, now)));
        }
    }

    private TimeSpan ReadyAt(long tokens, TimeSpan now) => Later(
        Later(_pausedUntil, _minute.ReadyAt(tokens, now)),
        Later(_requests.ReadyAt(1, now), _tokens.ReadyAt(tokens, now)));

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private TimeSpan Shortest(TimeSpan pause) => pause < _longestPause ? pause : _longestPause;

    private void OnAlarm()
    {
        lock (_lock)
        {
            LetGo();
        }
    }

    private void Withdraw(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // The one behind it may need less.
            if (waiter.Node.List is not null)
            {
                _waiting.Remove(waiter.Node);
                waiter.Cancel(cancellationToken);
                LetGo();
            }
        }
    }

    private sealed class Waiter
    {
        private readonly TaskCompletionSource<PaceTurn> _turn =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Waiter(long tokens)
        {
            Tokens = tokens;
            Node = new LinkedListNode<Waiter>(this);
        }

        public long Tokens { get; }

        public LinkedListNode<Waiter> Node { get; }

        public Task<PaceTurn> Turn => _turn.Task;

        public CancellationTokenRegistration Patience { get; set; }

        public void Go(PaceTurn turn)
        {
            // Disposing would wait for a withdrawal that waits for the lock.
            Patience.Unregister();
            _turn.SetResult(turn);
        }

        public void Cancel(CancellationToken cancellationToken) => _turn.SetCanceled(cancellationToken);
    }
}
