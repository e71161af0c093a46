using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Valiqor.Analysis.Items;
using Valiqor.Benchmarks.Generation;

namespace Valiqor.Benchmarks.Quality.Generated;

/// <summary>Builds an item of tool use and reads it back the way a customer's item is read.</summary>
internal sealed class ToolItem
{
    private readonly JsonArray _calls = [];
    private readonly JsonArray _tools = [];

    public string Input { get; init; } = "";

    public string Output { get; set; } = "";

    public ToolItem Offers(IEnumerable<CatalogTool> tools)
    {
        foreach (CatalogTool tool in tools)
        {
            _tools.Add(tool.Schema.DeepClone());
        }

        return this;
    }

    public ToolItem Calls(string name, JsonNode arguments, JsonNode? output = null)
    {
        var call = new JsonObject { ["name"] = name, ["arguments"] = arguments.DeepClone() };
        if (output is not null)
        {
            call["output"] = output.DeepClone();
        }

        _calls.Add(call);
        return this;
    }

    public LabelledCase Case(IGeneratedSet set, int number, string group, bool shouldFail, params string[] anyOf)
    {
        var json = new JsonObject
        {
            ["input"] = Input,
            ["output"] = Output,
            ["tools"] = _tools.DeepClone(),
            ["tool_calls"] = _calls.DeepClone(),
        };
        Item item = ItemParser.Parse(JsonSerializer.SerializeToElement(json), out ImmutableArray<ItemProblem> problems)
            ?? throw new InvalidDataException(string.Join(" ", problems.Select(problem => problem.Message)));
        return new LabelledCase($"{set.Name}-{number}", group, [.. anyOf], shouldFail, item);
    }

    /// <summary>The tool asked for among others, in any order.</summary>
    public static IEnumerable<CatalogTool> Among(Dice dice, int others, params CatalogTool[] wanted)
    {
        var tools = new List<CatalogTool>(wanted);
        while (tools.Count < wanted.Length + others)
        {
            CatalogTool other = dice.Pick(CatalogTool.All.AsSpan());
            if (!tools.Contains(other))
            {
                tools.Add(other);
            }
        }

        CatalogTool[] shuffled = [.. tools];
        dice.Shuffle<CatalogTool>(shuffled);
        return shuffled;
    }

    /// <summary>Tools that cannot do what is asked of the one given.</summary>
    public static IEnumerable<CatalogTool> Without(Dice dice, int count, CatalogTool wanted) =>
        Among(dice, count, wanted).Where(tool => tool != wanted);
}
