using System.Globalization;

namespace Valiqor.Service.Models.Calls;

/// <summary>What a provider sent, whole and within its limit.</summary>
internal sealed record ModelReply(int Status, ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, string> Headers)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>
    /// What <c>retry-after-ms</c> or <c>Retry-After</c> asks, the latter in either of its forms (RFC 9110, 10.2.3);
    /// never negative.
    /// </summary>
    public TimeSpan? RetryAfter(TimeProvider clock)
    {
        TimeSpan? wait = null;
        if (TryNumber("retry-after-ms", out double milliseconds))
        {
            wait = TimeSpan.FromMilliseconds(milliseconds);
        }
        else if (TryNumber("retry-after", out double seconds))
        {
            wait = TimeSpan.FromSeconds(seconds);
        }
        else if (DateTimeOffset.TryParse(
            Header("retry-after"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset date))
        {
            wait = date - clock.GetUtcNow();
        }

        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private bool TryNumber(string header, out double number) =>
        double.TryParse(Header(header), NumberStyles.Float, CultureInfo.InvariantCulture, out number)
        && Math.Abs(number) < TimeSpan.MaxValue.TotalSeconds / 2;
}
