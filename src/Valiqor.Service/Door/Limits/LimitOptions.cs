using System.ComponentModel.DataAnnotations;

namespace Valiqor.Service.Door.Limits;

/// <summary>
/// How much keys and organizations may use. The administrator's key has no limits but the playground's.
/// </summary>
public sealed class LimitOptions
{
    /// <summary>Calls a key has in <see cref="WindowSeconds"/>; 0: no limit. Polling a status is free.</summary>
    [Range(0, 1_000_000)]
    public int Calls { get; init; } = 50;

    /// <summary>The time that <see cref="Calls"/> are counted over, in seconds.</summary>
    [Range(1, 3_600)]
    public int WindowSeconds { get; init; } = 60;

    /// <summary>Playground runs a key has in a day, UTC; 0: no limit.</summary>
    [Range(0, 1_000_000)]
    public int PlaygroundPerDay { get; init; } = 10;

    /// <summary>Playground runs a key has in a minute; 0: no limit.</summary>
    [Range(0, 1_000_000)]
    public int PlaygroundPerMinute { get; init; } = 2;

    /// <summary>Calls an organization has in a calendar month, UTC; 0: no limit.</summary>
    [Range(0, 1_000_000_000_000)]
    public long MonthlyCalls { get; init; }

    /// <summary>Tokens of the judge model an organization has in a calendar month, UTC; 0: no limit.</summary>
    [Range(0, 1_000_000_000_000_000)]
    public long MonthlyJudgeTokens { get; init; }

    public TimeSpan Window => TimeSpan.FromSeconds(WindowSeconds);
}
