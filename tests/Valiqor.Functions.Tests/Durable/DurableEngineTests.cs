using System.Collections.Concurrent;
using System.Diagnostics;
using DurableTask.Core;
using Valiqor.Client;
using Valiqor.Service.Runs.Workflow;
using Valiqor.Testing;

namespace Valiqor.Functions.Tests.Durable;

/// <summary>
/// The orchestrator and the activities that ship, on the engine that runs them in Azure: what they come to is what the
/// embedded host comes to.
/// </summary>
public sealed class DurableEngineTests(AzuriteFixture azurite, EmbeddedRun embedded) : IClassFixture<EmbeddedRun>
{
    private const string Analyze = "AnalyzeSlice";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_of_three_windows_begins_anew_with_each()
    {
        await using var stage = new DurableStage(azurite);
        DurableWorker worker = await stage.StartWorkerAsync();

        string run = await stage.StartRunAsync();
        OrchestrationState end = await stage.Client.EndOfAsync(run, Stop);

        end.OrchestrationStatus.ShouldBe(OrchestrationStatus.Completed);
        end.Output.ShouldBe("""{"Status":"completed"}""");
        worker.Passes.Keys.Order().ShouldBe([0, 2, 4]);
        worker.Tries.Keys.Count(one => one.Name == Analyze).ShouldBe(6);
        (await embedded.ResultAsync(run, Stop)).ShouldBe(embedded.Expected);
    }

    [Fact]
    public async Task An_activity_that_fails_twice_is_tried_a_third_time()
    {
        await using var stage = new DurableStage(azurite);
        var failures = new ConcurrentDictionary<object, int>();
        DurableWorker worker = await stage.StartWorkerAsync((name, input) =>
            name == Analyze && failures.AddOrUpdate(input!, 1, (_, tries) => tries + 1) <= 2
                ? throw new IOException("The storage is away.")
                : Task.CompletedTask);

        string run = await stage.StartRunAsync();
        OrchestrationState end = await stage.Client.EndOfAsync(run, Stop);

        end.Output.ShouldBe("""{"Status":"completed"}""");
        worker.Tries.Where(one => one.Key.Name == Analyze).ShouldAllBe(one => one.Value == 3);
        (await embedded.ResultAsync(run, Stop)).ShouldBe(embedded.Expected);
    }

    [Fact]
    public async Task An_activity_that_fails_for_good_ends_the_run_with_the_reason()
    {
        await using var stage = new DurableStage(azurite);
        DurableWorker worker = await stage.StartWorkerAsync((name, input) => input is SliceRequest { Slice: 1 }
            ? throw new IOException("The storage is away.")
            : Task.CompletedTask);

        string run = await stage.StartRunAsync();
        OrchestrationState end = await stage.Client.EndOfAsync(run, Stop);

        end.OrchestrationStatus.ShouldBe(OrchestrationStatus.Completed);
        end.Output.ShouldBe("""{"Status":"failed"}""");
        worker.Tries.Single(one => one.Key.Input is SliceRequest { Slice: 1 }).Value
            .ShouldBe(RetryRule.Storage.Attempts);
        RunResult result = await embedded.Client.GetRunAsync(run, Stop);
        result.Status.ShouldBe(RunStatus.Failed);
        result.Error.ShouldBe("AnalyzeSlice failed: System.IO.IOException: The storage is away.");
    }

