using System.Globalization;
using System.Text.Json;

namespace Valiqor.Service.Traces.Spans;

/// <summary>Reads times as tracers write them: ISO 8601, or numbers since 1970 in any usual unit.</summary>
internal static class TraceTimes
{
    // A number's size tells its unit: in seconds, 1e11 is the year 5138; in milliseconds, 1e14; and so on.
    private const double MostSeconds = 1e11;
    private const double MostMilliseconds = 1e14;
    private const double MostMicroseconds = 1e17;

    public static DateTimeOffset? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => OfText(value.GetString()!),
        JsonValueKind.Number when value.TryGetDouble(out double number) => OfNumber(number),
        _ => null,
    };

    private static DateTimeOffset? OfText(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? OfNumber(number)
        : DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset time)
            ? time
            : null;

    private static DateTimeOffset? OfNumber(double number)
    {
        double seconds = number switch
        {
            < MostSeconds => number,
            < MostMilliseconds => number / 1e3,
            < MostMicroseconds => number / 1e6,
            _ => number / 1e9,
        };
        return seconds > 0 && seconds < MostSeconds
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;
    }
}
