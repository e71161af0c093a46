using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Valiqor.Service.Ground;
using Valiqor.Service.Intake;

namespace Valiqor.LocalHost;

/// <summary>Looks into the drop container, as the blob trigger does in Azure.</summary>
internal sealed class DropWatcher(
    StorageAccount account,
    DatasetDrops drops,
    IRunLauncher launcher,
    ILogger<DropWatcher> log,
    TimeProvider clock) : BackgroundService
{
    // A dropped dataset is noticed within two seconds.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var noticed = new HashSet<(string Name, string ETag)>();
        try
        {
            while (true)
            {
                noticed = await LookAsync(noticed, stoppingToken);
                await Task.Delay(BetweenLooks, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>Notices what is new, and answers what stands there now: what has gone need not be remembered.</summary>
    private async Task<HashSet<(string Name, string ETag)>> LookAsync(
        HashSet<(string Name, string ETag)> noticed,
        CancellationToken cancellationToken)
    {
        var standing = new HashSet<(string Name, string ETag)>();
        try
        {
            BlobContainerClient datasets = account.Blobs.GetBlobContainerClient(Layout.DatasetContainer);
            await foreach (BlobItem blob in datasets.GetBlobsAsync(cancellationToken: cancellationToken))
            {
                (string Name, string) drop = (blob.Name, blob.Properties.ETag.ToString() ?? "");
                if (!noticed.Contains(drop))
                {
                    await drops.NoticeAsync(drop.Name, launcher, cancellationToken);
                }

                standing.Add(drop);
            }

            return standing;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.LookFailed(log, e, "dropped datasets");
            standing.UnionWith(noticed);
            return standing;
        }
    }
}
