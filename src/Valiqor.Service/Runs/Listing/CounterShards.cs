using System.Threading.Channels;

namespace Valiqor.Service.Runs.Listing;

/// <summary>
/// Counters are spread over some rows, so that changes side by side need not meet in one; a run keeps to one of them.
/// Within this process, changes that would meet come one after the other.
/// </summary>
internal sealed class CounterShards
{
    /// <summary>More would not be faster: a partition of Azure takes about as many changes as eight rows do.</summary>
    public const int Count = 8;

    /// <summary>Organizations share turns by chance, so that there is no list of them to keep.</summary>
    private const int Turns = 64;

    private readonly Channel<int>[] _turns;

    public CounterShards()
    {
        _turns = [.. Enumerable.Range(0, Turns).Select(_ => Channel.CreateBounded<int>(1))];
        for (int turn = 0; turn < Turns; turn++)
        {
            EndTurn(turn);
        }
    }

    /// <summary>The same for a run for ever: the row that counts it has to be the one that no longer does.</summary>
    public static int Of(string runId) => (int)(HashOf(runId) % Count);

    /// <summary>Waits until nobody in this process changes what counts the run, and answers the turn to end.</summary>
    public ValueTask<int> TakeTurnAsync(string organization, string runId, CancellationToken cancellationToken)
    {
        uint turn = (HashOf(organization) + (uint)Of(runId)) % Turns;
        return _turns[turn].Reader.ReadAsync(cancellationToken);
    }

    public void EndTurn(int turn) => _turns[turn].Writer.TryWrite(turn);

    /// <summary>FNV-1a: what <see cref="string.GetHashCode()"/> answers is another in each process.</summary>
    private static uint HashOf(string text)
    {
        uint hash = 2_166_136_261;
        foreach (char c in text)
        {
            hash = unchecked((hash ^ c) * 16_777_619);
        }

        return hash;
    }
}
