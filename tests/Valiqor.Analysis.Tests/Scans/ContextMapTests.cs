using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Valiqor.Analysis.Scans;

namespace Valiqor.Analysis.Tests.Scans;

public sealed class ContextMapTests
{
    [Fact]
    public void The_public_scanners_map_is_read()
    {
        ContextMap map = Read("""
            {"repo_path": "C:\\src\\shop", "scan_timestamp": "2025-11-07T05:34:13.429852Z", "file_count": 2,
             "total_size_bytes": 345,
             "files": [{"path": "app.py", "size_bytes": 300, "extension": ".py"},
                       {"path": "prompts/system.txt", "size_bytes": 45, "extension": ".txt"}],
             "prompts": [{"path": "prompts/system.txt", "size_bytes": 45, "extension": ".txt"}],
             "structure": {"app.py": 300, "prompts": {"system.txt": 45}}}
            """);

        map.FileCount.ShouldBe(2);
        map.TotalSizeBytes.ShouldBe(345);
        map.Prompts.Single().Path.ShouldBe("prompts/system.txt");
        map.Prompts.Single().Text.ShouldBeEmpty();
        map.ScanTimestamp!.Value.Year.ShouldBe(2025);
        map.Structure.ToJsonString().ShouldBe("""{"app.py":300,"prompts":{"system.txt":45}}""");
    }

    [Fact]
    public void Names_and_shapes_of_other_scanners_are_read()
    {
        ContextMap map = Read("""
            {"context_map": {
              "prompt_templates": {"greeting": {"location": {"file": "a\\b.py", "start_line": 7},
                                                "template": "Hi {name}!", "type": "system_message"}},
              "functions": [{"type": "function", "function": {"name": "f", "description": "d", "parameters": {}}},
                            "just_a_name"],
              "llm_calls": [{"source": "c.py:12", "model_name": "m", "settings":
                             {"temperature": 0.5, "max_output_tokens": 9, "response_format": {"type": "json_object"},
                              "streaming": true}}, "gpt-4o"],
              "agents": {"router": {"file": "d.py", "line": 3, "framework": "crewai", "instructions": "Route it well.",
                                    "tools": [{"name": "g"}]}},
              "files": [{"path": "e.py", "prompts": ["Say it in one word."]}]}}
            """);

        map.Prompts.Select(prompt => $"{prompt.Place()} {prompt.Name} {prompt.Role} {prompt.Text}").ShouldBe(
        [
            "a/b.py:7 greeting system Hi {name}!",
            "d.py:3 router system Route it well.",
            "e.py   Say it in one word.",
        ]);
        map.Tools.Select(tool => $"{tool.Name} {tool.Path} {tool.Parameters is not null}")
            .ShouldBe(["f  True", "g d.py False"]);
        map.ModelCalls[0].ShouldBe(new ScannedModelCall
        {
            Path = "c.py", Line = 12, Model = "m", Temperature = 0.5, MaxTokens = 9, ResponseFormat = "json_object",
            Stream = true,
        });
        map.ModelCalls[1].ShouldBe(new ScannedModelCall { Model = "gpt-4o", Partial = true });
        map.Workflows.Single().Name.ShouldBe("router");
    }

    [Fact]
    public void Secrets_are_masked_on_the_way_in()
    {
        string key = "AKIA" + "J4QWX7TZK2MV9RBD";
        ContextMap map = Read(JsonSerializer.Serialize(new
        {
            prompts = new[] { new { path = "p.py", text = $"Use the key {key} for it." } },
            tools = new[] { new { name = "t", description = $"With {key}.", parameters = new { @default = key } } },
        }));

        string written = Encoding.UTF8.GetString(ContextMapJson.Write(map));
        written.ShouldNotContain(key);
        map.Prompts[0].Text.ShouldBe("Use the key [masked] for it.");
        map.Prompts[0].Secrets.ShouldHaveSingleItem().ShouldContain("AWS");
        map.Tools[0].Parameters!.Value.GetProperty("default").GetString().ShouldBe("[masked]");
    }

    [Theory]
    [InlineData("", "line 1, byte 1: this is not valid JSON")]
    [InlineData("{\n \"prompts\": [}", "line 2, byte 14: this is not valid JSON")]
    [InlineData("7", "line 1: a context map is a JSON object")]
    [InlineData("\"\\ud83d\"", "line 1: a context map is a JSON object")]
    [InlineData("{\"prompts\": [\"half \\ud83d\"]}", "half of a surrogate pair")]
    [InlineData("{\"tools\": [{\"name\": \"f\", \"parameters\": {\"a\": \"\\ud83d\"}}]}", "a surrogate pair")]
    [InlineData("{\"tools\": [{\"name\": \"f\", \"parameters\": {\"\\ud83d\": 1}}]}", "a surrogate pair")]
    public void What_is_no_map_is_refused_with_its_place(string json, string words)
    {
        ContextMapReader.Read(Encoding.UTF8.GetBytes(json), out string? fault).ShouldBeNull();
        fault.ShouldNotBeNull().ShouldContain(words);
    }

    [Fact]
    public void Depth_and_number_have_limits()
    {
        string deep = string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100));
        ContextMapReader.Read(Encoding.UTF8.GetBytes(deep), out string? fault).ShouldBeNull();
        fault.ShouldNotBeNull().ShouldContain("nested more than 64 levels");

        string many = $$"""{"workflows": [{{string.Join(',', Enumerable.Repeat("{}", 5_001))}}]}""";
        ContextMapReader.Read(Encoding.UTF8.GetBytes(many), out fault).ShouldBeNull();
        fault.ShouldNotBeNull().ShouldContain("more than 5000 workflows");
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm() =>
        Read("\uFEFF{\"workflows\": [\"one\"]}").Workflows.Length.ShouldBe(1);

    [Fact]
    public void A_map_that_was_written_reads_as_the_same()
    {
        Gen<string> word = Gen.String[Gen.Char["aB {}\"\\\n-é漢"], 1, 30];
        Gen<ScannedPrompt> prompts =
            from path in word
            from text in word
            from line in Gen.Int[0, 5]
            let file = $"p{path.Replace('\\', '/').Replace(':', '.')}"
            select new ScannedPrompt { Path = file, Line = line, Text = text };
        Gen<ScannedModelCall> calls =
            from temperature in Gen.Double[0, 2]
            from tokens in Gen.Int[1, 9]
            from partial in Gen.Bool
            select new ScannedModelCall { Temperature = temperature, MaxTokens = tokens, Partial = partial };
        Gen<ContextMap> maps =
            from prompt in prompts.Array[0, 3]
            from call in calls.Array[0, 3]
            select new ContextMap { Prompts = [.. prompt], ModelCalls = [.. call] };

        maps.Sample(map => Same(map, Read(Encoding.UTF8.GetString(ContextMapJson.Write(map)))), iter: 300);
    }

    private static bool Same(ContextMap one, ContextMap other) => JsonNode.DeepEquals(
        JsonNode.Parse(ContextMapJson.Write(one)), JsonNode.Parse(ContextMapJson.Write(other)));

    private static ContextMap Read(string json) =>
        ContextMapReader.Read(Encoding.UTF8.GetBytes(json), out string? fault)
        ?? throw new InvalidDataException(fault);
}
