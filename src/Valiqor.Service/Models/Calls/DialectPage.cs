namespace Valiqor.Service.Models.Calls;

/// <summary>What is known of one model.</summary>
internal sealed class DialectPage(Dialect first, TimeProvider clock)
{
    /// <summary>A first answer that takes longer is not waited for: the next question finds out for itself.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private Dialect _dialect = first;
    private bool _isAsked;
    private bool _isSettled;

    public Dialect Dialect
    {
        get
        {
            lock (_lock)
            {
                return _dialect;
            }
        }
    }

    public bool IsSettled
    {
        get
        {
            lock (_lock)
            {
                return _isSettled;
            }
        }
    }

    /// <summary>Waits until the model is known or it is this question's turn to find out.</summary>
    /// <returns>True if it is, and <see cref="PassOn"/> has to follow.</returns>
    public async Task<bool> EnterAsync(CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_isSettled)
            {
                return false;
            }

            if (!_isAsked)
            {
                return _isAsked = true;
            }

            _waiting.Enqueue(turn);
        }

        try
        {
            await turn.Task.WaitAsync(LongestWait, clock, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // A turn that came in the same moment belongs to the next one.
            if (!turn.TrySetCanceled(CancellationToken.None))
            {
                PassOn();
            }

            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }

        return !IsSettled;
    }

    /// <summary>Lets the next question find out, or all go where the model is known.</summary>
    public void PassOn()
    {
        lock (_lock)
        {
            _isAsked = false;
            while (_waiting.TryDequeue(out TaskCompletionSource? next))
            {
                if (next.TrySetResult() && !_isSettled)
                {
                    _isAsked = true;
                    return;
                }
            }
        }
    }

    /// <summary>Remembers a way that was answered.</summary>
    public void Settle(Dialect proven)
    {
        lock (_lock)
        {
            _dialect = _dialect.And(proven);
            _isSettled = true;
        }
    }
}
