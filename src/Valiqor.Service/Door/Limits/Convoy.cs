namespace Valiqor.Service.Door.Limits;

/// <summary>
/// Work on one thing that comes while other work on it is under way goes together in the next round. So a crowd costs
/// as many round trips as two callers do, and the callers of one process never race each other.
/// </summary>
/// <param name="run">Does the work of a round and answers each in its order.</param>
/// <param name="most">As many go in one round.</param>
/// <param name="gathering">How long a round waits for others to join; null: for nobody.</param>
internal sealed class Convoy<TWork, TResult>(
    Func<string, IReadOnlyList<TWork>, Task<IReadOnlyList<TResult>>> run,
    int most,
    Gathering? gathering = null)
{
    private readonly Lock _lock = new();

    /// <summary>By what is worked on: the round that was formed last, and may have begun.</summary>
    private readonly Dictionary<string, Round> _last = new(StringComparer.Ordinal);

    /// <remarks>
    /// Cancelling ends the waiting alone: the work of the others goes on, and this one's with it.
    /// </remarks>
    public async Task<TResult> JoinAsync(string name, TWork work, CancellationToken cancellationToken)
    {
        (Round round, int place) = Enter(name, work);
        IReadOnlyList<TResult> results = await round.Done.WaitAsync(cancellationToken);
        return results[place];
    }

    private (Round Round, int Place) Enter(string name, TWork work)
    {
        lock (_lock)
        {
            if (!_last.TryGetValue(name, out Round? round) || round.HasBegun || round.Works.Count == most)
            {
                Task before = round?.Done ?? Task.CompletedTask;
                _last[name] = round = new Round();
                round.Done = RunAsync(name, round, before);
            }

            round.Works.Add(work);
            return (round, round.Works.Count - 1);
        }
    }

    private async Task<IReadOnlyList<TResult>> RunAsync(string name, Round round, Task before)
    {
        // The round before tells its own callers how it ended. Yielding lets the one who forms this round get in.
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
        if (gathering is { } wait)
        {
            await Task.Delay(wait.Time, wait.Clock);
        }

        lock (_lock)
        {
            round.HasBegun = true;
        }

        try
        {
            return await run(name, round.Works);
        }
        finally
        {
            lock (_lock)
            {
                if (_last[name] == round)
                {
                    _last.Remove(name);
                }
            }
        }
    }

    private sealed class Round
    {
        public List<TWork> Works { get; } = [];

        public bool HasBegun { get; set; }

        public Task<IReadOnlyList<TResult>> Done { get; set; } = Task.FromResult<IReadOnlyList<TResult>>([]);
    }
}

/// <summary>How long work that nobody waits for in person is held back, so that more of it goes together.</summary>
internal sealed record Gathering(TimeSpan Time, TimeProvider Clock);
