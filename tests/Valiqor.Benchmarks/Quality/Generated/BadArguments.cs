using System.Text.Json;
using System.Text.Json.Nodes;
using Valiqor.Benchmarks.Generation;

namespace Valiqor.Benchmarks.Quality.Generated;

/// <summary>
/// Right arguments, and the same with a required one dropped, of a wrong type, outside of an enum, or made up.
/// </summary>
internal sealed class BadArguments : IGeneratedSet
{
    private const int Rounds = 1_200;
    private const string Subcategory = "invalid_tool_arguments";

    private static readonly string[] MadeUpIds = ["ZX-99182", "Q-70043", "78120993", "ORD-5519-KL"];

    public string Name => "own_bad_arguments";

    public IEnumerable<LabelledCase> Cases()
    {
        var dice = new Dice(13);
        for (int i = 0; i < Rounds; i++)
        {
            CatalogTool tool = dice.Pick(CatalogTool.All.AsSpan());
            ToolRequest request = ToolRequest.One(tool, dice);
            JsonObject arguments = request.Calls[0].DeepClone().AsObject();
            bool spoilt = (i & 1) == 1 && Spoil(tool, arguments, dice);
            yield return new ToolItem { Input = request.Text }
                .Offers(ToolItem.Among(dice, dice.Between(0, 2), tool))
                .Calls(tool.Name, arguments)
                .Case(this, i, tool.Name, spoilt, Subcategory);
        }
    }

    /// <summary>Says false where the tool has no place for the fault that the dice chose.</summary>
    private static bool Spoil(CatalogTool tool, JsonObject arguments, Dice dice)
    {
        string name = dice.Pick(tool.Required.AsSpan());
        string type = tool.TypeOf(name);
        switch (dice.Between(0, 3))
        {
            case 0:
                return arguments.Remove(name);
            case 1:
                arguments[name] = WrongType(type, arguments[name], dice);
                return true;
            case 2 when Enum(tool, arguments) is { } limited:
                arguments[limited] = "somewhat";
                return true;
            case 3 when name.EndsWith("_id", StringComparison.Ordinal) && type == "string":
                arguments[name] = dice.Pick<string>(MadeUpIds);
                return true;
            case 3 when name == "to":
                arguments[name] = "john.doe@example.com";
                return true;
            default:
                return false;
        }
    }

    private static JsonNode? WrongType(string type, JsonNode? value, Dice dice) => type switch
    {
        "integer" or "float" when dice.Chance(0.5) => JsonValue.Create(value!.ToJsonString()),
        "integer" or "float" => new JsonArray(value!.DeepClone()),
        _ when dice.Chance(0.5) => new JsonArray(value?.DeepClone()),
        _ => JsonValue.Create(dice.Between(2, 90)),
    };

    private static string? Enum(CatalogTool tool, JsonObject arguments) =>
        arguments.Select(row => row.Key).FirstOrDefault(name =>
            tool.Schema["parameters"]!["properties"]![name]!["enum"]?.GetValueKind() == JsonValueKind.Array);
}
