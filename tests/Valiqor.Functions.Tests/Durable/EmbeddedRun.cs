using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Valiqor.Client;
using Valiqor.LocalHost;
using Valiqor.Testing;

namespace Valiqor.Functions.Tests.Durable;

/// <summary>
/// The embedded host on the storage that the engine's tests use as well, and what a run over their dataset comes to
/// there: what it comes to on the engine must be the same.
/// </summary>
public sealed partial class EmbeddedRun(AzuriteFixture azurite) : IAsyncLifetime
{
    /// <summary>Six slices, which are three windows.</summary>
    public const int Items = 12;

    private readonly TemporaryDirectory _directory = new();
    private LocalService? _service;
    private HttpClient? _http;

    /// <summary>Of both hosts.</summary>
    public static IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
    {
        ["Valiqor:ItemsPerSlice"] = "2",
        ["Valiqor:SlicesPerWindow"] = "2",
        ["Valiqor:InlineItems"] = "0",
    };

    /// <summary>A body that starts a run of <see cref="Items"/> items; every third one is wrong.</summary>
    public static string Body { get; } =
        $$"""{"dataset":[{{string.Join(',', Enumerable.Range(0, Items).Select(ItemOf))}}]}""";

    public FailureAnalysisClient Client { get; private set; } = null!;

    public HttpClient Http => _http!;

    /// <summary>The result of that run on the embedded host.</summary>
    public string Expected { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _service = await LocalService.StartAsync(
            new LocalServiceOptions
            {
                DataDirectory = _directory.Path,
                StorageConnection = azurite.ConnectionString,
                Settings = Settings,
            },
            CancellationToken.None);
        Client = FailureAnalysisClient.Create(
            new ClientOptions { BaseUrl = _service.Url, ApiKey = _service.AdminKey });
        _http = new HttpClient { BaseAddress = _service.Url };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _service.AdminKey);
        Expected = await ResultAsync(await RunAsync(CancellationToken.None), CancellationToken.None);
    }

    /// <summary>Runs the dataset here, and tells the run's id.</summary>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        using var content = new StringContent(Body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await Http.PostAsync(
            "v2/failure-analysis/analyze", content, cancellationToken);
        answer.EnsureSuccessStatusCode();
        string id = IdIn(await answer.Content.ReadAsStringAsync(cancellationToken));
        await Client.GetJob(id).WaitAsync(null, cancellationToken);
        return id;
    }

    /// <summary>Everything that is known of a run but its id and its times.</summary>
    public async Task<string> ResultAsync(string runId, CancellationToken cancellationToken)
    {
        string result = await Http.GetStringAsync($"v2/failure-analysis/runs/{runId}", cancellationToken);
        return Times.Replace(result.Replace(runId.Split('_')[^1], "ID", StringComparison.Ordinal), "\"$1\":0");
    }

    public static string IdIn(string answer)
    {
        using JsonDocument document = JsonDocument.Parse(answer);
        return document.RootElement.GetProperty("run_id").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _http?.Dispose();
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }

        _directory.Dispose();
    }

    private static string ItemOf(int i)
    {
        string sum = (i + (i % 3 == 0 ? 5 : 4)).ToString(CultureInfo.InvariantCulture);
        return $$"""{"id":"item-{{i}}","input":"What is {{i}}+4?","output":"{{i}}+4 is {{sum}}."}""";
    }

    [GeneratedRegex(
        "\"(created_at|started_at|finished_at|duration_ms)\":(\"[^\"]*\"|[0-9]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Times { get; }
}
