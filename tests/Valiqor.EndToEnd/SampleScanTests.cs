using Valiqor.Analysis.Scans;
using Valiqor.Client;
using Valiqor.Scanner;
using Valiqor.Testing;

namespace Valiqor.EndToEnd;

/// <summary>The samples' own sources are scanned, and explain what fails in the samples.</summary>
public sealed class SampleScanTests(DeploymentFixture deployment)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Failures_of_the_samples_are_laid_to_the_samples_sources()
    {
        using ValiqorClient valiqor = await deployment.NewOrganizationAsync();
        ContextMap map = SourceScanner.Scan(Repository.File("samples/app"), default, Stop);
        await valiqor.Scans.UploadAsync(
            "samples", [new ScanUploadFile("map.json", new MemoryStream(ContextMapJson.Write(map)))], null, Stop);

        string[] agent = await PlacesAsync(valiqor, "tool-agent.jsonl");
        string[] support = await PlacesAsync(valiqor, "rag-support.jsonl");

        agent.ShouldContain("agent-003 invalid_tool_arguments: tool_argument_without_description train_agent.py:10");
        agent.ShouldContain("agent-013 invalid_tool_arguments: tool_argument_not_required train_agent.py:26");
        agent.ShouldContain("agent-005 tool_error_unhandled: prompt_without_tool_failure_rule train_agent.py:4");
        agent.ShouldNotContain(place => place.StartsWith("agent-017", StringComparison.Ordinal));
        support.ShouldContain("rag-002 contradiction_with_context: prompt_without_grounding supportBot.ts:5");
        support.ShouldContain(place => place.Contains(" incorrect_citation: prompt_without_citation_request "));
        support.ShouldNotContain(place => place.Contains("sensitive_data_exposure"));
    }

    private static async Task<string[]> PlacesAsync(ValiqorClient valiqor, string sample)
    {
        await using Stream file = File.OpenRead(Repository.File($"samples/{sample}"));
        RunJob job = await valiqor.FailureAnalysis.UploadDatasetAsync(
            "samples", sample, file, cancellationToken: Stop);
        await job.WaitAsync(null, Stop);
        RunResult run = await job.ResultAsync(Stop);
        return
        [
            .. from tag in run.FailureTags
               from evidence in tag.EvidenceItems
               where evidence.Source == "scan"
               select $"{run.Inputs[tag.ItemIndex].Id} {tag.SubcategoryId}: {evidence.EvidenceType} "
                   + $"{evidence.Metadata["file"]}:{evidence.Metadata["line"]}",
        ];
    }
}
