namespace Valiqor.Benchmarks.Speed;

/// <summary>
/// Processor time of this process, which other work on the machine changes less than the wall's clock.
/// </summary>
internal static class CpuCost
{
    private const int WarmUpPasses = 3;
    private const int Passes = 5;

    /// <summary>The median pass, after some that only warm up; with the garbage collector's share.</summary>
    public static TimeSpan Median(Action pass)
    {
        var costs = new List<TimeSpan>();
        for (int i = 0; i < WarmUpPasses + Passes; i++)
        {
            TimeSpan start = Now;
            pass();
            costs.Add(Now - start);
        }

        return costs.Skip(WarmUpPasses).Order().ElementAt(Passes / 2);
    }

    public static TimeSpan Now => Environment.CpuUsage.TotalTime;
}
