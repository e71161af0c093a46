using System.Net.Http.Headers;
using Valiqor.Client;
using Valiqor.LocalHost.Azurite;
using Valiqor.Testing;

namespace Valiqor.EndToEnd.Hosting;

/// <summary>Two processes of <c>valiqor serve</c> on one Azurite.</summary>
public sealed class TwoHosts : IAsyncLifetime
{
    private readonly TemporaryDirectory _one = new();
    private readonly TemporaryDirectory _other = new();
    private AzuriteProcess _azurite = null!;
    private ServeProcess[] _hosts = [];

    /// <summary>On the first.</summary>
    public ValiqorClient Administrator => _hosts[0].Valiqor;

    public async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteProcess.StartAsync(new AzuriteOptions());
        _hosts = await Task.WhenAll(
            from directory in (TemporaryDirectory[])[_one, _other]
            select ServeProcess.StartAsync(directory.Path, _azurite.ConnectionString, CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ServeProcess host in _hosts)
        {
            host.Dispose();
        }

        await _azurite.DisposeAsync();
        _one.Dispose();
        _other.Dispose();
    }

    /// <summary>Of an organization that no other test has.</summary>
    public Task<CreatedKey> NewKeyAsync() => Administrator.Keys.CreateAsync(
        new CreateKeyRequest { Name = "tests", Organization = $"org-{Guid.CreateVersion7():N}" });

    public ValiqorClient One(CreatedKey key) => Client(_hosts[0], key);

    public ValiqorClient Other(CreatedKey key) => Client(_hosts[1], key);

    public HttpClient HttpOne(CreatedKey key) => Http(_hosts[0], key);

    public HttpClient HttpOther(CreatedKey key) => Http(_hosts[1], key);

    private static ValiqorClient Client(ServeProcess host, CreatedKey key) =>
        ValiqorClient.Create(new ClientOptions { BaseUrl = host.Url, ApiKey = key.ApiKey });

    /// <summary>Without the client's patience with limits.</summary>
    private static HttpClient Http(ServeProcess host, CreatedKey key)
    {
        var http = new HttpClient { BaseAddress = host.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.ApiKey);
        return http;
    }
}
