using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Valiqor.Service.Ground;

/// <summary>How much of a rate limit is left.</summary>
/// <param name="Reset">How long until all of it is free again, if no more calls come.</param>
public sealed record RateState(int Limit, int Remaining, TimeSpan Reset)
{
    public const string LimitHeader = "X-RateLimit-Limit";
    public const string RemainingHeader = "X-RateLimit-Remaining";
    public const string ResetHeader = "X-RateLimit-Reset";

    /// <summary>A time as headers have it: whole seconds, never too few.</summary>
    public static string Seconds(TimeSpan time) =>
        Math.Max(0, Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    public void WriteTo(HttpResponse response)
    {
        response.Headers[LimitHeader] = Limit.ToString(CultureInfo.InvariantCulture);
        response.Headers[RemainingHeader] = Remaining.ToString(CultureInfo.InvariantCulture);
        response.Headers[ResetHeader] = Seconds(Reset);
    }
}
