using System.Net.Http.Headers;
using System.Text;
using Valiqor.Client;
using Valiqor.LocalHost.Azurite;
using Valiqor.Service.Ground;
using Valiqor.Service.Judging;
using Valiqor.Service.Judging.Keys;
using Valiqor.StandInModel;
using Valiqor.Testing;

namespace Valiqor.EndToEnd.Judging.Keys;

/// <summary>
/// Where a caller's judge key can be found: every byte of storage, of the disk it lies on and of the most talkative
/// logs, while runs go on and after each way in which they end.
/// </summary>
public sealed class KeySecrecyTests : IAsyncLifetime
{
    private const int Items = 400;

    private readonly TemporaryDirectory _directory = new();
    private readonly Traceable _secret = new();
    private readonly List<string> _said = [];
    private readonly StandInProcess _model = new();
    private AzuriteProcess? _azurite;
    private ServeProcess _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private StorageAccount Account => StorageAccount.Connect(_azurite!.ConnectionString);

    public async ValueTask InitializeAsync()
    {
        var options = new AzuriteOptions { Location = _directory["storage"] };
        _azurite = await AzuriteProcess.StartAsync(options, CancellationToken.None);
        await _model.InitializeAsync();
        _host = await ServeAsync();
    }

    [Fact]
    public async Task A_run_that_completes_leaves_nothing_of_its_key()
    {
        RunJob job = await StartAsync(Datasets.Body(Datasets.Good, Datasets.Wrong), "again");
        RunJob again = await StartAsync(Datasets.Body(Datasets.Good, Datasets.Wrong), "again");
        await job.WaitAsync(null, Stop);
        RunJob later = await StartAsync(Datasets.Body(Datasets.Good, Datasets.Wrong), "again");

        (again.RunId, later.RunId).ShouldBe((job.RunId, job.RunId));
        StandInLog log = await _model.LogAsync();
        log.Requests.Count.ShouldBe(2);
        log.Requests.ShouldAllBe(request => _secret.Key.EndsWith(request.KeyEnd) && request.KeyEnd.Length > 0);
        await ShouldEndCleanAsync(job, RunStatus.Completed, "What is 2");
    }

    [Fact]
    public async Task A_run_whose_dataset_cannot_be_read_leaves_nothing_of_its_key()
    {
        await _host.Client.UploadDatasetAsync("keys", "bad.jsonl", Datasets.File("no item"), cancellationToken: Stop);
        RunJob job = await StartAsync(new AnalyzeRequest { DatasetBlob = "keys/bad.jsonl" });

        await Should.ThrowAsync<RunFailedException>(() => job.ResultAsync(Stop));
        await ShouldEndCleanAsync(job, RunStatus.Failed, "bad.jsonl");
    }

    [Fact]
    public async Task A_cancelled_run_leaves_nothing_of_its_key()
    {
        RunJob job = await StartAsync(Large());
        await job.CancelAsync(Stop);
        await job.WaitAsync(null, Stop);

        await ShouldEndCleanAsync(job, RunStatus.Cancelled, "item-1");
    }

    [Fact]
    public async Task What_a_killed_host_leaves_is_encrypted_and_goes_with_the_run()
    {
        RunJob job = await StartAsync(Large());
        while ((await job.StatusAsync(Stop)).CurrentItem < Items / 4)
        {
            // Until the run is well under way.
        }

        await KillAsync();
        RunKeyRow kept = (await KeptAsync()).ShouldHaveSingleItem();
        kept.RowKey.ShouldBe(job.RunId);
        await ShouldBeNowhereAsync("item-1");
        ShouldBeNowhere(StorageSearch.Read(_directory.Path), "item-1");
        _host = await ServeAsync();
        RunJob resumed = _host.Client.GetJob(job.RunId);
        await resumed.WaitAsync(null, Stop);

        await ShouldEndCleanAsync(resumed, RunStatus.Completed, "item-1");
        byte[] ciphertext = Encoding.ASCII.GetBytes(kept.Ciphertext);
        StorageSearch.Read(_directory.Path)
            .Where(file => file.Bytes.Span.IndexOf(ciphertext) >= 0).Select(file => file.Place)
            .ShouldBeEmpty("the ciphertext is gone from the disk as well");
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await StopStorageAsync();
        await _model.DisposeAsync();
        _directory.Dispose();
    }

    /// <summary>All that it has goes to the disk.</summary>
    private async Task StopStorageAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
            _azurite = null;
        }
    }

    /// <summary>A model is named, and the service has no key to it: callers bring theirs.</summary>
    private Task<ServeProcess> ServeAsync() => ServeProcess.StartAsync(
        _directory["host"],
        _azurite!.ConnectionString,
        "Trace",
        CancellationToken.None,
        new Dictionary<string, string>
        {
            ["Valiqor__Judge__Model__Name"] = "judge-1",
            ["Valiqor__Judge__Model__Endpoint"] = _model.Url.ToString(),
        });

    private Task<RunJob> StartAsync(AnalyzeRequest request, string idempotencyKey = "once") =>
        _host.Client.StartAsync(
            request with { ProjectName = "keys", OpenaiApiKey = _secret.Key }, idempotencyKey, Stop);

    private static AnalyzeRequest Large()
    {
        using var lines = new StreamReader(Datasets.Large(Items));
        return Datasets.Body(lines.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The run has ended so and its key is nowhere, nor on the disk once all is written.</summary>
    /// <param name="marker">What must be found, or else the search is blind.</param>
    private async Task ShouldEndCleanAsync(RunJob job, string status, string marker)
    {
        (await KeptAsync()).ShouldBeEmpty("the key goes before the run says that it has ended");
        (await job.StatusAsync(Stop)).Status.ShouldBe(status);
        await AskAsync($"v2/failure-analysis/runs/{job.RunId}", "v2/failure-analysis/runs", "openapi.json");
        await ShouldBeNowhereAsync(marker);

        await KillAsync();
        await StopStorageAsync();
        ShouldBeNowhere(StorageSearch.Read(_directory.Path), marker);
        ShouldBeNowhere(_said.Select(text => ("said", Bytes(text))), job.RunId);
    }

    private async Task KillAsync()
    {
        await _host.KillAsync();
        _host.Errors.ShouldContain("dbug:", Case.Sensitive, "the logs are at their most talkative");
        _said.Add(_host.Errors);
    }

    private async Task ShouldBeNowhereAsync(string marker) =>
        ShouldBeNowhere(await StorageSearch.ReadAsync(Account).ToListAsync(Stop), marker);

    private void ShouldBeNowhere(IEnumerable<(string Place, ReadOnlyMemory<byte> Bytes)> texts, string marker)
    {
        List<(string Place, ReadOnlyMemory<byte> Bytes)> all = [.. texts];
        all.Any(text => text.Bytes.Span.IndexOf(Bytes(marker).Span) >= 0).ShouldBeTrue("the search sees what is there");
        IEnumerable<string> found =
            from text in all
            from form in _secret.FormsIn(text.Bytes)
            select $"{text.Place}: {form}";
        found.ShouldBeEmpty();
    }

    private async Task AskAsync(params string[] paths)
    {
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = _host.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _host.AdminKey);
        foreach (string path in paths)
        {
            _said.Add(await http.GetStringAsync(path, Stop));
        }
    }

    private async Task<List<RunKeyRow>> KeptAsync() => await Account.Tables.GetTableClient(JudgeLayout.RunKeyTable)
        .QueryAsync<RunKeyRow>(cancellationToken: Stop).ToListAsync(Stop);

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
