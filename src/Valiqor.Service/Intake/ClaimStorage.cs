using Valiqor.Service.Ground;

namespace Valiqor.Service.Intake;

/// <summary>Which runs the callers' keys stand for.</summary>
internal sealed class ClaimStorage(StorageAccount account, TimeProvider clock) : IStorageArea
{
    private const string ClaimTable = "ValiqorClaims";

    public ContendedTable Claims { get; } = new(account.Tables.GetTableClient(ClaimTable), clock);

    public async Task EnsureCreatedAsync(CancellationToken cancellationToken) =>
        await Claims.Table.CreateIfNotExistsAsync(cancellationToken);
}
