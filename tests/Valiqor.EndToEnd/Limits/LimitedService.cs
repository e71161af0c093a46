using System.Net.Http.Headers;
using Valiqor.Client;
using Valiqor.LocalHost;
using Valiqor.LocalHost.Azurite;
using Valiqor.Service.Ground;
using Valiqor.Testing;

namespace Valiqor.EndToEnd.Limits;

/// <summary>A service with limits that are soon met, on an Azurite of its own.</summary>
public sealed class LimitedService : IAsyncLifetime
{
    public const int Calls = 3;
    public const int MonthlyCalls = 5;
    public const int MonthlyJudgeTokens = 100;

    private readonly TemporaryDirectory _directory = new();
    private AzuriteProcess _azurite = null!;
    private LocalService _service = null!;

    /// <summary>With the administrator's key.</summary>
    public ValiqorClient Valiqor { get; private set; } = null!;

    public string AdminKey => _service.AdminKey;

    public StorageAccount Account => StorageAccount.Connect(_azurite.ConnectionString);

    public async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteProcess.StartAsync(new AzuriteOptions());
        var options = new LocalServiceOptions
        {
            DataDirectory = _directory.Path,
            StorageConnection = _azurite.ConnectionString,
            Settings = new Dictionary<string, string?>
            {
                ["Valiqor:Limits:Calls"] = $"{Calls}",
                ["Valiqor:Limits:WindowSeconds"] = "3600",
                ["Valiqor:Limits:MonthlyCalls"] = $"{MonthlyCalls}",
                ["Valiqor:Limits:MonthlyJudgeTokens"] = $"{MonthlyJudgeTokens}",
            },
        };
        _service = await LocalService.StartAsync(options, CancellationToken.None);
        Valiqor = Client(_service.AdminKey);
    }

    public async ValueTask DisposeAsync()
    {
        Valiqor.Dispose();
        await _service.DisposeAsync();
        await _azurite.DisposeAsync();
        _directory.Dispose();
    }

    public async Task<string> NewKeyAsync(string organization)
    {
        var request = new CreateKeyRequest { Name = "tests", Organization = organization };
        return (await Valiqor.Keys.CreateAsync(request)).ApiKey;
    }

    public ValiqorClient Client(string key) =>
        ValiqorClient.Create(new ClientOptions { BaseUrl = _service.Url, ApiKey = key });

    /// <summary>For the answers' headers, and without the client's patience with limits.</summary>
    public HttpClient Http(string key)
    {
        var http = new HttpClient { BaseAddress = _service.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }
}
