using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Valiqor.Analysis.Scans;
using Valiqor.Client;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Scans;

/// <summary>Takes the files of a scan: reads them as context maps, and keeps the map that they make together.</summary>
internal sealed class ScanIntake(ScanStorage storage, TimeProvider clock)
{
    private const string Prefix = "scan_";
    private const int IdDigits = 24;
    private const int DigestDigits = 32;

    private const int ErrorCharacters = 2_000;

    public static string NewId() => Prefix + RandomNumberGenerator.GetHexString(IdDigits, lowercase: true);

    /// <summary>
    /// Processes the files at once: they are a few megabytes. A file that is no map makes a scan that has failed and
    /// says why; the maps of the others are not kept then.
    /// </summary>
    public async Task<ScanRow> TakeAsync(
        string organization,
        string project,
        string scanId,
        IReadOnlyList<ScanFile> files,
        CancellationToken cancellationToken)
    {
        string digest = DigestOf(project, files);
        ScanRow? known = await storage.FindAsync(organization, scanId, cancellationToken);
        if (known?.Digest == digest)
        {
            return known;
        }

        ContextMap? map = Read(files, out string? fault);
        var row = new ScanRow
        {
            PartitionKey = organization,
            RowKey = ScanLayout.ScanRow(scanId),
            ScanId = scanId,
            Project = project,
            Files = JsonSerializer.Serialize(
                [.. files.Select(file => file.Name)], WireJson.Default.IReadOnlyListString),
            Digest = digest,
            CreatedAt = clock.GetUtcNow(),
        };
        if (map is null)
        {
            row.Status = ScanStates.Failed;
            row.Error = Texts.Cut(fault, ErrorCharacters);
        }
        else
        {
            await storage.WriteMapAsync(
                new ScanRef(organization, scanId, digest), ContextMapJson.Write(map), cancellationToken);
            Complete(row, map);
        }

        return await storage.PutAsync(row, cancellationToken);
    }

    private void Complete(ScanRow row, ContextMap map)
    {
        row.Status = ScanStates.Completed;
        row.Prompts = map.Prompts.Length;
        row.Tools = map.Tools.Length;
        row.ModelCalls = map.ModelCalls.Length;
        row.Workflows = map.Workflows.Length;
        DateTimeOffset now = clock.GetUtcNow();
        row.CompletedAt = now;
        row.ProjectRow = ScanLayout.ProjectScanRow(row.Project, now, row.ScanId);
    }

    private static ContextMap? Read(IReadOnlyList<ScanFile> files, out string? fault)
    {
        var maps = new List<ContextMap>();
        foreach (ScanFile file in files)
        {
            if (ContextMapReader.Read(file.Content, out fault) is not { } map)
            {
                fault = $"{file.Name}, {fault}";
                return null;
            }

            maps.Add(map);
        }

        fault = null;
        return ContextMap.Merge(maps);
    }

    private static string DigestOf(string project, IReadOnlyList<ScanFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{project}\n"));
        foreach (ScanFile file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Name}\n{file.Content.Length}\n"));
            hash.AppendData(file.Content.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..DigestDigits];
    }
}

/// <summary>The states of a scan on the wire. None is in between: files are processed in their request.</summary>
internal static class ScanStates
{
    public const string Completed = "completed";
    public const string Failed = "failed";
}
