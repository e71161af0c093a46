using System.Globalization;
using System.Text.RegularExpressions;
using Valiqor.Service.Models.Calls;
using Valiqor.Text.Patterns;

namespace Valiqor.Service.Models.Pace;

/// <summary>Reads the headers <c>x-ratelimit-…</c> that OpenAI, Azure and many compatible servers send.</summary>
internal static class AllowanceHeaders
{
    /// <param name="unit"><c>requests</c> or <c>tokens</c>.</param>
    public static Allowance? Read(ModelReply reply, string unit) =>
        Count(reply, $"x-ratelimit-remaining-{unit}") is { } remaining
        && ReadReset(reply.Header($"x-ratelimit-reset-{unit}")) is { } reset
            ? new Allowance(remaining, Count(reply, $"x-ratelimit-limit-{unit}") ?? 0, reset)
            : null;

    /// <summary>Seconds, or a duration as Go writes it: <c>1h2m3.5s</c>, <c>120ms</c>.</summary>
    internal static TimeSpan? ReadReset(string? text)
    {
        if (text is null or { Length: 0 or > 40 })
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds))
        {
            return seconds is >= 0 and < 1e9 ? TimeSpan.FromSeconds(seconds) : null;
        }

        Match match = GoDuration.Match(text);
        if (!match.Success)
        {
            return null;
        }

        double minutes = (60 * Part(match, "h")) + Part(match, "m");
        double total = (60 * minutes) + Part(match, "s") + (Part(match, "ms") / 1e3);
        return total < 1e9 ? TimeSpan.FromSeconds(total) : null;
    }

    private static double Part(Match match, string unit) =>
        match.Groups[unit] is { Success: true } part ? double.Parse(part.ValueSpan, CultureInfo.InvariantCulture) : 0;

    private static long? Count(ModelReply reply, string header) =>
        long.TryParse(reply.Header(header), NumberStyles.None, CultureInfo.InvariantCulture, out long count)
            ? count
            : null;

    private static readonly Pattern GoDuration = Pattern.Of(
        @"^(?:(?<h>[0-9]+)h)?(?:(?<m>[0-9]+)m)?(?:(?<s>[0-9]+(?:\.[0-9]+)?)s)?(?:(?<ms>[0-9]+(?:\.[0-9]+)?)ms)?$");
}
