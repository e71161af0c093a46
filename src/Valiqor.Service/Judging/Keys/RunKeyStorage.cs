using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Judging.Keys;

/// <summary>Where callers' judge keys lie while their runs go on, and the ring that opens them.</summary>
/// <remarks>
/// The keys are rows, because a deleted row is gone; accounts keep deleted blobs for days, which the ring may have.
/// </remarks>
internal sealed class RunKeyStorage(StorageAccount account) : IStorageArea
{
    private readonly BlobContainerClient _ring = account.Blobs.GetBlobContainerClient(JudgeLayout.KeyRingContainer);

    public TableClient Keys { get; } = account.Tables.GetTableClient(JudgeLayout.RunKeyTable);

    public BlobClient Ring => _ring.GetBlobClient(JudgeLayout.KeyRingBlob);

    public async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        await _ring.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await Keys.CreateIfNotExistsAsync(cancellationToken);
    }
}
