using System.Text.Json.Nodes;
using Valiqor.Cli;
using Valiqor.Client;
using Valiqor.LocalHost;
using Valiqor.StandInModel;
using Valiqor.Testing;

namespace Valiqor.EndToEnd.Judging;

/// <summary>What a run would cost, beside what it then does cost.</summary>
public sealed class JudgeCostTests(StandInProcess model, AzuriteFixture azurite, DeploymentFixture deployment)
    : IClassFixture<StandInProcess>, IAsyncLifetime
{
    private const string OwnKey = "sk-own-key-of-the-caller-4711";

    private static readonly string[] Items =
    [
        """{"input":"What is 2+2?","output":"2+2 is 5"}""",
        """{"input":"How long may I return a lamp?","output":"90 days.","context":["Returns: within 30 days."]}""",
        """{"input":"Capital of France?","output":"“Paris” — ça va?\n\nYes.","context":["Paris is the capital."]}""",
    ];

    private readonly TemporaryDirectory _directory = new();
    private LocalService? _service;
    private ValiqorClient? _client;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FailureAnalysisClient Client => _client!.FailureAnalysis;

    public async ValueTask InitializeAsync() => await model.ObeyAsync(new StandInControl());

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }

        _directory.Dispose();
    }

    [Fact]
    public async Task The_estimate_counts_the_tokens_that_the_run_then_takes()
    {
        await StartAsync();
        AnalyzeRequest request = Datasets.Body(Items);

        CostEstimate before = await Client.EstimateAsync(request, Stop);

        (await model.LogAsync()).Requests.ShouldBeEmpty("no model is asked");
        (before.Items, before.ItemsToJudge, before.KeptAnswers).ShouldBe((3, 3, 0));
        (before.Model, before.FeatureKind, before.IsWithinBudget).ShouldBe(("judge", "rag", true));
        before.EstimatedCost.ShouldBe((before.PromptTokens * 2 + before.CompletionTokens * 8) / 1_000_000m);
        before.CompletionTokens.ShouldBeGreaterThan(0);

        RunResult run = await Client.RunAsync(request, cancellationToken: Stop);

        StandInLog log = await model.LogAsync();
        log.Requests.Count.ShouldBe(before.Calls);
        log.PromptTokens.ShouldBe(before.PromptTokens, "texts, schema and the frame of messages");
        run.Judge!.PromptTokens.ShouldBe(before.PromptTokens);

        CostEstimate after = await Client.EstimateAsync(request, Stop);
        (after.Calls, after.KeptAnswers, after.PromptTokens, after.CompletionTokens, after.EstimatedCost)
            .ShouldBe((0, before.Calls, 0, 0, 0));
    }

    [Fact]
    public async Task Parts_of_questions_are_counted_each()
    {
        await StartAsync(("Judge:CriteriaPerCall", "4"));

        CostEstimate estimate = await Client.EstimateAsync(Datasets.Body(Items), Stop);
        await Client.RunAsync(Datasets.Body(Items), cancellationToken: Stop);

        StandInLog log = await model.LogAsync();
        estimate.Calls.ShouldBeGreaterThan(estimate.ItemsToJudge);
        (log.Requests.Count, log.PromptTokens).ShouldBe((estimate.Calls, estimate.PromptTokens));
    }

    [Fact]
    public async Task A_budget_that_would_not_do_is_told_of()
    {
        await StartAsync(("Judge:RunTokens", "1000"));

        CostEstimate estimate = await Client.EstimateAsync(Datasets.Body(Items), Stop);

        (estimate.IsWithinBudget, estimate.TokensLeft).ShouldBe((false, 1_000));
        estimate.Reason.ShouldBe(
            "The judge would stop on the way: the run's budget of 1,000 tokens would be used up.");
    }

    [Fact]
    public async Task Without_a_model_it_costs_nothing_and_says_why()
    {
        CostEstimate estimate = await deployment.Client.EstimateAsync(Datasets.Body(Items), Stop);

        (estimate.Items, estimate.ItemsToJudge, estimate.Calls, estimate.PromptTokens).ShouldBe((3, 0, 0, 0));
        (estimate.Model, estimate.EstimatedCost, estimate.IsWithinBudget).ShouldBe((null, null, true));
        estimate.Reason.ShouldBe("No model would be asked: no judge model is configured.");
        CostEstimate off = await deployment.Client.EstimateAsync(Datasets.Body(Items) with { RunJudge = false }, Stop);
        off.Reason.ShouldBe("No model would be asked: run_judge is off.");
    }

    [Fact]
    public async Task Only_items_are_estimated_and_each_has_to_be_one()
    {
        var blob = await Should.ThrowAsync<ValidationException>(
            () => deployment.Client.EstimateAsync(new AnalyzeRequest { DatasetBlob = "p/x.jsonl" }, Stop));
        blob.FieldProblems.Single().Msg.ShouldContain("Give the items in `dataset`");
        var bad = await Should.ThrowAsync<ValidationException>(
            () => deployment.Client.EstimateAsync(Datasets.Body(Items[0], """{"input":"?"}"""), Stop));
        string.Join('.', bad.FieldProblems.Single().Loc).ShouldBe("body.dataset.1.output");
    }

    [Fact]
    public async Task The_command_adds_up_and_starts_no_run()
    {
        CliProcess valiqor = await StartCommandsAsync();
        await File.WriteAllLinesAsync(_directory["items.jsonl"], [.. Items, "{}"], Stop);
        CostEstimate whole = await Client.EstimateAsync(Datasets.Body(Items), Stop);

        CliResult json = (await valiqor.RunAsync("analyze", "items.jsonl", "--estimate", "--json")).ShouldBeDone();
        CliResult text = (await valiqor.RunAsync("analyze", "items.jsonl", "--estimate")).ShouldBeDone();

        JsonNode sum = JsonNode.Parse(json.Output)!;
        ((int)sum["items"]!, (int)sum["calls"]!, (long)sum["prompt_tokens"]!)
            .ShouldBe((3, whole.Calls, whole.PromptTokens));
        text.Lines[0].ShouldBe("items\tto_judge\tcalls\ttokens_in\ttokens_out\tkept\tcost");
        text.Lines[1].ShouldStartWith($"3\t3\t{whole.Calls}\t{whole.PromptTokens}\t{whole.CompletionTokens}\t0\t0.");
        text.Lines[2].ShouldBe("Not reckoned: 1 line that no item can be read from.");
        (await model.LogAsync()).Requests.ShouldBeEmpty();
        (await Client.GetRunCountAsync(cancellationToken: Stop)).ShouldBe(0);
    }

    [Fact]
    public async Task A_callers_own_key_reaches_the_model_and_nothing_else()
    {
        CliProcess valiqor = await StartCommandsAsync();
        await File.WriteAllLinesAsync(_directory["items.jsonl"], Items, Stop);
        valiqor.Environment["VALIQOR_OPENAI_API_KEY"] = OwnKey;

        CliResult run = (await valiqor.RunAsync("analyze", "items.jsonl")).ShouldBeDone();

        run.Output.ShouldContain("Judge judge: 3 items judged; 3 calls, ");
        LogEntry[] asked = [.. (await model.LogAsync()).Requests];
        asked.ShouldNotBeEmpty();
        asked.ShouldAllBe(request => OwnKey.EndsWith(request.KeyEnd) && request.KeyEnd.Length > 0);
        (run.Output + run.Errors).ShouldNotContain(OwnKey);
        IEnumerable<string> files = Directory.EnumerateFiles(_directory.Path, "*", SearchOption.AllDirectories);
        foreach (string file in files.Where(file => Path.GetExtension(file) != ".lock"))
        {
            (await File.ReadAllTextAsync(file, Stop)).ShouldNotContain(OwnKey, customMessage: file);
        }
    }

    [Fact]
    public async Task A_file_that_is_too_large_for_a_body_is_refused_with_what_to_do()
    {
        CliProcess valiqor = await StartCommandsAsync(("MaxBodyBytes", "1024"));
        await File.WriteAllLinesAsync(_directory["items.jsonl"], Enumerable.Repeat(Items[0], 50), Stop);
        await File.WriteAllTextAsync(_directory["key.txt"], $"{OwnKey}\n", Stop);

        CliResult run = await valiqor.RunAsync("analyze", "items.jsonl", "--openai-api-key-file", "key.txt");

        (run.ExitCode, run.Errors.Trim()).ShouldBe((
            ExitCodes.Usage,
            "items.jsonl is too large to go with a key of your own: split it, or leave the key out."));
    }

    [Fact]
    public async Task The_judge_is_left_out_on_demand()
    {
        CliProcess valiqor = await StartCommandsAsync();
        await File.WriteAllLinesAsync(_directory["items.jsonl"], Items, Stop);

        CliResult run = (await valiqor.RunAsync("analyze", "items.jsonl", "--no-judge")).ShouldBeDone();

        run.Output.ShouldNotContain("Judge judge");
        (await model.LogAsync()).Requests.ShouldBeEmpty();
        CliResult none = await valiqor.RunAsync("analyze", "items.jsonl", "--openai-api-key-file", "none.txt");
        (none.ExitCode, none.Errors.Trim()).ShouldBe(
            (ExitCodes.Usage, "none.txt cannot be read: it should have a key."));
    }

    private async Task<CliProcess> StartCommandsAsync(params (string Name, string Value)[] settings)
    {
        await StartAsync(settings);
        var valiqor = new CliProcess(_directory);
        valiqor.Environment["VALIQOR_BASE_URL"] = _service!.Url.ToString();
        valiqor.Environment["VALIQOR_API_KEY"] = await NewKeyAsync();
        _client!.Dispose();
        _client = ClientOf(valiqor.Environment["VALIQOR_API_KEY"]);
        return valiqor;
    }

    private async Task StartAsync(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Valiqor:Judge:Model:Endpoint"] = new Uri(model.Url, "v1").ToString(),
            ["Valiqor:Judge:Model:Name"] = "judge",
            ["Valiqor:Judge:Model:ApiKey"] = "sk-the-services",
            ["Valiqor:Judge:Prices:Input"] = "2",
            ["Valiqor:Judge:Prices:Output"] = "8",
        };
        foreach ((string name, string value) in settings)
        {
            all[$"Valiqor:{name}"] = value;
        }

        _service = await LocalService.StartAsync(
            new LocalServiceOptions
            {
                DataDirectory = _directory["service"],
                StorageConnection = azurite.ConnectionString,
                Settings = all,
            },
            Stop);
        _client = ClientOf(await NewKeyAsync());
    }

    /// <summary>Of an organization that no other test has.</summary>
    private async Task<string> NewKeyAsync()
    {
        using ValiqorClient administrator = ClientOf(_service!.AdminKey);
        var request = new CreateKeyRequest { Name = "tests", Organization = $"org-{Guid.CreateVersion7():N}" };
        return (await administrator.Keys.CreateAsync(request, Stop)).ApiKey;
    }

    private ValiqorClient ClientOf(string key) =>
        ValiqorClient.Create(new ClientOptions { BaseUrl = _service!.Url, ApiKey = key });
}
