using System.Text.Json.Nodes;
using Valiqor.Benchmarks.Generation;

namespace Valiqor.Benchmarks.Quality.Generated;

/// <summary>Calls made again for nothing, and those that only look so: polling, pages, retries.</summary>
internal sealed class CallLoops : IGeneratedSet
{
    private const int Rounds = 600;
    private const string Subcategory = "redundant_tool_loop";

    public string Name => "own_call_loops";

    public IEnumerable<LabelledCase> Cases()
    {
        var dice = new Dice(14);
        for (int i = 0; i < Rounds; i++)
        {
            CatalogTool tool = dice.Pick(CatalogTool.All.AsSpan());
            ToolRequest request = ToolRequest.One(tool, dice);
            var item = new ToolItem { Input = request.Text, Output = "Here you are." };
            JsonObject arguments = request.Calls[0];
            var result = new JsonObject { ["value"] = dice.Between(1, 99) };
            int times = dice.Between(2, 5);
            bool loops = (i & 1) == 1;
            for (int call = 0; call < times; call++)
            {
                _ = loops
                    ? item.Calls(tool.Name, (i % 4) == 1 ? arguments : Restyled(arguments, call), result)
                    : Moves(item, tool, arguments, call, i % 6);
                if (loops && i % 8 == 3)
                {
                    item.Calls("get_session", new JsonObject(), new JsonObject { ["user"] = 7 });
                }
            }

            yield return item.Case(this, i, tool.Name, loops, Subcategory);
        }
    }

    /// <summary>Something is new each time: the state of a job, the page, or it had failed before.</summary>
    private static ToolItem Moves(ToolItem item, CatalogTool tool, JsonObject arguments, int call, int kind)
    {
        if (kind == 2)
        {
            JsonObject paged = arguments.DeepClone().AsObject();
            paged["page"] = call + 1;
            return item.Calls(tool.Name, paged, new JsonObject { ["rows"] = 10 });
        }

        return kind == 0
            ? item.Calls("get_job", new JsonObject { ["id"] = 5 }, new JsonObject { ["percent"] = call * 20 })
            : item.Calls(
                tool.Name,
                call < 2 ? arguments : new JsonObject { ["other"] = call },
                call == 0 ? new JsonObject { ["error"] = "timed out" } : new JsonObject { ["value"] = call });
    }

    /// <summary>The same arguments in another order, with other blanks and case.</summary>
    private static JsonObject Restyled(JsonObject arguments, int call) => new(
        arguments.Reverse().Select(row => KeyValuePair.Create(
            row.Key,
            row.Value is JsonValue value && value.TryGetValue(out string? text) && call % 2 == 1
                ? JsonValue.Create($" {text.ToUpperInvariant()} ")
                : row.Value?.DeepClone())));
}
