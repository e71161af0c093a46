using Valiqor.Client;
using Valiqor.Service.Days;

namespace Valiqor.Service.Digests;

/// <summary>The UTC days that a digest is of.</summary>
/// <param name="Kind">Of <see cref="DigestWindows"/>.</param>
internal sealed record DigestWindow(string Kind, DateOnly LastDay)
{
    private const int DaysOfWeek = 7;

    public DayRange Days => DayRange.EndingOn(LastDay, Kind == DigestWindows.Week ? DaysOfWeek : 1);

    public DateOnly FirstDay => Days.First;

    /// <summary>The window of the same length that ends where this one begins.</summary>
    public DigestWindow Before => this with { LastDay = Days.Before.Last };

    public bool Has(DateOnly day) => day >= FirstDay && day <= LastDay;

    /// <summary>The window of the last day that has ended.</summary>
    public static DigestWindow EndedBefore(DateTimeOffset time, string kind) =>
        new(kind, DayRange.DayOf(time).AddDays(-1));
}
