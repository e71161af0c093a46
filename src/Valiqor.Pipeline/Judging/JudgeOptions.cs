using System.ComponentModel.DataAnnotations;

namespace Valiqor.Pipeline.Judging;

/// <summary>The settings <c>Valiqor__Judge__…</c>.</summary>
public sealed class JudgeOptions
{
    /// <summary>How long a caller's own judge key is kept for a run that does not end, in hours.</summary>
    [Range(1, 8_760)]
    public int KeyMaxAgeHours { get; init; } = 24;

    public TimeSpan KeyMaxAge => TimeSpan.FromHours(KeyMaxAgeHours);
}
