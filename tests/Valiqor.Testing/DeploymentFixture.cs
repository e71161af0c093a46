using System.Net.Http.Headers;
using Valiqor.Client;
using Valiqor.LocalHost;

namespace Valiqor.Testing;

/// <summary>
/// The service that the end-to-end tests drive: the one at <c>VALIQOR_E2E_URL</c>, with the administrator's key in
/// <c>VALIQOR_E2E_KEY</c>, or else one of this process on Azurite.
/// </summary>
public sealed class DeploymentFixture : IAsyncLifetime
{
    private TemporaryDirectory? _directory;
    private LocalService? _service;
    private HttpClient? _http;

    public Uri Url { get; private set; } = new("http://localhost");

    public string Key { get; private set; } = "";

    /// <summary>Whether the service is in this process.</summary>
    public bool IsHere => _service is not null;

    /// <summary>With the administrator's key.</summary>
    public ValiqorClient Valiqor { get; private set; } = null!;

    public FailureAnalysisClient Client => Valiqor.FailureAnalysis;

    /// <summary>For requests that no client would make; with the key.</summary>
    public HttpClient Http => _http!;

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("VALIQOR_E2E_URL") is { Length: > 0 } url)
        {
            Url = new Uri(url);
            Key = Environment.GetEnvironmentVariable("VALIQOR_E2E_KEY")
                ?? throw new InvalidOperationException("VALIQOR_E2E_URL is set, and VALIQOR_E2E_KEY is not.");
        }
        else
        {
            _directory = new TemporaryDirectory();
            var options = new LocalServiceOptions { DataDirectory = _directory.Path };
            _service = await LocalService.StartAsync(options, CancellationToken.None);
            (Url, Key) = (_service.Url, _service.AdminKey);
        }

        Valiqor = ValiqorWith(Key);
        _http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = Url, Timeout = TimeSpan.FromMinutes(5) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    public ValiqorClient ValiqorWith(string? key) =>
        ValiqorClient.Create(new ClientOptions { BaseUrl = Url, ApiKey = key });

    public FailureAnalysisClient ClientWith(string? key) =>
        FailureAnalysisClient.Create(new ClientOptions { BaseUrl = Url, ApiKey = key });

    /// <summary>A client of an organization that no other test has.</summary>
    public async Task<ValiqorClient> NewOrganizationAsync()
    {
        var request = new CreateKeyRequest { Name = "tests", Organization = $"org-{Guid.CreateVersion7():N}" };
        return ValiqorWith((await Valiqor.Keys.CreateAsync(request)).ApiKey);
    }

    public async ValueTask DisposeAsync()
    {
        Valiqor.Dispose();
        _http?.Dispose();
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }

        _directory?.Dispose();
    }
}
