using System.Globalization;
using System.Reflection;
using Valiqor.Client;
using Valiqor.LocalHost.Workflow;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs.Outcomes;
using Valiqor.Service.Runs.Planning;
using Valiqor.Service.Runs.Workflow;
using Valiqor.Service.Traces;
using Valiqor.Testing;

namespace Valiqor.Conventions.Tests.Documents;

/// <summary>The figures of ARCHITECTURE.md are those of the code.</summary>
public sealed class ArchitectureDocumentTests
{
    [Fact]
    public void The_architecture_document_lists_the_limits()
    {
        RetryRule retries = RetryRule.Storage;
        double waits = Enumerable.Range(1, retries.Attempts - 1).Sum(tries => retries.DelayAfter(tries).TotalMinutes);
        string[] lines =
        [
            "| What | Limit |",
            "|---|---|",
            "| an item, a body, an upload | `Valiqor__MaxItemBytes`, `MaxBodyBytes`, `MaxUploadBytes` |",
            "| a slice | `Valiqor__ItemsPerSlice` items, with a judge `Valiqor__Judge__ItemsPerSlice`, or "
                + $"{MiB(RunLayoutWriter.SliceBytes)} MiB unless one item alone is longer |",
            $"| side by side | `Valiqor__SlicesPerWindow`; locally {WorkflowRunner.RunsAtOnce} runs, and two "
                + "activities a processor |",
            $"| tries of an activity | {retries.Attempts}, over about {Math.Round(waits)} minutes |",
            $"| lists in a result | {Number(RunResult.ListLimit)} tags, {Number(RunResult.ListLimit)} items, "
                + $"{RunReader.RejectedShown} rejected lines; the streams have all |",
            "| calls, playground, monthly quotas | `Valiqor__Limits__…`, counted in storage for all hosts: "
                + "[API](docs/api.md#limits), [why so](docs/decisions/0018-limits-in-storage.md) |",
            $"| a trace | {Number(TraceLimits.SpansPerTrace)} spans, {MiB(TraceLimits.TraceBytes)} MiB, texts of "
                + $"{Number(TraceLimits.TextCharacters)} characters (`TraceLimits`) |",
            "| regular expressions | no backtracking and no time-out: linear in the text (`Pattern`) |",
        ];

        Snapshot.MatchesPart(string.Join('\n', lines), "ARCHITECTURE.md", "limits");
    }

    [Fact]
    public void The_architecture_document_names_every_container_and_table()
    {
        string document = File.ReadAllText(Repository.File("ARCHITECTURE.md"));
        IEnumerable<string> names =
            from constant in typeof(Layout).GetFields(BindingFlags.Public | BindingFlags.Static)
            where constant.Name.EndsWith("Container", StringComparison.Ordinal)
                || constant.Name.EndsWith("Table", StringComparison.Ordinal)
            select (string)constant.GetRawConstantValue()!;

        names.Where(name => !document.Contains($"| `{name}` |", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static string Number(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static int MiB(int bytes) => bytes / (1024 * 1024);
}
