using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using DurableTask.AzureStorage;

namespace Valiqor.Functions.Tests.Durable;

/// <summary>
/// A worker's line to storage. Once it is cut, nothing that the worker asks for or writes arrives any more and nothing
/// answers, so to all others the worker is as good as killed: it renews no lease and releases none.
/// </summary>
internal sealed class CutLine(string connection)
    : HttpPipelinePolicy,
        IStorageServiceClientProvider<BlobServiceClient, BlobClientOptions>,
        IStorageServiceClientProvider<QueueServiceClient, QueueClientOptions>,
        IStorageServiceClientProvider<TableServiceClient, TableClientOptions>
{
    private volatile bool _isCut;

    public StorageAccountClientProvider Clients => new(this, this, this);

    public void Cut() => _isCut = true;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        ProcessAsync(message, pipeline).AsTask().GetAwaiter().GetResult();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (_isCut)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, message.CancellationToken);
        }

        await ProcessNextAsync(message, pipeline);
    }

    BlobClientOptions IStorageServiceClientProvider<BlobServiceClient, BlobClientOptions>.CreateOptions() =>
        Through(new BlobClientOptions());

    BlobServiceClient IStorageServiceClientProvider<BlobServiceClient, BlobClientOptions>.CreateClient(
        BlobClientOptions options) => new(connection, options);

    QueueClientOptions IStorageServiceClientProvider<QueueServiceClient, QueueClientOptions>.CreateOptions() =>
        Through(new QueueClientOptions());

    QueueServiceClient IStorageServiceClientProvider<QueueServiceClient, QueueClientOptions>.CreateClient(
        QueueClientOptions options) => new(connection, options);

    TableClientOptions IStorageServiceClientProvider<TableServiceClient, TableClientOptions>.CreateOptions() =>
        Through(new TableClientOptions());

    TableServiceClient IStorageServiceClientProvider<TableServiceClient, TableClientOptions>.CreateClient(
        TableClientOptions options) => new(connection, options);

    private TOptions Through<TOptions>(TOptions options)
        where TOptions : ClientOptions
    {
        options.AddPolicy(this, HttpPipelinePosition.PerRetry);
        return options;
    }
}
