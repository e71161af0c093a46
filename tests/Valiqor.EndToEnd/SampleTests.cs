using System.Text.Json;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.EndToEnd;

/// <summary>The samples fail where their author says they fail, and nowhere else.</summary>
public sealed class SampleTests(DeploymentFixture deployment)
{
    [Theory]
    [InlineData("rag-support.jsonl")]
    [InlineData("tool-agent.jsonl")]
    [InlineData("chat.csv")]
    public async Task A_sample_has_the_failures_it_is_known_for(string name)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        string truth = Repository.File(
            $"tests/Valiqor.EndToEnd/Samples/expected-{Path.GetFileNameWithoutExtension(name)}.json");
        var expected =
            JsonSerializer.Deserialize<SortedDictionary<string, string[]>>(await File.ReadAllTextAsync(truth, stop))!;
        await using Stream file = File.OpenRead(Repository.File($"samples/{name}"));

        RunJob job = await deployment.Client.UploadDatasetAsync("samples", name, file, cancellationToken: stop);
        await job.WaitAsync(null, stop);
        RunResult run = await job.ResultAsync(stop);

        run.RejectedLines.ShouldBe(0);
        run.InputType.ShouldBe(name.EndsWith(".csv", StringComparison.Ordinal) ? "csv" : "json");
        var found = run.FailureTags.Where(tag => tag.Decision == "fail").ToLookup(tag => run.Inputs[tag.ItemIndex].Id!);
        foreach ((string id, string[] subcategories) in expected)
        {
            string[] tagged = [.. found[id].Select(tag => tag.SubcategoryId).Distinct()];
            tagged.Where(_ => subcategories.Length == 0).ShouldBeEmpty($"{id} is clean");
            subcategories.Intersect(run.DetectorsRun).ShouldBeSubsetOf(tagged, id);
        }

        run.Inputs.Select(input => input.Id).Order().ShouldBe(expected.Keys.Order());
    }
}
