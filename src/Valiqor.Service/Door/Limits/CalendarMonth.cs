using System.Globalization;

namespace Valiqor.Service.Door.Limits;

/// <summary>The month that quotas are counted by, UTC.</summary>
internal readonly record struct CalendarMonth(DateTimeOffset FirstDay)
{
    public static CalendarMonth Of(DateTimeOffset time)
    {
        DateTime day = time.UtcDateTime;
        return new(new DateTimeOffset(day.Year, day.Month, 1, 0, 0, 0, TimeSpan.Zero));
    }

    /// <summary>As <c>2026-11</c>.</summary>
    public string Name => FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public DateTimeOffset End => FirstDay.AddMonths(1);
}
