using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Valiqor.LocalHost.Azurite;
using Valiqor.Service;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;

namespace Valiqor.Testing;

/// <summary>One Azurite in memory for all tests. Each test keeps to runs and containers of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteProcess? _azurite;

    public string ConnectionString => _azurite!.ConnectionString;

    public StorageAccount Account => StorageAccount.Connect(ConnectionString);

    /// <summary>The service's containers and tables, which are there.</summary>
    internal RunStorage Storage => new(Account);

    public async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteProcess.StartAsync(new AzuriteOptions());
        await using ServiceProvider services = NewService(TimeProvider.System);
        foreach (IStorageArea area in services.GetServices<IStorageArea>())
        {
            await area.EnsureCreatedAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
    }

    /// <summary>The service without a host, as one of several on the same storage would have it.</summary>
    public ServiceProvider NewService(TimeProvider clock)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                [StorageAccount.Setting] = ConnectionString,
                ["Valiqor:AdminKey"] = "vq_a-key-that-no-request-of-this-test-uses",
            })
            .Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton(clock)
            .AddValiqorService(configuration)
            .BuildServiceProvider();
    }

    /// <summary>A run that no other test has.</summary>
    public static RunRef NewRun() => new(Layout.OwnOrganization, RunIds.New(TimeProvider.System.GetUtcNow()));
}
