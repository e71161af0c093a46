namespace Valiqor.Pipeline.Storage;

/// <summary>What keys and organizations have used.</summary>
public sealed class LimitStorage(StorageAccount account, TimeProvider clock) : IStorageArea
{
    public ContendedTable Limits { get; } = new(account.Tables.GetTableClient(Layout.LimitTable), clock);

    public Task EnsureCreatedAsync(CancellationToken cancellationToken) =>
        Limits.Table.CreateIfNotExistsAsync(cancellationToken);
}
