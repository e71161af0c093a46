using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Valiqor.Client;
using Valiqor.LocalHost;
using Valiqor.LocalHost.Azurite;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;
using Valiqor.Testing;

namespace Valiqor.EndToEnd.Hosting;

/// <summary>Two hosts on one storage account, and datasets dropped into it behind their backs.</summary>
public sealed class DropTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private AzuriteProcess _azurite = null!;
    private LocalService _one = null!;
    private LocalService _other = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private StorageAccount Account => StorageAccount.Connect(_azurite.ConnectionString);

    public async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), Stop);
        _one = await LocalService.StartAsync(OptionsOf("one"), Stop);
        _other = await LocalService.StartAsync(OptionsOf("other"), Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        await _one.DisposeAsync();
        await _azurite.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_dropped_dataset_is_noticed_by_all_and_analysed_once()
    {
        BlobContainerClient datasets = Account.Blobs.GetBlobContainerClient(Layout.DatasetContainer);
        await datasets.UploadBlobAsync("shop/day.jsonl", Datasets.File(Datasets.Good, Datasets.Wrong), Stop);
        await datasets.UploadBlobAsync("acme/shop/day.jsonl", Datasets.File(Datasets.Good), Stop);
        await datasets.UploadBlobAsync("stray.jsonl", Datasets.File(Datasets.Good), Stop);
        await datasets.UploadBlobAsync("shop/notes.txt", Datasets.File("hello"), Stop);

        List<RunRow> rows = await RowsAsync(count: 3);

        rows.Count(row => row is { Project: "shop", PartitionKey: "default", Status: RunStatus.Completed }).ShouldBe(1);
        rows.Count(row => row is { Project: "shop", PartitionKey: "acme", Status: RunStatus.Completed }).ShouldBe(1);
        RunRow refused = rows.Single(row => row.Status == RunStatus.Failed);
        refused.Error.ShouldBe("The file's name ends in none of .jsonl, .json and .csv.");

        await datasets.GetBlobClient(
            "shop/day.jsonl").UploadAsync(Datasets.File(Datasets.Wrong), overwrite: true, Stop);
        (await RowsAsync(count: 4)).Count(row =>
            row.SourceBlob == "shop/day.jsonl").ShouldBe(2, "it is another dataset now");
    }

    [Fact]
    public async Task Options_that_stand_with_a_dropped_dataset_are_followed_and_bad_ones_told()
    {
        BlobContainerClient datasets = Account.Blobs.GetBlobContainerClient(Layout.DatasetContainer);
        await DropAsync(datasets, "shop/tools.jsonl", ("feature_kind", "agent"), ("run_security", "false"));
        await DropAsync(datasets, "shop/odd.jsonl", ("feature_kind", "robot"));

        List<RunRow> rows = await RowsAsync(count: 2);

        RunRow tools = rows.Single(row => row.SourceBlob == "shop/tools.jsonl");
        tools.FeatureKind.ShouldBe("agent");
        tools.SecurityFlags.ShouldBeNull();
        tools.Audit.ShouldBeNull();
        RunRow odd = rows.Single(row => row.SourceBlob == "shop/odd.jsonl");
        odd.Status.ShouldBe(RunStatus.Failed);
        odd.Error.ShouldNotBeNull().ShouldContain("'robot' is not known");
    }

    [Fact]
    public async Task A_run_that_one_host_works_on_is_cancelled_through_the_other()
    {
        using FailureAnalysisClient one = ClientOf(_one);
        using FailureAnalysisClient other = ClientOf(_other);
        RunJob job =
            await one.UploadDatasetAsync("shop", "large.jsonl", Datasets.Large(20_000), cancellationToken: Stop);
        while ((await other.GetStatusAsync(job.RunId, Stop)).CurrentItem == 0)
        {
            // Until it is under way.
        }

        await other.CancelAsync(job.RunId, Stop);

        (await job.WaitAsync(null, Stop)).Status.ShouldBe(RunStatus.Cancelled);
    }

    private static async Task DropAsync(
        BlobContainerClient datasets, string name, params (string Name, string Value)[] metadata)
    {
        var options = new Azure.Storage.Blobs.Models.BlobUploadOptions
        {
            Metadata = metadata.ToDictionary(pair => pair.Name, pair => pair.Value),
        };
        await datasets.GetBlobClient(name).UploadAsync(Datasets.File(Datasets.Good), options, Stop);
    }

    /// <summary>The rows of all runs, once there are so many and all have ended.</summary>
    private async Task<List<RunRow>> RowsAsync(int count)
    {
        TableClient runs = Account.Tables.GetTableClient(RunLayout.RunTable);
        while (true)
        {
            List<RunRow> rows = await runs
                .QueryAsync<RunRow>(
                    row => row.RowKey.CompareTo(RunLayout.RunRows) > 0
                        && row.RowKey.CompareTo(Layout.EndOf(RunLayout.RunRows)) < 0,
                    cancellationToken: Stop)
                .ToListAsync(Stop);
            rows.Count.ShouldBeLessThanOrEqualTo(count);
            if (rows.Count == count && rows.All(row => RunStatus.IsFinal(row.Status)))
            {
                return rows;
            }
        }
    }

    private static FailureAnalysisClient ClientOf(LocalService service) =>
        FailureAnalysisClient.Create(new ClientOptions { BaseUrl = service.Url, ApiKey = service.AdminKey });

    private LocalServiceOptions OptionsOf(string name) => new()
    {
        DataDirectory = _directory[name],
        StorageConnection = _azurite.ConnectionString,
    };
}
