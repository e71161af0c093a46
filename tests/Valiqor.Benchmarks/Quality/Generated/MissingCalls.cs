using System.Text.Json.Nodes;
using Valiqor.Benchmarks.Generation;

namespace Valiqor.Benchmarks.Quality.Generated;

/// <summary>
/// Calls left out where they are needed: all of them, one of several alike, one of two different; and items that
/// rightly make none, because no tool fits or because something is still to be asked.
/// </summary>
internal sealed class MissingCalls : IGeneratedSet
{
    private const int Rounds = 1_200;
    private const string Subcategory = "missing_tool_call";

    private static readonly string[] Joints =
        ["{0} {1}", "{0} Also, {1}", "{0} And one more thing: {1}", "First: {0} Then: {1}", "{0} After that, {1}"];

    private static readonly string[] Silence = ["", "Sure!", "I will look into that right away.", "Let me check."];

    private static readonly string[] Explains =
    [
        "", "I'm afraid none of my tools can do that.", "That is outside of what I can do here.",
        "I don't have a function for this. Is there anything else?",
    ];

    public string Name => "own_missing_calls";

    public IEnumerable<LabelledCase> Cases()
    {
        var dice = new Dice(11);
        for (int i = 0; i < Rounds; i++)
        {
            CatalogTool tool = dice.Pick(CatalogTool.All.AsSpan());
            yield return (i % 8) switch
            {
                0 => NoCall(i, tool, dice),
                1 => Irrelevant(i, tool, dice),
                2 => Single(i, tool, dice),
                3 or 4 => Several(i, Parallel(dice), dice, drops: i % 8 == 4),
                5 or 6 => Different(i, tool, dice, drops: i % 8 == 6),
                _ => Asks(i, tool, dice),
            };
        }
    }

    private LabelledCase NoCall(int i, CatalogTool tool, Dice dice) =>
        new ToolItem { Input = ToolRequest.One(tool, dice).Text, Output = dice.Pick<string>(Silence) }
            .Offers(ToolItem.Among(dice, dice.Between(0, 3), tool))
            .Case(this, i, tool.Name, true, Subcategory);

    private LabelledCase Irrelevant(int i, CatalogTool tool, Dice dice) =>
        new ToolItem { Input = ToolRequest.One(tool, dice).Text, Output = dice.Pick<string>(Explains) }
            .Offers(ToolItem.Without(dice, dice.Between(1, 3), tool))
            .Case(this, i, tool.Name, false, Subcategory);

    private LabelledCase Single(int i, CatalogTool tool, Dice dice)
    {
        ToolRequest request = ToolRequest.One(tool, dice);
        ToolItem item = new ToolItem { Input = request.Text }.Offers(ToolItem.Among(dice, dice.Between(0, 3), tool));
        return item.Calls(tool.Name, request.Calls[0]).Case(this, i, tool.Name, false, Subcategory);
    }

    private LabelledCase Several(int i, CatalogTool tool, Dice dice, bool drops)
    {
        ToolRequest request = ToolRequest.Several(tool, dice);
        ToolItem item = new ToolItem { Input = request.Text }.Offers(ToolItem.Among(dice, dice.Between(0, 2), tool));
        int dropped = drops ? dice.Between(0, request.Calls.Length - 1) : -1;
        foreach ((int at, JsonObject arguments) in request.Calls.Index())
        {
            item = at == dropped ? item : item.Calls(tool.Name, arguments);
        }

        return item.Case(this, i, tool.Name, drops, Subcategory);
    }

    private LabelledCase Different(int i, CatalogTool tool, Dice dice, bool drops)
    {
        CatalogTool other = ToolItem.Without(dice, 1, tool).Single();
        ToolRequest first = ToolRequest.One(tool, dice);
        ToolRequest second = other.Many.IsEmpty ? ToolRequest.One(other, dice) : ToolRequest.Several(other, dice);
        string text = string.Format(
            System.Globalization.CultureInfo.InvariantCulture, dice.Pick<string>(Joints), first.Text, second.Text);
        ToolItem item = new ToolItem { Input = text }.Offers(ToolItem.Among(dice, dice.Between(0, 2), tool, other));
        List<(string Name, JsonObject Arguments)> calls =
            [.. first.Calls.Select(call => (tool.Name, call)), .. second.Calls.Select(call => (other.Name, call))];
        if (drops)
        {
            calls.RemoveAt(dice.Between(0, calls.Count - 1));
        }

        calls.ForEach(call => item.Calls(call.Name, call.Arguments));
        return item.Case(this, i, tool.Name, drops, Subcategory);
    }

    /// <summary>A required value is not in the request, and the answer asks for it.</summary>
    private LabelledCase Asks(int i, CatalogTool tool, Dice dice)
    {
        string parameter = tool.Required[0].Replace('_', ' ');
        string task = tool.Name.Replace('_', ' ');
        string[] requests = [$"Please {task} for me.", $"Can you {task}?", $"I'd like you to {task}."];
        string[] answers =
            [$"Could you tell me the {parameter}?", $"Sure, which {parameter}?", $"I need the {parameter} first."];
        return new ToolItem { Input = dice.Pick<string>(requests), Output = dice.Pick<string>(answers) }
            .Offers(ToolItem.Among(dice, dice.Between(0, 2), tool))
            .Case(this, i, tool.Name, false, Subcategory);
    }

    private static CatalogTool Parallel(Dice dice)
    {
        CatalogTool tool = dice.Pick(CatalogTool.All.AsSpan());
        return tool.Many.IsEmpty ? Parallel(dice) : tool;
    }
}
