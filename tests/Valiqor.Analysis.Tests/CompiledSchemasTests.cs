using System.Text.Json;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Rules.InstructionCompliance;
using Valiqor.Text.JsonSchema;

namespace Valiqor.Analysis.Tests;

public sealed class CompiledSchemasTests
{
    private static readonly string[] Schemas =
    [
        """{"type": "object", "required": ["a"]}""",
        """{"type": "object", "required": ["b"]}""",
        """{"type": "nothing"}""",
        """{"properties": {"a": {"type": "string", "format": "date"}}}""",
    ];

    [Fact]
    public void Items_that_share_compiled_schemas_are_judged_as_each_one_alone()
    {
        var shared = new CompiledSchemas();
        string[] outputs = ["""{"a": "2024-02-30"}""", """{"b": 1}""", "{}", "none"];
        var items = from round in Enumerable.Range(0, 2)
                    from schema in Schemas
                    from output in outputs
                    select Some.Item(output: output) with { OutputSchema = JsonElement.Parse(schema) };
        foreach (Item item in items)
        {
            Signal alone = new OutputFormatNonCompliance().Inspect(new ItemFacts(item));
            Signal together = new OutputFormatNonCompliance().Inspect(new ItemFacts(item, shared));

            (together.Decision, together.Confidence, together.RootCause)
                .ShouldBe((alone.Decision, alone.Confidence, alone.RootCause));
            together.Evidence.ShouldBe(alone.Evidence);
        }
    }

    [Fact]
    public void More_schemas_than_are_kept_are_still_told_apart()
    {
        var shared = new CompiledSchemas();
        foreach (int i in Enumerable.Range(0, 200))
        {
            Item item = Some.Item(output: $"{{\"k{i}\": 1}}") with
            {
                OutputSchema = JsonElement.Parse($"{{\"required\": [\"k{i}\"]}}"),
            };
            new OutputFormatNonCompliance().Inspect(new ItemFacts(item, shared)).Decision.ShouldBe(Decision.Pass);
        }
    }
}
