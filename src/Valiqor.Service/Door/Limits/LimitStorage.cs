using Valiqor.Service.Ground;

namespace Valiqor.Service.Door.Limits;

/// <summary>What keys and organizations have used.</summary>
public sealed class LimitStorage(StorageAccount account, TimeProvider clock) : IStorageArea
{
    public ContendedTable Limits { get; } = new(account.Tables.GetTableClient(LimitLayout.LimitTable), clock);

    public async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        await Limits.Table.CreateIfNotExistsAsync(cancellationToken);
    }
}
