using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Valiqor.Pipeline.Http;

namespace Valiqor.Pipeline.Limits;

/// <summary>How much of a rate limit is left.</summary>
/// <param name="Reset">How long until all of it is free again, if no more calls come.</param>
public sealed record RateState(int Limit, int Remaining, TimeSpan Reset)
{
    private const string LimitHeader = "X-RateLimit-Limit";
    private const string RemainingHeader = "X-RateLimit-Remaining";
    private const string ResetHeader = "X-RateLimit-Reset";

    /// <summary>What <see cref="WriteTo"/> writes.</summary>
    public static ImmutableArray<HeaderParameter> Headers { get; } =
    [
        new(LimitHeader, "How many calls the limit allows."),
        new(RemainingHeader, "How many of them are left."),
        new(ResetHeader, "Seconds until all of them are free again, if no more calls come."),
    ];

    /// <summary>A time as headers have it: whole seconds, never too few.</summary>
    public static string Seconds(TimeSpan time) =>
        Math.Max(0, Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    public void WriteTo(HttpResponse response)
    {
        response.Headers[LimitHeader] = Limit.ToString(CultureInfo.InvariantCulture);
        response.Headers[RemainingHeader] = Remaining.ToString(CultureInfo.InvariantCulture);
        response.Headers[ResetHeader] = Seconds(Reset);
    }

    internal static RateState Of(CallWindow window, int limit) =>
        new(limit, Math.Max(0, limit - window.Count), window.UntilBelow(1));
}