    [Fact]
    public async Task A_cancelled_run_ends_after_its_window_and_keeps_what_it_found()
    {
        await using var stage = new DurableStage(azurite);
        DurableWorker worker = await stage.StartWorkerAsync((name, input) => input is ProgressReport report
            ? embedded.Client.CancelAsync(report.Run.RunId, Stop)
            : Task.CompletedTask);

        string run = await stage.StartRunAsync();
        OrchestrationState end = await stage.Client.EndOfAsync(run, Stop);

        end.Output.ShouldBe("""{"Status":"cancelled"}""");
        worker.Passes.Keys.ShouldBe([0]);
        RunResult result = await embedded.Client.GetRunAsync(run, Stop);
        result.Status.ShouldBe(RunStatus.Cancelled);
        result.FailureTags.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task What_a_killed_worker_had_in_hand_is_done_by_another()
    {
        await using var stage = new DurableStage(azurite, patience: TimeSpan.FromSeconds(4));
        var caught = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        DurableWorker first = await stage.StartWorkerAsync((name, input) =>
        {
            if (input is not SliceRequest { Slice: 3 })
            {
                return Task.CompletedTask;
            }

            caught.TrySetResult();
            return never.Task;
        });

        string run = await stage.StartRunAsync();
        await caught.Task.WaitAsync(Stop);
        first.Kill();
        DurableWorker second = await stage.StartWorkerAsync();
        OrchestrationState end = await stage.Client.EndOfAsync(run, Stop);

        end.Output.ShouldBe("""{"Status":"completed"}""");
        int[] repeated =
            [.. second.Tries.Keys.Select(one => one.Input).OfType<SliceRequest>().Select(one => one.Slice)];
        repeated.ShouldContain(3);
        repeated.ShouldNotContain(0);
        repeated.ShouldNotContain(1);
        (await embedded.ResultAsync(run, Stop)).ShouldBe(embedded.Expected);
    }

    [Fact]
    public async Task Two_workers_on_one_hub_share_the_slices_of_a_run()
    {
        await using var stage = new DurableStage(azurite);
        var both = new CountdownEvent(2);
        var metBoth = new TaskCompletionSource();
        DurableWorker first = await stage.StartWorkerAsync(Meeting());
        DurableWorker second = await stage.StartWorkerAsync(Meeting());

        string run = await stage.StartRunAsync();
        OrchestrationState end = await stage.Client.EndOfAsync(run, Stop);

        end.Output.ShouldBe("""{"Status":"completed"}""");
        DurableWorker[] workers = [first, second];
        workers.ShouldAllBe(worker => worker.Tries.Keys.Any(one => one.Name == Analyze));
        workers.Sum(worker => worker.Tries.Keys.Count(one => one.Name == Analyze)).ShouldBe(6);
        (await embedded.ResultAsync(run, Stop)).ShouldBe(embedded.Expected);

        // A worker's first slice waits until the other worker has one too.
        Func<string, object?, Task> Meeting()
        {
            int met = 0;
            return (name, input) =>
            {
                if (name == Analyze && Interlocked.Exchange(ref met, 1) == 0 && both.Signal())
                {
                    metBoth.SetResult();
                }

                return name == Analyze ? metBoth.Task.WaitAsync(Stop) : Task.CompletedTask;
            };
        }
    }

    /// <summary>
    /// Figures for docs/decisions/0036: the test program itself shows them, with <c>-method "*How_long*" -explicit only
    /// -showLiveOutput</c>.
    /// </summary>
    [Fact(Explicit = true)]
    public async Task How_long_a_small_run_takes_on_either_host()
    {
        TimeSpan idle = TimeSpan.FromSeconds(5);
        for (int i = 0; i < 5; i++)
        {
            await using var other = new EmbeddedRun(azurite);
            TimeSpan embeddedStart = await TimeOfAsync(() => other.InitializeAsync().AsTask());
            TimeSpan embeddedRun = await TimeOfAsync(() => other.RunAsync(Stop));
            await Task.Delay(idle, TimeProvider.System, Stop);
            TimeSpan embeddedIdle = await TimeOfAsync(() => other.RunAsync(Stop));

            // Pauses as a Functions host makes them.
            await using var stage = new DurableStage(azurite, pause: TimeSpan.FromSeconds(30));
            TimeSpan start = await TimeOfAsync(async () =>
            {
                await stage.StartWorkerAsync();
                await RunAsync();
            });
            TimeSpan run = await TimeOfAsync(RunAsync);
            await Task.Delay(idle, TimeProvider.System, Stop);
            TimeSpan afterIdle = await TimeOfAsync(RunAsync);
            TestContext.Current.TestOutputHelper!.WriteLine(
                $"host and first run, the next run, one after {idle.TotalSeconds:F0} s of rest: embedded "
                + $"{embeddedStart.TotalSeconds:F2} {embeddedRun.TotalSeconds:F2} {embeddedIdle.TotalSeconds:F2} s, "
                + $"framework {start.TotalSeconds:F2} {run.TotalSeconds:F2} {afterIdle.TotalSeconds:F2} s");

            async Task RunAsync() => await stage.Client.EndOfAsync(await stage.StartRunAsync(), Stop);
        }
    }

    private static async Task<TimeSpan> TimeOfAsync(Func<Task> work)
    {
        long start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start);
    }
}
