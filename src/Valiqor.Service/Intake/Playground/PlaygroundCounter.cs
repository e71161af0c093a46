using System.Globalization;
using Microsoft.Extensions.Options;
using Valiqor.Service.Door.Keys;
using Valiqor.Service.Door.Limits;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Intake.Playground;

/// <summary>What a key has tried in the playground.</summary>
/// <param name="RunsToday">This one included.</param>
/// <param name="LimitPerDay">0: there is none.</param>
/// <param name="Rate">What is left of the minute; null where it has no limit.</param>
internal sealed record PlaygroundUse(int RunsToday, int LimitPerDay, RateState? Rate);

/// <summary>Counts the playground's runs of a key, by day and by minute, exactly, whichever hosts take them.</summary>
internal sealed class PlaygroundCounter(
    LimitStorage storage,
    IOptions<LimitOptions> options,
    TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly LimitOptions _limits = options.Value;

    /// <summary>Uses one run up. It stays used up whatever becomes of it: the count is of tries.</summary>
    /// <exception cref="ProblemException">The day's or the minute's are used up; nothing is counted then.</exception>
    public Task<PlaygroundUse> TakeAsync(KeyOwner owner, CancellationToken cancellationToken) =>
        storage.Limits.RepeatAsync(() => TryTakeAsync(owner, cancellationToken), cancellationToken);

    private async Task<PlaygroundUse> TryTakeAsync(KeyOwner owner, CancellationToken cancellationToken)
    {
        PlaygroundRow row = await storage.Limits.ReadAsync<PlaygroundRow>(
            owner.Organization, $"playground|{owner.KeyId}", cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        string today = now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (row.Day != today)
        {
            (row.Day, row.Runs) = (today, 0);
        }

        var window = new CallWindow(row.Window, Minute, now);
        Check(row, window, now);
        window.Add();
        (row.Runs, row.Window) = (row.Runs + 1, window.Write());
        await storage.Limits.WriteAsync([row], cancellationToken);
        return new PlaygroundUse(row.Runs, _limits.PlaygroundPerDay, RateOf(window));
    }

    private void Check(PlaygroundRow row, CallWindow window, DateTimeOffset now)
    {
        if (_limits.PlaygroundPerDay > 0 && row.Runs >= _limits.PlaygroundPerDay)
        {
            throw ProblemException.QuotaExceeded(
                $"The key has used its {_limits.PlaygroundPerDay:N0} playground runs of the day",
                new QuotaState("playground", row.Runs, _limits.PlaygroundPerDay),
                TimeSpan.FromDays(1) - now.UtcDateTime.TimeOfDay);
        }

        if (RateOf(window) is { Remaining: 0 } rate)
        {
            throw ProblemException.RateLimited(
                $"The key has used its {_limits.PlaygroundPerMinute:N0} playground runs in a minute",
                rate,
                window.UntilBelow(_limits.PlaygroundPerMinute));
        }
    }

    private RateState? RateOf(CallWindow window) =>
        _limits.PlaygroundPerMinute > 0 ? window.RateOf(_limits.PlaygroundPerMinute) : null;
}
