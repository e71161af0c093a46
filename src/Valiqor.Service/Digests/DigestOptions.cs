using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Valiqor.Client;

namespace Valiqor.Service.Digests;

/// <summary>The settings <c>Valiqor__Digests__…</c>: when digests are written and where they are sent.</summary>
public sealed class DigestOptions
{
    internal const string Section = "Valiqor__Digests";

    /// <summary>When digests are written: minute, hour, day of month, month, day of week. Empty: never.</summary>
    [CronSetting]
    public string Cron { get; init; } = "";

    /// <summary>The time zone of <see cref="Cron"/>, with its daylight-saving time.</summary>
    [TimeZoneSetting]
    public string TimeZone { get; init; } = "UTC";

    /// <summary>How many days a digest is of.</summary>
    [AllowedValues(DigestWindows.Day, DigestWindows.Week,
        ErrorMessage = "Valiqor__Digests__Window is neither day nor week.")]
    public string Window { get; init; } = DigestWindows.Day;

    /// <summary>Where each written digest is sent by POST. Empty: nowhere.</summary>
    [WebAddressSetting(AllowsHttp = false)]
    public string WebhookUrl { get; init; } = "";

    /// <summary>The key of the webhook's signature. Empty: it is not signed.</summary>
    [SecretSetting]
    public string WebhookSecret { get; init; } = "";

    /// <summary>What the webhook's receiver understands.</summary>
    [AllowedValues(WebhookFormats.Generic, WebhookFormats.Slack, WebhookFormats.Teams,
        ErrorMessage = "Valiqor__Digests__WebhookFormat is none of generic, slack and teams.")]
    public string WebhookFormat { get; init; } = WebhookFormats.Generic;

    /// <summary>The service's own address, for links to runs. Empty: digests name runs without links.</summary>
    [WebAddressSetting]
    public string PublicUrl { get; init; } = "";
}

/// <summary>The kinds of body that a webhook can have.</summary>
internal static class WebhookFormats
{
    public const string Generic = "generic";
    public const string Slack = "slack";
    public const string Teams = "teams";
}

[OptionsValidator]
internal sealed partial class DigestOptionsValidator : IValidateOptions<DigestOptions>;
