using System.Text.Json.Nodes;
using Valiqor.Benchmarks.Generation;

namespace Valiqor.Benchmarks.Quality.Generated;

/// <summary>The right tool among others; another one; one that nobody offered; a call where none fits.</summary>
internal sealed class WrongTools : IGeneratedSet
{
    private const int Rounds = 1_000;
    private const string Subcategory = "wrong_tool_selected";

    public string Name => "own_wrong_tools";

    public IEnumerable<LabelledCase> Cases()
    {
        var dice = new Dice(12);
        for (int i = 0; i < Rounds; i++)
        {
            CatalogTool tool = dice.Pick(CatalogTool.All.AsSpan());
            CatalogTool other = ToolItem.Without(dice, 1, tool).Single();
            ToolRequest request = (i & 1) == 0 || tool.Many.IsEmpty
                ? ToolRequest.One(tool, dice) : ToolRequest.Several(tool, dice);
            var item = new ToolItem { Input = request.Text };
            yield return (i % 6) switch
            {
                0 or 1 or 2 => Calls(item.Offers(ToolItem.Among(dice, dice.Between(0, 4), tool)), tool.Name, request)
                    .Case(this, i, tool.Name, false, Subcategory),
                3 => item.Offers(ToolItem.Among(dice, dice.Between(0, 2), tool, other))
                    .Calls(other.Name, ToolRequest.One(other, dice).Calls[0])
                    .Case(this, i, tool.Name, true, Subcategory),
                4 => Calls(item.Offers(ToolItem.Among(dice, dice.Between(0, 2), tool)), Misnamed(tool, dice), request)
                    .Case(this, i, tool.Name, true, Subcategory),
                _ => item.Offers(ToolItem.Without(dice, dice.Between(1, 2), tool).Append(other).Distinct())
                    .Calls(other.Name, ToolRequest.One(other, dice).Calls[0])
                    .Case(this, i, tool.Name, true, Subcategory),
            };
        }
    }

    private static ToolItem Calls(ToolItem item, string name, ToolRequest request)
    {
        foreach (JsonObject arguments in request.Calls)
        {
            item = item.Calls(name, arguments);
        }

        return item;
    }

    private static string Misnamed(CatalogTool tool, Dice dice) => dice.Between(0, 2) switch
    {
        0 => "fetch_" + tool.Name,
        1 => tool.Name + "s",
        _ => string.Concat(tool.Name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..])) + "Tool",
    };
}
