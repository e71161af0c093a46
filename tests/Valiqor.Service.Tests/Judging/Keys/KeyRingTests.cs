using System.Xml.Linq;
using Azure;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Valiqor.LocalHost.Azurite;
using Valiqor.Service.Ground;
using Valiqor.Service.Judging.Keys;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Judging.Keys;

/// <summary>The ring on an account of its own, which no host has used yet.</summary>
public sealed class KeyRingTests : IAsyncLifetime
{
    private readonly List<ServiceProvider> _hosts = [];
    private AzuriteProcess _azurite = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private RunKeyStorage Storage => new(StorageAccount.Connect(_azurite.ConnectionString));

    public async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteProcess.StartAsync(new AzuriteOptions());
        await Storage.EnsureCreatedAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Hosts_that_make_the_ring_at_the_same_time_open_each_other_s_keys()
    {
        RunKeys[] hosts = [.. Enumerable.Range(0, 8).Select(_ => NewHost())];
        RunRef[] runs = [.. hosts.Select(_ => AzuriteFixture.NewRun())];
        JudgeKey key = OwnKey.Read("sk-shared")!;

        await Task.WhenAll(hosts.Zip(runs, (host, run) => Task.Run(() => host.SaveAsync(run, key, Stop), Stop)));

        JudgeKey?[] opened = await Task.WhenAll(
            from host in hosts
            from run in runs
            select host.FindAsync(run, Stop));
        opened.Length.ShouldBe(64);
        opened.ShouldAllBe(found => found != null && found.Reveal() == "sk-shared");
        new KeyRingBlob(Storage).GetAllElements().Count.ShouldBe(1);
    }

    [Fact]
    public void A_key_gives_way_to_one_that_came_meanwhile_and_a_revocation_never_does()
    {
        var one = new KeyRingBlob(Storage);
        var other = new KeyRingBlob(Storage);
        one.GetAllElements().ShouldBeEmpty();
        other.GetAllElements().ShouldBeEmpty();

        one.StoreElement(new XElement("key", "first"), "first");
        other.StoreElement(new XElement("key", "second"), "second");
        other.StoreElement(new XElement("revocation", "third"), "third");
        other.GetAllElements();
        other.StoreElement(new XElement("key", "fourth"), "fourth");

        one.GetAllElements().Select(element => element.Value).ShouldBe(["first", "third", "fourth"]);
    }

    [Fact]
    public async Task A_key_whose_ring_is_another_one_now_is_none()
    {
        RunRef run = AzuriteFixture.NewRun();
        JudgeKey key = OwnKey.Read("sk-lost")!;
        await NewHost().SaveAsync(run, key, Stop);
        await Storage.Ring.DeleteAsync(cancellationToken: Stop);

        (await NewHost().FindAsync(run, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task A_ring_that_storage_does_not_give_is_tried_again_and_not_taken_for_lost()
    {
        RunRef run = AzuriteFixture.NewRun();
        JudgeKey key = OwnKey.Read("sk-later")!;
        await NewHost().SaveAsync(run, key, Stop);
        RunKeys host = NewHost(new BlobServiceClient(
            "DefaultEndpointsProtocol=http;AccountName=none;AccountKey=bm9uZQ==;BlobEndpoint=http://127.0.0.1:9/none;",
            new BlobClientOptions { Retry = { MaxRetries = 0 } }));

        await Should.ThrowAsync<RequestFailedException>(() => host.FindAsync(run, Stop));
        await Should.ThrowAsync<RequestFailedException>(() => host.SaveAsync(AzuriteFixture.NewRun(), key, Stop));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ServiceProvider host in _hosts)
        {
            await host.DisposeAsync();
        }

        await _azurite.DisposeAsync();
    }

    /// <param name="blobs">Where it looks for the ring; null: where it is.</param>
    private RunKeys NewHost(BlobServiceClient? blobs = null)
    {
        StorageAccount account = StorageAccount.Connect(_azurite.ConnectionString);
        _hosts.Add(new ServiceCollection()
            .AddLogging()
            .AddValiqorService(new ConfigurationBuilder().Build())
            .AddSingleton(new StorageAccount(blobs ?? account.Blobs, account.Tables))
            .BuildServiceProvider());
        return _hosts[^1].GetRequiredService<RunKeys>();
    }
}
