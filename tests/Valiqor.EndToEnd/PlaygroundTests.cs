using System.Text.Json;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.EndToEnd;

/// <summary>One item, tried out.</summary>
public sealed class PlaygroundTests(DeploymentFixture deployment)
{
    /// <summary>A character of two UTF-16 units.</summary>
    private const string Astral = "𝒜";

    private static readonly PlaygroundRequest Wrong = new() { Input = "What is 2+2?", Output = "2+2 is 5" };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_item_is_judged_as_in_a_run_and_not_kept()
    {
        using ValiqorClient client = await deployment.NewOrganizationAsync();
        RunResult run = await client.FailureAnalysis.RunAsync(Datasets.Body(Datasets.Wrong), cancellationToken: Stop);
        List<FailureTag> passes = await client.FailureAnalysis
            .GetTagsAsync(run.RunId, new TagFilter { Decision = "pass" }, Stop).ToListAsync(Stop);

        PlaygroundResult result = await client.FailureAnalysis.PlaygroundAsync(Wrong, Stop);

        result.FailureTags.ShouldNotBeEmpty();
        Texts(result.FailureTags, result.RunId).ShouldBe(Texts(run.FailureTags, run.RunId));
        result.ChecksPassed.ShouldBe(passes.Select(tag => tag.SubcategoryId), ignoreOrder: true);
        result.ChecksPassed.ShouldNotBeEmpty();
        JsonSerializer.Serialize(result.Summary, WireJson.Default.RunSummary)
            .ShouldBe(JsonSerializer.Serialize(run.Summary, WireJson.Default.RunSummary));
        (result.PlaygroundRunsToday, result.PlaygroundLimitPerDay).ShouldBe((1, 10));
        await Should.ThrowAsync<NotFoundException>(() => client.FailureAnalysis.GetRunAsync(result.RunId, Stop));
    }

    [Fact]
    public async Task The_third_try_in_a_minute_is_refused_and_refused_items_are_no_tries()
    {
        using ValiqorClient client = await deployment.NewOrganizationAsync();
        PlaygroundRequest bad = Wrong with { Output = new string('x', 5_001) };
        await Should.ThrowAsync<ValidationException>(() => client.FailureAnalysis.PlaygroundAsync(bad, Stop));
        await Should.ThrowAsync<ValidationException>(() => client.FailureAnalysis.PlaygroundAsync(bad, Stop));
        PlaygroundRequest unknown = Wrong with { FeatureKind = "robot" };
        await Should.ThrowAsync<ValidationException>(() => client.FailureAnalysis.PlaygroundAsync(unknown, Stop));

        (await client.FailureAnalysis.PlaygroundAsync(Wrong, Stop)).PlaygroundRunsToday.ShouldBe(1);
        (await client.FailureAnalysis.PlaygroundAsync(Wrong, Stop)).PlaygroundRunsToday.ShouldBe(2);
        var third = await Should.ThrowAsync<RateLimitException>(
            () => client.FailureAnalysis.PlaygroundAsync(Wrong, Stop));

        third.Code.ShouldBe("rate_limited");
        third.RetryAfter!.Value.TotalSeconds.ShouldBeInRange(1, 61);
    }

    [Fact]
    public async Task An_item_may_be_as_long_as_the_limits_counted_in_characters()
    {
        using ValiqorClient client = await deployment.NewOrganizationAsync();
        string word = "parcel ";
        var longest = new PlaygroundRequest
        {
            Input = string.Concat(Enumerable.Repeat(Astral, 500)) + string.Concat(Enumerable.Repeat("road ", 300)),
            Output = string.Concat(Enumerable.Repeat("Travels. ", 555)) + "Ends.",
            Context = JsonSerializer.SerializeToElement((string[])[.. Enumerable.Repeat(word + word, 357)]),
            ToolCalls = [.. Enumerable.Repeat(JsonDocument.Parse("""{"name":"f","arguments":{}}""").RootElement, 5)],
        };
        longest.Input.Length.ShouldBe(2_500, "of which 2,000 characters");
        longest.Output.Length.ShouldBe(5_000);

        PlaygroundResult result = await client.FailureAnalysis.PlaygroundAsync(longest, Stop);

        result.Summary.TotalItems.ShouldBe(1);
    }

    [Theory]
    [InlineData("input", "`input` has 2,001 characters; the playground takes at most 2,000.")]
    [InlineData("output", "`output` has 5,001 characters; the playground takes at most 5,000.")]
    [InlineData("context", "`context` has 5,001 characters; the playground takes at most 5,000.")]
    [InlineData("tool_calls", "`tool_calls` has 6 calls; the playground takes at most 5.")]
    public async Task What_is_over_a_limit_is_refused_with_the_field_the_limit_and_the_count(
        string field,
        string message)
    {
        using ValiqorClient client = await deployment.NewOrganizationAsync();
        PlaygroundRequest item = field switch
        {
            "input" => Wrong with { Input = string.Concat(Enumerable.Repeat(Astral, 2_001)) },
            "output" => Wrong with { Output = new string('x', 5_001) },
            "context" => Wrong with
            {
                Context = JsonSerializer.SerializeToElement((string[])[new string('x', 2_500), new string('y', 2_501)]),
            },
            _ => Wrong with
            {
                ToolCalls = [.. Enumerable.Repeat(JsonSerializer.SerializeToElement(new { name = "f" }), 6)],
            },
        };

        var refused = await Should.ThrowAsync<ValidationException>(
            () => client.FailureAnalysis.PlaygroundAsync(item, Stop));

        refused.StatusCode.ShouldBe(422);
        FieldProblem problem = refused.FieldProblems.ShouldHaveSingleItem();
        string.Join('.', problem.Loc).ShouldBe($"body.{field}");
        problem.Msg.ShouldBe(message);
    }

    [Fact]
    public async Task Tokens_are_counted_over_everything_that_an_item_has()
    {
        using ValiqorClient client = await deployment.NewOrganizationAsync();
        string digits = string.Concat(Enumerable.Range(1_000, 900));
        PlaygroundRequest[] tooMuch =
        [
            Wrong with { Output = digits, SystemPrompt = digits, Expected = digits + digits },
            Wrong with { ToolCalls = [Call(digits), Call(digits), Call(digits), Call(digits)] },
        ];

        foreach (PlaygroundRequest item in tooMuch)
        {
            var refused = await Should.ThrowAsync<ValidationException>(
                () => client.FailureAnalysis.PlaygroundAsync(item, Stop));
            refused.FieldProblems.Single().Msg.ShouldMatch(
                @"^The item has 4,\d\d\d tokens \(o200k_base\); the playground takes at most 4,000\.$");
        }

        var endless = await Should.ThrowAsync<ValidationException>(() => client.FailureAnalysis.PlaygroundAsync(
            Wrong with { SystemPrompt = new string('-', 100_000) }, Stop));
        endless.FieldProblems.Single().Msg.ShouldBe(
            "The item has 100,020 characters; the playground takes at most 40,000.");
        (await client.FailureAnalysis.PlaygroundAsync(Wrong with { Output = digits, Expected = digits }, Stop))
            .PlaygroundRunsToday.ShouldBe(1);

        static JsonElement Call(string text) =>
            JsonSerializer.SerializeToElement(new { name = "f", arguments = new { text }, output = "done" });
    }

    private static string Texts(IReadOnlyList<FailureTag> tags, string runId) =>
        string.Join('\n', tags.Select(tag => JsonSerializer.Serialize(tag, WireJson.Default.FailureTag)))
            .Replace(runId, "RUN", StringComparison.Ordinal);
}
