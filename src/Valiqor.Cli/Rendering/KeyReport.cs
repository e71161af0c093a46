using System.Globalization;
using Valiqor.Client;

namespace Valiqor.Cli.Rendering;

/// <summary>Keys, as far as they may be shown.</summary>
internal static class KeyReport
{
    /// <summary>The key stands alone on its line, for other programs.</summary>
    public static Report Of(CreatedKey key) => new Report()
        .Line(key.ApiKey, Tone.Heading)
        .Hint($"Its id is {key.KeyId}. {key.Warning}");

    public static Report Of(IReadOnlyList<ListedKey> keys, DateTimeOffset now)
    {
        var table = new TableView(
            new Column("Id") { IsWhole = true },
            new Column("Name"),
            new Column("Organization"),
            new Column("Project") { FromWidth = 110 },
            new Column("Begins") { IsWhole = true, FromWidth = 100 },
            new Column("Made") { IsWhole = true },
            new Column("Revoked") { IsWhole = true });
        foreach (ListedKey key in keys)
        {
            table.Add(
                key.KeyId,
                key.Name,
                key.Organization,
                key.ProjectId ?? "",
                key.PublicPrefix,
                Time(key.CreatedAt, now),
                key.RevokedAt is { } revoked ? Time(revoked, now) with { Tone = Tone.Dim } : "");
        }

        var report = new Report();
        return keys.Count == 0 ? report.Hint("No keys but the administrator's.") : report.Table(table);
    }

    public static Report Of(Usage usage) => new Report()
        .Line($"{usage.Month}: {OfLimit(usage.Calls, usage.CallLimit)} calls, "
            + $"{OfLimit(usage.JudgeTokens, usage.JudgeTokenLimit)} tokens of the judge model.");

    private static string OfLimit(long used, long? limit) => limit is { } most
        ? string.Create(CultureInfo.InvariantCulture, $"{used:N0} of {most:N0}")
        : used.ToString("N0", CultureInfo.InvariantCulture);

    private static Cell Time(DateTimeOffset time, DateTimeOffset now) => new(AgeText.Of(time, now))
    {
        Exact = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    };
}
