using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Valiqor.Analysis.Scoring;
using Valiqor.Client;
using Valiqor.Service.Ground;
using Valiqor.Service.Intake;
using Valiqor.Service.Judging.Keys;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Records;
using Valiqor.Service.Runs.Workflow;
using Valiqor.Testing;

namespace Valiqor.EndToEnd.Judging.Keys;

/// <summary>How keys come and go with their runs, whatever breaks off in between.</summary>
public sealed class KeyedRunTests : IAsyncDisposable
{
    private readonly KeyedHost _host;

    public KeyedRunTests(AzuriteFixture azurite) => _host = new KeyedHost(azurite);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private RunKeys Keys => _host.Keys;

    private RunLifecycle Ledger => _host.Ledger;

    [Fact]
    public async Task A_key_is_kept_before_its_run_is_launched()
    {
        string? atLaunch = null;

        RunRow row = await _host.StartAsync(
            "sk-one", async run => atLaunch = (await Keys.FindAsync(run, Stop))?.Reveal());

        (row.HasOwnKey, atLaunch).ShouldBe((true, "sk-one"));
    }

    [Fact]
    public async Task A_run_without_a_key_has_none()
    {
        RunRow row = await _host.StartAsync(null, _ => Task.CompletedTask);

        row.HasOwnKey.ShouldBeFalse();
        (await Keys.FindAsync(row.Run, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task The_same_request_again_leaves_the_key_that_is_there_or_nothing()
    {
        var once = new RunOnce("nightly", "a");
        RunRow first = await _host.StartAsync("sk-one", _ => Task.CompletedTask, once);
        await _host.StartAsync("sk-other", _ => throw new InvalidOperationException("It goes on already."), once);
        (await Keys.FindAsync(first.Run, Stop))!.Reveal().ShouldBe("sk-one");

        await Ledger.CompleteAsync(new Completion(first.Run, Tally.Empty), Stop);
        RunRow again = await _host.StartAsync(
            "sk-one", _ => throw new InvalidOperationException("It has ended."), once);

        again.RowKey.ShouldBe(first.RowKey);
        (await Keys.FindAsync(first.Run, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task A_launch_that_fails_takes_the_key_with_it_and_the_next_try_brings_it_again()
    {
        var once = new RunOnce("nightly", "a");
        RunRef? promised = null;
        await Should.ThrowAsync<IOException>(() => _host.StartAsync(
            "sk-one",
            run =>
            {
                promised = run;
                throw new IOException("The host is gone.");
            },
            once));
        (await Keys.FindAsync(promised!, Stop)).ShouldBeNull();

        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        string? atLaunch = null;
        await _host.StartAsync("sk-one", async run => atLaunch = (await Keys.FindAsync(run, Stop))?.Reveal(), once);

        atLaunch.ShouldBe("sk-one");
    }

    [Fact]
    public async Task A_launch_again_that_fails_leaves_the_key_of_the_one_that_may_have_worked()
    {
        var once = new RunOnce("nightly", "a");
        RunRow row = await _host.StartAsync("sk-one", _ => Task.CompletedTask, once);

        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        await Should.ThrowAsync<IOException>(() => _host.StartAsync("sk-one", _ => throw new IOException("No."), once));

        (await Keys.FindAsync(row.Run, Stop)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_dropped_dataset_with_a_key_in_its_metadata_fails_and_does_not_say_it()
    {
        var place = new DatasetPlace(_host.Organization, "keys", "dropped.jsonl");
        var options = new BlobUploadOptions
        {
            Metadata = new Dictionary<string, string> { ["openai_api_key"] = "sk-7421" },
        };
        await _host.Storage.Datasets.GetBlobClient(place.BlobName)
            .UploadAsync(Datasets.File(Datasets.Good), options, Stop);
        var launcher = new KeyedHost.Launcher(_ => throw new InvalidOperationException("It cannot begin."));

        RunRow row = await _host.Drops.StartAsync(place, null, null, launcher, Stop);

        row.Status.ShouldBe(RunStatus.Failed);
        row.Error.ShouldNotBeNull().ShouldContain("This is no place for a key");
        row.Error.ShouldNotContain("7421");
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("cancelled")]
    [InlineData("failed")]
    public async Task The_key_goes_with_its_run_however_that_ends_and_may_be_told_of_it_twice(string end)
    {
        RunRow row = await _host.StartAsync("sk-one", _ => Task.CompletedTask);
        if (end == "cancelled")
        {
            await Ledger.RequestCancelAsync(row.Run, Stop);
        }

        for (int i = 0; i < 2; i++)
        {
            RunOutcome outcome = end == "failed"
                ? await Ledger.FailAsync(new RunFailure(row.Run, "No line of the dataset is an item."), Stop)
                : await Ledger.CompleteAsync(new Completion(row.Run, Tally.Empty), Stop);
            outcome.Status.ShouldBe(end);
            (await Keys.FindAsync(row.Run, Stop)).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("""{"a":1,"openai_api_key":"sk-one","b":2}""", """{"a":1,"openai_api_key":"sk-other","b":2}""", true)]
    [InlineData("""{"OpenAI_api\u005fkey":"x","b":2}""", """{"OpenAI_api\u005fkey":"y","b":2}""", true)]
    [InlineData(
        """{"openai_api_key":"a","openai_api_key":"b"}""", """{"openai_api_key":"c","openai_api_key":"d"}""", true)]
    [InlineData("""{"a":1,"openai_api_key":"sk-one"}""", """{"a":2,"openai_api_key":"sk-one"}""", false)]
    [InlineData("""{"a":1,"openai_api_key":"sk-one"}""", """{"a":1,"openai_api_key":null}""", false)]
    [InlineData("""{"a":1,"openai_api_key":"sk-one"}""", """{"a":1}""", false)]
    [InlineData("""["openai_api_key","a"]""", """["openai_api_key","b"]""", false)]
    public void A_body_is_the_same_with_any_key_and_another_one_without(string one, string other, bool isSame) =>
        (HashOf(one) == HashOf(other)).ShouldBe(isSame);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static string HashOf(string json)
    {
        using JsonDocument body = JsonDocument.Parse(json);
        return IdempotencyKey.HashOf(body.RootElement);
    }
}
