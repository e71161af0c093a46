using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Valiqor.Client;
using Valiqor.Service;
using Valiqor.Service.Days;
using Valiqor.Service.Digests.Schedule;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;

namespace Valiqor.Testing;

/// <summary>The service as a host has it, with a clock that stands still, on storage that others may share.</summary>
internal sealed class DigestHost : IDisposable
{
    public const string Secret = "a secret of more than sixteen characters";

    private readonly ServiceProvider _services;
    private readonly TimeProvider _clock;

    public DigestHost(string connection, TimeProvider clock, params (string Setting, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                [StorageAccount.Setting] = connection,
                ["Valiqor:AdminKey"] = "vq_a-key-that-no-test-of-digests-uses",
                ["Valiqor:Digests:Cron"] = "0 8 * * *",
                ["Valiqor:Digests:WebhookSecret"] = Secret,
            })
            .AddInMemoryCollection(
                from setting in settings
                select KeyValuePair.Create($"Valiqor:Digests:{setting.Setting}", (string?)setting.Value))
            .Build();
        _clock = clock;
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(clock)
            .AddValiqorService(configuration)
            .BuildServiceProvider();
    }

    public DigestStorage Storage => Get<DigestStorage>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task TickAsync() =>
        Get<DigestSchedule>().TickAsync(_clock.GetUtcNow(), TestContext.Current.CancellationToken);

    /// <summary>Forgets every day and digest that storage has.</summary>
    public async Task ClearAsync()
    {
        foreach (IStorageArea area in _services.GetServices<IStorageArea>())
        {
            await area.EnsureCreatedAsync(CancellationToken.None);
        }

        foreach (TableClient table in (TableClient[])[Storage.Rows, Get<DayStorage>().Days])
        {
            await foreach (TableEntity row in table.QueryAsync<TableEntity>())
            {
                await table.DeleteEntityAsync(row);
            }
        }

        foreach (var blob in await Storage.Blobs.GetBlobsAsync().ToListAsync())
        {
            await Storage.Blobs.DeleteBlobAsync(blob.Name);
        }
    }

    /// <summary>A run that ended just now.</summary>
    public Task RunEndsAsync(string project, string organization = Layout.OwnOrganization)
    {
        var row = new RunRow
        {
            PartitionKey = organization,
            RowKey = RunIds.New(_clock.GetUtcNow()),
            Project = project,
        };
        return Get<DayLedger>().RecordAsync(row.Run, row.Project, RunStatus.Failed, null, CancellationToken.None);
    }

    public async Task<string[]> BlobsAsync() =>
        await Storage.Blobs.GetBlobsAsync().Select(blob => blob.Name).ToArrayAsync();

    public async Task<DigestRow> RowAsync(string project, string organization = Layout.OwnOrganization) =>
        (await Storage.FindAsync<DigestRow>(organization, project, CancellationToken.None)).ShouldNotBeNull();

    public void Dispose() => _services.Dispose();
}
