using System.Text;
using System.Text.Json.Nodes;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.Cli.Tests;

/// <summary>Files of traces on the command line.</summary>
public sealed class TraceCommandTests(DeploymentFixture deployment)
{
    [Fact]
    public async Task Each_trace_of_a_file_is_analysed_and_printed()
    {
        using var directory = new TemporaryDirectory();
        var request = new CreateKeyRequest { Name = "tests", Organization = $"org-{Guid.CreateVersion7():N}" };
        string key = (await deployment.Valiqor.Keys.CreateAsync(request, TestContext.Current.CancellationToken)).ApiKey;
        CliProcess valiqor = new CliProcess(directory).For(deployment, key);

        CliResult result = await valiqor.RunAsync(
            "analyze", Repository.File("samples/traces/demo-tracer.jsonl"), "--json");

        result.ShouldBeDone();
        JsonNode[] runs = [.. result.Lines.Select(line => JsonNode.Parse(line)!)];
        runs.Select(run => (string?)run["mode"]).ShouldBe(["full", "full"]);
        runs.Select(run => (string?)run["project_name"]).ShouldBe(["quarter-report", "quarter-report"]);
        runs.Select(run => (string?)run["summary"]!["primary_failure"])
            .ShouldBe(["contradiction_with_context", "tool_error_unhandled"]);
    }

    [Theory]
    [InlineData("""{"resourceSpans":[""", true)]
    [InlineData("""[{"trace_id":"a","messages":[{"input":1}]},""", true)]
    [InlineData("{\"record_type\":\"metadata\"}\n{\"record_type\"", true)]
    [InlineData("\uFEFF {\"spans\":{\"a\":{\"input\":\"x\"", true)]
    [InlineData("""{"trace_id":"a","input":"?","output":"x"}""", false)]
    [InlineData("""[{"input":"?","output":"x"}]""", false)]
    [InlineData("input,output\n1,2", false)]
    [InlineData("{}", false)]
    [InlineData("", false)]
    [InlineData("[[[{\"trace_id\"", false)]
    public void A_file_of_traces_is_told_by_its_beginning(string beginning, bool isTrace) =>
        TraceFile.IsTrace(Encoding.UTF8.GetBytes(beginning)).ShouldBe(isTrace);

    [Theory]
    [InlineData("samples/traces", true)]
    [InlineData("samples", false)]
    public void The_samples_are_told_apart(string folder, bool isTrace) =>
        Repository.Files(folder, "*.*").ShouldAllBe(file => TraceFile.IsTrace(File.ReadAllBytes(file)) == isTrace);
}
