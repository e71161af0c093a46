using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Scans;

/// <summary>One state of a scan. A map is stored under its digest, so uploading again leaves it as it is.</summary>
internal sealed record ScanRef(string Organization, string ScanId, string Digest);

/// <summary>Scans and the maps they hold.</summary>
internal sealed class ScanStorage(StorageAccount account, TimeProvider clock) : IStorageArea
{
    // Uploads under one id at the same time; each one more than the first costs the others a try.
    private static readonly Backoff Backoff = new(
        Tries: 8, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(500));

    private readonly BlobContainerClient _maps = account.Blobs.GetBlobContainerClient(ScanLayout.ScanContainer);
    private readonly TableClient _scans = account.Tables.GetTableClient(ScanLayout.ScanTable);

    public async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        await _maps.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await _scans.CreateIfNotExistsAsync(cancellationToken);
    }

    public async Task<ScanRow?> FindAsync(string organization, string scanId, CancellationToken cancellationToken)
    {
        NullableResponse<ScanRow> found = await _scans.GetEntityIfExistsAsync<ScanRow>(
            organization, ScanLayout.ScanRow(scanId), cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>The project's latest completed scan; null where it has none.</summary>
    public async Task<ScanRef?> FindLatestAsync(
        string organization,
        string project,
        CancellationToken cancellationToken)
    {
        (string from, string end) = ScanLayout.ProjectScanRows(project);
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {organization} and RowKey ge {from} and RowKey lt {end}");
        AsyncPageable<ProjectScanRow> rows = _scans.QueryAsync<ProjectScanRow>(
            filter, maxPerPage: 1, cancellationToken: cancellationToken);
        await foreach (ProjectScanRow row in rows)
        {
            return new ScanRef(organization, row.ScanId, row.Digest);
        }

        return null;
    }

    /// <summary>
    /// Puts a scan in the place of the one with its id, and answers what then stands. One of the same digest is left
    /// alone: the same upload twice is one upload.
    /// </summary>
    public async Task<ScanRow> PutAsync(ScanRow scan, CancellationToken cancellationToken)
    {
        TableLimits.Check(scan);
        for (int attempt = 1; ; attempt++)
        {
            ScanRow? known = await FindAsync(scan.PartitionKey, scan.ScanId, cancellationToken);
            if (known?.Digest == scan.Digest)
            {
                return known;
            }

            scan.CreatedAt = known?.CreatedAt ?? scan.CreatedAt;
            try
            {
                await _scans.SubmitTransactionAsync(Changes(scan, known), cancellationToken);
                return scan;
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412 && !Backoff.IsOver(attempt))
            {
                // Another upload under this id was faster: look again at what stands.
                await Backoff.WaitAsync(attempt, clock, cancellationToken);
            }
        }
    }

    public Task WriteMapAsync(ScanRef scan, ReadOnlyMemory<byte> json, CancellationToken cancellationToken) =>
        _maps.GetBlobClient(ScanLayout.ScanMapBlob(scan))
            .UploadAsync(BinaryData.FromBytes(json), overwrite: true, cancellationToken);

    /// <summary>The map of a scan; null where somebody removed it.</summary>
    public async Task<BinaryData?> ReadMapAsync(ScanRef scan, CancellationToken cancellationToken)
    {
        try
        {
            BlobClient blob = _maps.GetBlobClient(ScanLayout.ScanMapBlob(scan));
            return (await blob.DownloadContentAsync(cancellationToken)).Value.Content;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private static List<TableTransactionAction> Changes(ScanRow scan, ScanRow? known)
    {
        var changes = new List<TableTransactionAction>
        {
            known is null
                ? new(TableTransactionActionType.Add, scan)
                : new(TableTransactionActionType.UpdateReplace, scan, known.ETag),
        };
        if (known?.ProjectRow is { } before && before != scan.ProjectRow)
        {
            changes.Add(new(
                TableTransactionActionType.Delete, new TableEntity(scan.PartitionKey, before), ETag.All));
        }

        if (scan.ProjectRow is { } place)
        {
            var row = new ProjectScanRow
            {
                PartitionKey = scan.PartitionKey,
                RowKey = place,
                ScanId = scan.ScanId,
                Digest = scan.Digest,
            };
            TableLimits.Check(row);
            changes.Add(new(TableTransactionActionType.UpsertReplace, row));
        }

        return changes;
    }
}
