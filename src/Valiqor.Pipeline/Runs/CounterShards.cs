using System.Threading.Channels;

namespace Valiqor.Pipeline.Runs;

/// <summary>
/// Deals out the numbers of the rows that a counter is spread over, so that changes side by side do not meet in one
/// row. The lowest free number is dealt first: where little happens, a counter is one row.
/// </summary>
internal sealed class CounterShards
{
    /// <summary>
    /// Also how many changes one process makes side by side. More would not be faster: a partition of Azure takes about
    /// 200 such changes a second.
    /// </summary>
    public const int Count = 8;

    private readonly Channel<int> _free = Channel.CreateUnboundedPrioritized<int>();

    public CounterShards()
    {
        for (int number = 0; number < Count; number++)
        {
            Return(number);
        }
    }

    /// <summary>Waits until a number is free.</summary>
    public ValueTask<int> RentAsync(CancellationToken cancellationToken) => _free.Reader.ReadAsync(cancellationToken);

    public void Return(int number) => _free.Writer.TryWrite(number);
}
