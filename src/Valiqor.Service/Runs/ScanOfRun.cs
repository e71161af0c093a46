using Valiqor.Analysis.Scans;
using Valiqor.Client;
using Valiqor.Service.Runs.Scope;
using Valiqor.Service.Scans;

namespace Valiqor.Service.Runs;

/// <summary>Which scan a run is explained by.</summary>
internal sealed class ScanOfRun(ScanStorage storage)
{
    /// <summary>
    /// Notes in the row of a run that is about to begin the project's latest completed scan: where it has one and the
    /// run wants it.
    /// </summary>
    public async Task FixAsync(RunRow row, CancellationToken cancellationToken)
    {
        ScanRef? scan = RunStatus.IsFinal(row.Status) || !RunDetectors.OptionsOf(row).RunScan
            ? null
            : await storage.FindLatestAsync(row.PartitionKey, row.Project, cancellationToken);
        (row.ScanId, row.ScanDigest) = (scan?.ScanId, scan?.Digest);
    }

    /// <summary>What explains the failures of a run; null where it has no scan.</summary>
    public async Task<ScanExplainer?> LoadAsync(RunRow row, CancellationToken cancellationToken)
    {
        if (row is not { ScanId: { } id, ScanDigest: { } digest })
        {
            return null;
        }

        BinaryData? json = await storage.ReadMapAsync(new ScanRef(row.PartitionKey, id, digest), cancellationToken);
        return json is not null && ContextMapReader.Read(json.ToMemory(), out _) is { } map
            ? new ScanExplainer(map)
            : null;
    }
}
