using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Valiqor.Service.Ground;
using Valiqor.Service.Intake;

namespace Valiqor.Functions;

/// <summary>
/// Notices datasets that are dropped into storage, by one of two ways: Flex Consumption knows events only, Azurite and
/// the Core Tools polling only. The setting <c>AzureWebJobs.{function}.Disabled</c> turns the other one off.
/// </summary>
/// <remarks>A blob client is a reference: nothing of the dataset is read here, however large it is.</remarks>
public sealed class DatasetTriggers(DatasetDrops drops)
{
    // The token takes the whole rest of the name, slashes included: "project/file.jsonl".
    private const string AnyDataset = Layout.DatasetContainer + "/{name}";

    // A trigger's connection cannot fall back to another one, so this one is the host's, which is always there; where
    // Valiqor__Storage is set as well, both must name the same account for drops to be noticed.
    private const string HostConnection = "AzureWebJobsStorage";

    [Function("DatasetDropped")]
    public Task DatasetDroppedAsync(
        [BlobTrigger(AnyDataset, Connection = HostConnection)] BlobClient dataset,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        NoticeAsync(dataset, client, cancellationToken);

    [Function("DatasetDroppedEvent")]
    public Task DatasetDroppedEventAsync(
        [BlobTrigger(AnyDataset, Connection = HostConnection, Source = BlobTriggerSource.EventGrid)] BlobClient dataset,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        NoticeAsync(dataset, client, cancellationToken);

    private Task NoticeAsync(BlobClient dataset, DurableTaskClient client, CancellationToken cancellationToken) =>
        drops.NoticeAsync(dataset.Name, new DurableLauncher(client), cancellationToken);
}
