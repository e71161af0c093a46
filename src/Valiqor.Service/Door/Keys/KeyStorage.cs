using Azure.Data.Tables;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Door.Keys;

/// <summary>Where keys lie: by their hashes, which open, and by their ids, which are shown.</summary>
public sealed class KeyStorage(StorageAccount account) : IStorageArea
{
    public TableClient Keys { get; } = account.Tables.GetTableClient(KeyLayout.KeyTable);

    public async Task EnsureCreatedAsync(CancellationToken cancellationToken) =>
        await Keys.CreateIfNotExistsAsync(cancellationToken);

    /// <summary>Throws where storage does not answer.</summary>
    public async Task PingAsync(CancellationToken cancellationToken)
    {
        await account.PingBlobsAsync(cancellationToken);
        await Keys.GetEntityIfExistsAsync<KeyRow>(KeyLayout.KeyPartition, "ping", cancellationToken: cancellationToken);
    }
}
