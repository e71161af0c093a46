using System.Text;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Valiqor.Service.Ground;

namespace Valiqor.EndToEnd.Judging.Keys;

/// <summary>Everything that a storage account has, and everything below a directory, byte by byte.</summary>
internal static class StorageSearch
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Each blob and row of every container and table, with its names and metadata.</summary>
    public static async IAsyncEnumerable<(string Place, ReadOnlyMemory<byte> Bytes)> ReadAsync(StorageAccount account)
    {
        await foreach (BlobContainerItem row in account.Blobs.GetBlobContainersAsync(cancellationToken: Stop))
        {
            BlobContainerClient container = account.Blobs.GetBlobContainerClient(row.Name);
            var options = new GetBlobsOptions { Traits = BlobTraits.Metadata, States = BlobStates.All };
            await foreach (BlobItem blob in container.GetBlobsAsync(options, Stop))
            {
                BlobDownloadResult read = await container.GetBlobClient(blob.Name).DownloadContentAsync(Stop);
                byte[] about = Encoding.UTF8.GetBytes($"{blob.Name}\n{string.Join('\n', blob.Metadata)}\n");
                yield return ($"{row.Name}/{blob.Name}", (byte[])[.. about, .. read.Content.ToMemory().Span]);
            }
        }

        await foreach (TableItem table in account.Tables.QueryAsync(cancellationToken: Stop))
        {
            TableClient client = account.Tables.GetTableClient(table.Name);
            await foreach (TableEntity row in client.QueryAsync<TableEntity>(cancellationToken: Stop))
            {
                yield return ($"{table.Name} {row.PartitionKey} {row.RowKey}", BytesOf(row));
            }
        }
    }

    public static IEnumerable<(string Place, ReadOnlyMemory<byte> Bytes)> Read(string directory) =>
        from file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
        select (file, new ReadOnlyMemory<byte>(File.ReadAllBytes(file)));

    private static byte[] BytesOf(TableEntity row) =>
    [
        .. row.SelectMany(property => (IEnumerable<byte>)
        [
            .. Encoding.UTF8.GetBytes(property.Key),
            .. property.Value as byte[] ?? Encoding.UTF8.GetBytes($"={property.Value}\n"),
        ]),
    ];
}
