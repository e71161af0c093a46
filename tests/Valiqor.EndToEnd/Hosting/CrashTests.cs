using System.Text.Json;
using Valiqor.Client;
using Valiqor.LocalHost.Azurite;
using Valiqor.Testing;

namespace Valiqor.EndToEnd.Hosting;

public sealed class CrashTests
{
    private const int Items = 6_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_whose_host_is_killed_ends_as_if_nothing_had_been()
    {
        using var directory = new TemporaryDirectory();
        await using AzuriteProcess azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), Stop);
        string runId;
        using (ServeProcess first = await ServeProcess.StartAsync(directory.Path, azurite.ConnectionString, Stop))
        {
            RunJob job = await first.Client.UploadDatasetAsync(
                "crash", "killed.jsonl", Datasets.Large(Items), cancellationToken: Stop);
            runId = job.RunId;
            while ((await job.StatusAsync(Stop)).CurrentItem < Items / 4)
            {
                // Until the run is well under way.
            }

            await first.KillAsync();
        }

        using ServeProcess second = await ServeProcess.StartAsync(directory.Path, azurite.ConnectionString, Stop);
        JobStatus resumed = await second.Client.GetJob(runId).WaitAsync(null, Stop);
        RunJob undisturbed = await second.Client.UploadDatasetAsync(
            "crash", "undisturbed.jsonl", Datasets.Large(Items), cancellationToken: Stop);
        await undisturbed.WaitAsync(null, Stop);

        resumed.Status.ShouldBe(RunStatus.Completed);
        (await AnswersAsync(second.Client, runId)).ShouldBe(await AnswersAsync(second.Client, undisturbed.RunId));
        RunListPage list = await second.Client.ListRunsAsync(cancellationToken: Stop);
        (list.Total, list.Runs.Count).ShouldBe((2, 2));
        (await second.Client.GetRunCountAsync(new RunFilter { Status = RunStatus.Completed }, Stop)).ShouldBe(2);
        (await second.Client.GetRunCountAsync(new RunFilter { Status = RunStatus.Processing }, Stop)).ShouldBe(0);
    }

    /// <summary>The summary, every tag and every input, as the API answers them but for the run's id.</summary>
    private static async Task<string> AnswersAsync(FailureAnalysisClient client, string runId)
    {
        using var text = new StringWriter();
        RunResult run = await client.GetRunAsync(runId, Stop);
        run.Status.ShouldBe(RunStatus.Completed);
        text.WriteLine(JsonSerializer.Serialize(run.Summary, WireJson.Default.RunSummary));
        run.EvalMetrics!["contains"].ShouldBe(0.9);
        text.WriteLine(string.Join(' ', run.EvalMetrics!));
        text.WriteLine(string.Join(' ', run.SecurityFlags!));
        await foreach (FailureTag tag in client.GetTagsAsync(runId, new TagFilter(), Stop))
        {
            text.WriteLine(JsonSerializer.Serialize(tag, WireJson.Default.FailureTag));
        }

        await foreach (RunInput input in client.GetRunInputsAsync(runId, Stop))
        {
            text.WriteLine(JsonSerializer.Serialize(input, WireJson.Default.RunInput));
        }

        return text.ToString().Replace(runId, "RUN", StringComparison.Ordinal);
    }
}
