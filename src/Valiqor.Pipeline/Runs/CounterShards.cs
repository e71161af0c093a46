using System.Threading.Channels;

namespace Valiqor.Pipeline.Runs;

/// <summary>
/// Counters are spread over some rows, so that changes side by side need not meet in one; a run keeps to one of them.
/// Within this process, changes that would meet come one after the other.
/// </summary>
internal sealed class CounterShards
{
    /// <summary>More would not be faster: a partition of Azure takes about as many changes as eight rows do.</summary>
    public const int Count = 8;

    private readonly Channel<int>[] _turns;

    public CounterShards()
    {
        _turns = [.. Enumerable.Range(0, Count).Select(_ => Channel.CreateBounded<int>(1))];
        for (int shard = 0; shard < Count; shard++)
        {
            EndTurn(shard);
        }
    }

    /// <summary>The same for a run for ever: the row that counts it has to be the one that no longer does.</summary>
    public static int Of(string runId)
    {
        // FNV-1a. What string.GetHashCode answers is another for each process.
        uint hash = 2_166_136_261;
        foreach (char c in runId)
        {
            hash = unchecked((hash ^ c) * 16_777_619);
        }

        return (int)(hash % Count);
    }

    /// <summary>Waits until nobody in this process changes the shard.</summary>
    public ValueTask<int> TakeTurnAsync(int shard, CancellationToken cancellationToken) =>
        _turns[shard].Reader.ReadAsync(cancellationToken);

    public void EndTurn(int shard) => _turns[shard].Writer.TryWrite(shard);
}
