using Valiqor.LocalHost.Azurite;
using Valiqor.Pipeline.Runs;
using Valiqor.Pipeline.Storage;
using Valiqor.Pipeline.Tests;
using Valiqor.Pipeline.Workflow;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Valiqor.Pipeline.Tests;

/// <summary>One Azurite in memory for all tests. Each test keeps to runs and containers of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteProcess? _azurite;

    public string ConnectionString => _azurite!.ConnectionString;

    public StorageAccount Account => StorageAccount.Connect(ConnectionString);

    /// <summary>The service's containers and tables, which are there.</summary>
    public RunStorage Storage => new(Account);

    public async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteProcess.StartAsync(new AzuriteOptions());
        await Storage.EnsureCreatedAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
    }

    /// <summary>A run that no other test has.</summary>
    public static RunRef NewRun() => new(Layout.OwnOrganization, RunIds.New(TimeProvider.System.GetUtcNow()));
}
