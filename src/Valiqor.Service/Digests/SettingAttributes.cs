using System.Globalization;
using Cronos;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Digests;

internal abstract class DigestSettingAttribute : SettingAttribute
{
    protected sealed override string Section => DigestOptions.Section;
}

[AttributeUsage(AttributeTargets.Property)]
internal sealed class CronSettingAttribute : DigestSettingAttribute
{
    public override string Allowed => "a cron expression of five fields";

    protected override string? FaultOf(string text)
    {
        try
        {
            CronExpression cron = CronExpression.Parse(text, CronFormat.Standard);
            DateTime start = DateTime.UnixEpoch;
            return cron.GetNextOccurrence(start, inclusive: true) is null
                ? $"is '{text}', and no day is such a day."
                : null;
        }
        catch (Exception e) when (e is CronFormatException or MissingSeedException)
        {
            return $"is '{text}', which is no cron expression of five fields such as '0 8 * * MON': {e.Message}";
        }
    }
}

[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeZoneSettingAttribute : DigestSettingAttribute
{
    public override string Allowed => "an IANA time zone";

    protected override string? FaultOf(string text) => TimeZoneInfo.TryFindSystemTimeZoneById(text, out _)
        ? null
        : $"is '{text}', which this machine does not know: give an IANA id such as Europe/Berlin, or UTC. "
            + "A machine without time zone data (the package tzdata) knows UTC alone.";
}

[AttributeUsage(AttributeTargets.Property)]
internal sealed class WebAddressSettingAttribute : DigestSettingAttribute
{
    /// <summary>False: only to this very machine.</summary>
    public bool AllowsHttp { get; init; } = true;

    public override string Allowed => AllowsHttp ? "a web address" : "an `https://` address";

    // The text is not told: a webhook's address often is the secret that lets one post to it.
    protected override string? FaultOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
        && (address.Scheme == Uri.UriSchemeHttps
            || (address.Scheme == Uri.UriSchemeHttp && (AllowsHttp || address.IsLoopback)))
        && address.UserInfo.Length == 0
            ? null
            : AllowsHttp
                ? "is no web address: give one that begins with https:// or http://."
                : "is no address that digests may be sent to: give one that begins with https:// "
                    + "(http:// only to this machine itself), without a name and password in it.";
}

[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretSettingAttribute : DigestSettingAttribute
{
    private const int Shortest = 16;

    public override string Allowed => string.Create(CultureInfo.InvariantCulture, $"{Shortest} characters or more");

    protected override string? FaultOf(string text) => text.Length >= Shortest
        ? null
        : $"is shorter than {Shortest} characters: give a long random text.";
}
