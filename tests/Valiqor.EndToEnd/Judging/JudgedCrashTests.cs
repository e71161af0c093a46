using System.Text;
using Valiqor.Client;
using Valiqor.LocalHost.Azurite;
using Valiqor.StandInModel;
using Valiqor.Testing;

namespace Valiqor.EndToEnd.Judging;

/// <summary>A host that is killed while a model is asked, and one that is asked to stop.</summary>
public sealed class JudgedCrashTests : IAsyncLifetime
{
    private const int Items = 200;

    private readonly TemporaryDirectory _directory = new();
    private readonly StandInProcess _model = new();
    private AzuriteProcess _azurite = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _model.InitializeAsync();
        await _model.ObeyAsync(new StandInControl { LatencyMs = 150 });
        _azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _azurite.DisposeAsync();
        await _model.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task What_was_answered_before_a_crash_is_not_asked_again()
    {
        string runId;
        using (ServeProcess first = await ServeAsync())
        {
            RunJob job = await UploadAsync(first);
            runId = job.RunId;
            while ((await _model.LogAsync()).Requests.Count < Items / 2)
            {
                // Until half of the items have been asked about.
            }

            await first.KillAsync();
        }

        using ServeProcess second = await ServeAsync();
        JobStatus end = await second.Client.GetJob(runId).WaitAsync(null, Stop);
        RunResult run = await second.Client.GetRunAsync(runId, Stop);

        end.Status.ShouldBe(RunStatus.Completed);
        run.Judge!.ItemsJudged.ShouldBe(Items);
        StandInLog log = await _model.LogAsync();
        int twice = log.Requests.GroupBy(request => request.Hash).Count(asked => asked.Count() > 1);
        twice.ShouldBeLessThanOrEqualTo(16 + 16, "only what was under way, and not yet kept, when the host died");
        run.Judge.Calls.ShouldBeLessThanOrEqualTo(log.Requests.Count);
    }

    [Fact]
    public async Task Cancelling_stops_the_asking()
    {
        using ServeProcess host = await ServeAsync();
        RunJob job = await UploadAsync(host);
        while ((await job.StatusAsync(Stop)).Judge is not { Calls: > 10 })
        {
            // The status tells what has been spent while the run goes.
        }

        await job.CancelAsync(Stop);
        JobStatus end = await job.WaitAsync(null, Stop);

        end.Status.ShouldBe(RunStatus.Cancelled);
        StandInLog log = await _model.LogAsync();
        log.Requests.Count.ShouldBeLessThan(Items);
        RunResult run = await host.Client.GetRunAsync(job.RunId, Stop);
        run.Summary!.TotalItems.ShouldBeLessThan(Items);
    }

    private static Task<RunJob> UploadAsync(ServeProcess host) => host.Client.UploadDatasetAsync(
        "crash",
        "judged.jsonl",
        new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', JudgedService.Items(Items)))),
        cancellationToken: Stop);

    private Task<ServeProcess> ServeAsync() => ServeProcess.StartAsync(
        _directory.Path,
        _azurite.ConnectionString,
        null,
        Stop,
        new Dictionary<string, string>
        {
            ["Valiqor__Judge__Model__Name"] = "judge-1",
            ["Valiqor__Judge__Model__Endpoint"] = _model.Url.ToString(),
            ["Valiqor__Judge__Model__ApiKey"] = JudgedService.Key,
            ["Valiqor__Judge__Model__MaxConcurrency"] = "16",
            ["Valiqor__Limits__Calls"] = "0",
        });
}
