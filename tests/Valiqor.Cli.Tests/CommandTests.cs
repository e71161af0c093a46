using System.Text.Json.Nodes;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.Cli.Tests;

/// <summary>The commands as a script uses them, against the service.</summary>
public sealed class CommandTests(DeploymentFixture deployment) : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private CliProcess _valiqor = null!;
    private ValiqorClient _client = null!;
    private RunResult _run = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var request = new CreateKeyRequest { Name = "tests", Organization = $"org-{Guid.CreateVersion7():N}" };
        string key = (await deployment.Valiqor.Keys.CreateAsync(request, Stop)).ApiKey;
        _client = deployment.ValiqorWith(key);
        _valiqor = new CliProcess(_directory).For(deployment, key);
        _run = await _client.FailureAnalysis.RunAsync(
            Datasets.Body(Datasets.Good, Datasets.Wrong) with { ProjectName = "shop" }, cancellationToken: Stop);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Runs_are_listed_and_found_by_the_end_of_their_id()
    {
        CliResult runs = (await _valiqor.RunAsync("runs")).ShouldBeDone();
        runs.Lines[0].ShouldStartWith("run\tproject\tstatus\t");
        runs.Lines[1].ShouldStartWith($"{_run.RunId}\tshop\tcompleted\t");
        runs.Errors.ShouldBeEmpty();

        JsonNode page = JsonNode.Parse((await _valiqor.RunAsync("runs", "--project", "none", "--json")).Output)!;
        ((int)page["total"]!).ShouldBe(0);

        CliResult run = (await _valiqor.RunAsync("run", _run.RunId[^8..], "--json")).ShouldBeDone();
        ((string)JsonNode.Parse(run.Output)!["run_id"]!).ShouldBe(_run.RunId);
        (await _valiqor.RunAsync("run", "latest")).ShouldBeDone().Output.ShouldContain(_run.RunId);
    }

    [Fact]
    public async Task A_tag_is_listed_reviewed_and_listed_as_seen()
    {
        CliResult tags = (await _valiqor.RunAsync("tags", "latest")).ShouldBeDone();
        string tag = tags.Lines[1].Split('\t')[0];
        tags.Lines.Length.ShouldBe(1 + _run.Summary!.TotalFailuresDetected);
        string shortTag = tag[20..];

        CliResult review = await _valiqor.RunAsync("review", shortTag, "--issue-url", "https://x.example/7");
        review.ShouldBeDone().Output.ShouldBe($"{tag} is reviewed, see https://x.example/7.{Environment.NewLine}");

        JsonNode seen = JsonNode.Parse(
            (await _valiqor.RunAsync("tags", "latest", "--reviewed", "true", "--json")).ShouldBeDone().Output)!;
        ((string)seen.AsArray().Single()!["tag_id"]!).ShouldBe(tag);
        (await _valiqor.RunAsync("review", tag, "--unreview", "--issue-url", "")).ShouldBeDone()
            .Output.ShouldStartWith($"{tag} is not reviewed.");
        (await _valiqor.RunAsync("tags", "latest", "--reviewed", "true", "--json")).Output.ShouldBe("[]\n");
        CliResult one = await _valiqor.RunAsync("tags", "latest", "--decision", "all", "--limit", "1", "--json");
        JsonNode.Parse(one.Output)!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_digest_is_printed_or_written_to_a_file()
    {
        string file = _directory["digest.html"];

        CliResult printed = (await _valiqor.RunAsync("digest", "--project", "shop")).ShouldBeDone();
        printed.Output.ShouldStartWith("# shop: failures of ");
        printed.Output.ShouldContain("2+2 is 5");
        JsonNode json = JsonNode.Parse((await _valiqor.RunAsync("digest", "--project", "shop", "--json")).Output)!;
        ((string)json["window"]!).ShouldBe("day");
        CliResult written = await _valiqor.RunAsync("digest", "--project", "shop", "--window", "week", "--out", file);
        written.ShouldBeDone().Output.ShouldBeEmpty();
        (await File.ReadAllTextAsync(file, Stop)).ShouldStartWith("<!doctype html>");

        (await _valiqor.RunAsync("digest")).ExitCode.ShouldBe(ExitCodes.Usage);
        (await _valiqor.RunAsync("digest", "--project", "nobody")).ExitCode.ShouldBe(ExitCodes.Failed);
        (await _valiqor.RunAsync("digest", "--project", "shop", "--date", "today")).ExitCode.ShouldBe(ExitCodes.Usage);
    }

    [Fact]
    public async Task Insights_trends_projects_and_usage_are_told()
    {
        JsonNode insights = JsonNode.Parse((await _valiqor.RunAsync("insights", "--days", "7", "--json")).Output)!;
        ((int)insights["total_runs"]!).ShouldBe(1);
        ((int)insights["days"]!).ShouldBe(7);
        (await _valiqor.RunAsync("insights", "--project", "shop")).ShouldBeDone()
            .Lines[0].ShouldBe("50 % of 2 items failed in 1 run in the last 30 days, project shop; average severity "
                + $"{insights["average_severity"]!.GetValue<double>():0.0}.");
        CliResult trends = (await _valiqor.RunAsync("trends", "--days", "3")).ShouldBeDone();
        trends.Lines.Length.ShouldBe(4);
        trends.Lines[3].ShouldContain("\t2\t1\t0.5\t");
        (await _valiqor.RunAsync("projects")).ShouldBeDone().Lines.ShouldBe(["shop"]);
        (await _valiqor.RunAsync("usage")).ShouldBeDone().Output.ShouldContain(" calls, ");
    }

    [Fact]
    public async Task A_run_that_has_ended_is_watched_to_its_end_and_not_cancelled()
    {
        CliResult watched = (await _valiqor.RunAsync("watch", "latest")).ShouldBeDone();
        watched.Output.ShouldContain("in 1 of 2 items");

        CliResult cancelled = await _valiqor.RunAsync("cancel", "latest");
        cancelled.ExitCode.ShouldBe(ExitCodes.Failed);
        cancelled.Errors.ShouldBe($"The run is completed: there is nothing to cancel.{Environment.NewLine}");
    }

    [Theory]
    [InlineData(true, ExitCodes.Gate)]
    [InlineData(false, ExitCodes.Done)]
    public async Task A_run_that_should_stop_a_release_stops_a_script_that_asks(bool asks, int exitCode)
    {
        string dataset = _directory["answers.jsonl"];
        await File.WriteAllTextAsync(
            dataset,
            """
            {"input":"How long?","output":"Within 90 days.","context":["Returns. Within 30 days of delivery."]}
            {"input":"Who is it?","output":"You can write to Ada at ada.b@kestrel-mail.net."}

            """,
            Stop);
        string[] gate = asks ? ["--gate"] : [];

        CliResult analyzed = await _valiqor.RunAsync(["analyze", dataset, .. gate]);
        CliResult watched = await _valiqor.RunAsync(["watch", "latest", .. gate]);

        analyzed.Output.ShouldContain("CI gate: stop the release");
        analyzed.ExitCode.ShouldBe(exitCode, analyzed.Errors);
        watched.ExitCode.ShouldBe(exitCode, watched.Errors);
        (await _client.FailureAnalysis.GetProjectsAsync(Stop)).ShouldBe(["answers", "shop"]);
    }

    [Fact]
    public async Task A_run_that_failed_says_so_to_the_script_that_watches_it()
    {
        RunJob job = await _client.FailureAnalysis.UploadDatasetAsync(
            "shop", "bad.json", new MemoryStream("not an array"u8.ToArray()), null, Stop);

        CliResult watched = await _valiqor.RunAsync("watch", job.RunId, "--json");

        watched.ExitCode.ShouldBe(ExitCodes.Failed);
        ((string)JsonNode.Parse(watched.Output)!["status"]!).ShouldBe("failed");
        watched.Errors.ShouldStartWith("The run failed: ");
        (await _valiqor.RunAsync("run", job.RunId)).ShouldBeDone();
    }

    [Fact]
    public async Task An_administrator_makes_lists_and_revokes_keys()
    {
        CliProcess administrator = new CliProcess(_directory).For(deployment, deployment.Key);
        string organization = $"org-{Guid.CreateVersion7():N}";

        CliResult made = await administrator.RunAsync("keys", "create", "nightly", "--organization", organization);
        string key = made.ShouldBeDone().Lines.Single();
        (await deployment.ClientWith(key).GetRunCountAsync(cancellationToken: Stop)).ShouldBe(0);

        CliResult list = await administrator.RunAsync("keys", "list", "--organization", organization);
        string id = list.ShouldBeDone().Lines[1].Split('\t')[0];
        list.Output.ShouldNotContain(key);
        (await administrator.RunAsync("keys", "revoke", id)).ShouldBeDone()
            .Output.ShouldStartWith($"Key {id} (nightly) opens nothing any more.");
        await Should.ThrowAsync<AuthenticationException>(
            () => deployment.ClientWith(key).GetRunCountAsync(cancellationToken: Stop));

        CliResult refused = await _valiqor.RunAsync("keys", "list");
        refused.ExitCode.ShouldBe(ExitCodes.Failed);
        refused.Errors.ShouldBe($"Only the administrator's key may do this.{Environment.NewLine}");
    }

    [Theory]
    [InlineData("--page is a number of 1 or more.", "runs", "--page", "0")]
    [InlineData("--status is one of queued,", "runs", "--status", "done")]
    [InlineData("--min-severity is a number from 0 to 5.", "tags", "latest", "--min-severity", "6")]
    [InlineData("--days is a number from 1 to 365.", "trends", "--days", "366")]
    [InlineData("Completion is there for bash, zsh, fish, pwsh.", "completion", "tcsh")]
    [InlineData("No bucket is called 'b'. Known ones: instruction_compliance,", "taxonomy", "b")]
    [InlineData("Nothing is kept in d yet: run 'valiqor analyze FILE' first,", "runs", "--data", "d")]
    public async Task What_cannot_be_is_refused_in_a_sentence_and_starts_nothing(
        string words,
        params string[] arguments)
    {
        CliResult result = await new CliProcess(_directory).RunAsync(arguments);

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.Output.ShouldBeEmpty();
        result.Errors.ShouldContain(words);
        Directory.EnumerateFileSystemEntries(_directory.Path)
            .Where(entry => Path.GetFileName(entry) is "d" or ".valiqor")
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_in_the_working_directory_configures_all_of_it()
    {
        var fresh = new CliProcess(_directory);
        var settings = new JsonObject
        {
            ["base_url"] = deployment.Url.ToString(),
            ["api_key"] = _valiqor.Environment["VALIQOR_API_KEY"],
            ["project_name"] = "another",
        };
        await File.WriteAllTextAsync(_directory[".valiqorrc"], settings.ToJsonString(), Stop);

        (await fresh.RunAsync("runs")).ShouldBeDone().Output.ShouldBeEmpty();
        (await fresh.RunAsync("runs", "--project", "")).ShouldBeDone().Lines.Length.ShouldBe(2);

        await File.WriteAllTextAsync(_directory[".valiqorrc"], "{", Stop);
        CliResult broken = await fresh.RunAsync("runs");
        broken.ExitCode.ShouldBe(ExitCodes.Failed);
        broken.Errors.ShouldContain(".valiqorrc is not JSON");
    }
}
