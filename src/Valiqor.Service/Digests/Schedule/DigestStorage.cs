using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Digests.Schedule;

/// <summary>Written digests, and how far each has come.</summary>
internal sealed class DigestStorage(StorageAccount account) : IStorageArea
{
    public BlobContainerClient Blobs { get; } = account.Blobs.GetBlobContainerClient(DigestLayout.DigestContainer);

    public TableClient Rows { get; } = account.Tables.GetTableClient(DigestLayout.DigestTable);

    public async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        await Blobs.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await Rows.CreateIfNotExistsAsync(cancellationToken);
    }

    public async Task<T?> FindAsync<T>(string partition, string row, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        NullableResponse<T> found = await Rows.GetEntityIfExistsAsync<T>(
            partition, row, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    public Task WriteAsync(string blob, BinaryData content, string contentType, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = contentType } };
        return Blobs.GetBlobClient(blob).UploadAsync(content, options, cancellationToken);
    }
}
