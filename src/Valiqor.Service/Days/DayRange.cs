namespace Valiqor.Service.Days;

/// <summary>Whole days, UTC, both ends included.</summary>
internal readonly record struct DayRange(DateOnly First, DateOnly Last)
{
    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>As many days, right before these.</summary>
    public DayRange Before => EndingOn(First.AddDays(-1), Days);

    /// <param name="days">1 or more: that day alone, or with those before it.</param>
    public static DayRange EndingOn(DateOnly last, int days) => new(last.AddDays(1 - days), last);

    public static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    /// <summary>Every day, the oldest first.</summary>
    public IEnumerable<DateOnly> All() => Enumerable.Range(First.DayNumber, Days).Select(DateOnly.FromDayNumber);
}
