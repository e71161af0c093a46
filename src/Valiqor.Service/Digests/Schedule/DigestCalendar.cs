using Cronos;
using Microsoft.Extensions.Options;

namespace Valiqor.Service.Digests.Schedule;

/// <summary>Knows when digests are due, and of which days.</summary>
internal sealed class DigestCalendar
{
    private readonly CronExpression? _cron;
    private readonly TimeZoneInfo _zone;
    private readonly string _window;

    public DigestCalendar(IOptions<DigestOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        DigestOptions settings = options.Value;
        _cron = settings.Cron.Length > 0 ? CronExpression.Parse(settings.Cron, CronFormat.Standard) : null;
        _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone.Length > 0 ? settings.TimeZone : "UTC");
        _window = settings.Window;
    }

    public bool IsOn => _cron is not null;

    /// <summary>
    /// The last time until now at which digests were due; null where there is no schedule or no such time. A time that
    /// the clock leaps over in spring is due right after the leap, and one that it passes twice in autumn is due once.
    /// </summary>
    public DateTimeOffset? LatestUntil(DateTimeOffset now)
    {
        // Cronos tells a time that is leapt over as the last instant before the leap when it looks back, and as the
        // first one after it when it looks ahead, which is the true one.
        DateTimeOffset? latest = _cron?.GetPreviousOccurrence(now, _zone, inclusive: true);
        DateTimeOffset? due = latest is { } time ? _cron!.GetNextOccurrence(time, _zone, inclusive: true) : null;
        return (due <= now ? due : _cron?.GetPreviousOccurrence(latest ?? now, _zone))?.ToUniversalTime();
    }

    /// <summary>What a digest that is due at a time is of: the days that had ended by then.</summary>
    public DigestWindow WindowOf(DateTimeOffset occurrence) => DigestWindow.EndedBefore(occurrence, _window);
}
