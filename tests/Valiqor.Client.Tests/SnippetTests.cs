using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Valiqor.Testing;

namespace Valiqor.Client.Tests;

/// <summary>The code of the packages' READMEs is compiled code that does what they say.</summary>
public sealed class SnippetTests(DeploymentFixture deployment)
{
    private const string ClientReadme = "src/Valiqor.Client/README.md";
    private const string RegistrationReadme = "src/Valiqor.Client.DependencyInjection/README.md";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("first-run", ClientReadme, "open", "first-run")]
    [InlineData("upload", ClientReadme, "upload")]
    [InlineData("review", ClientReadme, "review")]
    [InlineData("errors", ClientReadme, "errors")]
    [InlineData("registration", RegistrationReadme, "registration")]
    public void The_README_has_the_code_that_is_compiled_here(string mark, string document, params string[] snippets)
    {
        string code = string.Join('\n', snippets.Select(CodeOf));

        Snapshot.MatchesPart($"```csharp\n{code}\n```", document, mark);
    }

    [Fact]
    public async Task The_code_of_the_README_runs()
    {
        using ValiqorClient client = await deployment.NewOrganizationAsync();

        RunResult first = await Snippets.FirstRunAsync(client);
        RunResult uploaded = await Snippets.UploadAsync(client, Repository.File("samples/rag-support.jsonl"), Stop);
        int reviewed = await Snippets.ReviewAsync(client, first);
        string said = await Snippets.ErrorsAsync(
            client, new AnalyzeRequest { Dataset = [JsonElement.Parse("""{"input":"No output."}""")] });

        first.FailureTags.ShouldContain(tag => tag.SubcategoryId == "contradiction_with_context");
        uploaded.Summary!.TotalItems.ShouldBe(40);
        reviewed.ShouldBe(first.FailureTags.Count(tag => tag.Severity >= 4));
        reviewed.ShouldBePositive();
        said.ShouldContain("body.dataset.0.output");
    }

    [Fact]
    public async Task The_registration_of_the_README_registers()
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("Valiqor:ApiKey", (string?)"vq_x")])
            .Build();
        var services = new ServiceCollection();

        Snippets.Register(services, configuration);

        await using ServiceProvider provider = services.BuildServiceProvider();
        provider.GetRequiredService<ValiqorClient>().ShouldNotBeNull();
    }

    [Fact]
    public void An_item_in_code_is_the_item_on_the_wire()
    {
        var request = new AnalyzeRequest
        {
            Dataset =
            [
                new DatasetItem
                {
                    Input = "Weather in Lisbon?",
                    Output = "21 degrees.",
                    ToolCalls =
                    [
                        new DatasetToolCall
                        {
                            Name = "get_weather",
                            Arguments = new JsonObject { ["city"] = "Lisbon" },
                            Error = "timeout",
                        },
                    ],
                    Metadata = new Dictionary<string, string> { ["model"] = "m-1" },
                },
            ],
        };

        JsonElement expected = JsonElement.Parse(
            """
            {"input": "Weather in Lisbon?", "output": "21 degrees.", "metadata": {"model": "m-1"},
             "tool_calls": [{"name": "get_weather", "arguments": {"city": "Lisbon"}, "error": "timeout"}]}
            """);
        JsonElement.DeepEquals(request.Dataset.Single(), expected).ShouldBeTrue();
    }

    /// <summary>The lines between a snippet's mark and its end, moved to the margin.</summary>
    private static string CodeOf(string snippet)
    {
        string[] lines = File.ReadAllLines(Repository.File("tests/Valiqor.Client.Tests/Snippets.cs"));
        int start = Array.FindIndex(lines, line => line.Trim() == $"// snippet: {snippet}") + 1;
        start.ShouldBePositive($"there is no snippet {snippet}");
        int end = Array.FindIndex(lines, start, line => line.Trim() == "// end");
        int margin = lines[start].Length - lines[start].TrimStart().Length;
        return string.Join('\n', lines[start..end].Select(line => line.Length > margin ? line[margin..] : ""));
    }
}
