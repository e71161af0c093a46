namespace Valiqor.Pipeline.Storage;

/// <summary>What keys and organizations have used, and which runs their requests stand for.</summary>
public sealed class LimitStorage(StorageAccount account, TimeProvider clock) : IStorageArea
{
    public ContendedTable Limits { get; } = new(account.Tables.GetTableClient(Layout.LimitTable), clock);

    public ContendedTable Claims { get; } = new(account.Tables.GetTableClient(Layout.ClaimTable), clock);

    public async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        await Limits.Table.CreateIfNotExistsAsync(cancellationToken);
        await Claims.Table.CreateIfNotExistsAsync(cancellationToken);
    }
}
