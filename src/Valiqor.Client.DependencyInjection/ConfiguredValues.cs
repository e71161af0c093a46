using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Valiqor.Client.DependencyInjection;

/// <summary>Reads a section by hand, since the general binder needs reflection, which trimming takes away.</summary>
internal static class ConfiguredValues
{
    /// <exception cref="ConfigurationException">A value is of the wrong form.</exception>
    public static void Read(IConfiguration section, ValiqorClientConfiguration into)
    {
        into.BaseUrl = Address(section, nameof(into.BaseUrl)) ?? into.BaseUrl;
        into.ApiKey = Text(section, nameof(into.ApiKey)) ?? into.ApiKey;
        into.ProjectName = Text(section, nameof(into.ProjectName)) ?? into.ProjectName;
        into.OpenaiApiKey = Text(section, nameof(into.OpenaiApiKey)) ?? into.OpenaiApiKey;
        into.RequestTimeout = Time(section, nameof(into.RequestTimeout)) ?? into.RequestTimeout;
        into.PollInterval = Time(section, nameof(into.PollInterval)) ?? into.PollInterval;
    }

    private static Uri? Address(IConfiguration section, string name) =>
        Text(section, name) is not { } text ? null
            : Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is ("http" or "https") ? address
            : throw Wrong(section, name, text, "an address such as https://valiqor.example.com");

    private static TimeSpan? Time(IConfiguration section, string name) =>
        Text(section, name) is not { } text ? null
            : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan time) && time > TimeSpan.Zero ? time
            : throw Wrong(section, name, text, "a time such as 00:01:40");

    private static string? Text(IConfiguration section, string name) =>
        section[name] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static ConfigurationException Wrong(IConfiguration section, string name, string text, string expected)
    {
        string path = section is IConfigurationSection { Path: { Length: > 0 } parent } ? $"{parent}:{name}" : name;
        return new ConfigurationException($"{path} is '{text}', which is not {expected}.");
    }
}
