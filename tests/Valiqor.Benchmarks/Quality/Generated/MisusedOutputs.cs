using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Valiqor.Benchmarks.Generation;

namespace Valiqor.Benchmarks.Quality.Generated;

/// <summary>Answers that tell what a tool returned, and the same with one value changed.</summary>
internal sealed partial class MisusedOutputs : IGeneratedSet
{
    private const int Rounds = 1_000;
    private const string Subcategory = "tool_output_misused";

    public string Name => "own_misused_outputs";

    public IEnumerable<LabelledCase> Cases()
    {
        CatalogTool[] tools = [.. CatalogTool.All.Where(tool => tool.Output is not null && !tool.Tell.IsEmpty)];
        var dice = new Dice(15);
        for (int i = 0; i < Rounds; i++)
        {
            CatalogTool tool = dice.Pick<CatalogTool>(tools);
            ToolRequest request = ToolRequest.One(tool, dice);
            var values = request.Calls[0].ToDictionary(row => row.Key, row => row.Value!.ToString());
            JsonNode output = Rolled(tool.Output!, values, dice)!;
            string tell = dice.Pick(tool.Tell.AsSpan());
            string[] told = [.. Field().Matches(tell).Select(match => match.Groups["name"].Value).Distinct()];
            string? changed = (i & 1) == 1 ? told.FirstOrDefault(name => IsNumber(values[name])) : null;
            string answer = Field().Replace(tell, match => match.Groups["name"].Value is var name && name == changed
                ? Other(values[name], dice)
                : Styled(values[name], dice));
            yield return new ToolItem { Input = request.Text, Output = answer }
                .Offers([tool])
                .Calls(tool.Name, request.Calls[0], output)
                .Case(this, i, tool.Name, changed is not null, Subcategory);
        }
    }

    /// <summary>A result with its values rolled, each noted under its name.</summary>
    private static JsonNode? Rolled(JsonNode node, Dictionary<string, string> values, Dice dice) => node switch
    {
        JsonObject row => new JsonObject(row.Select(member => KeyValuePair.Create(
            member.Key, Member(member.Key, member.Value!, values, dice)))),
        JsonArray rows => new JsonArray([.. rows.Select(row => Rolled(row!, values, dice))]),
        _ => node.DeepClone(),
    };

    private static JsonNode? Member(string name, JsonNode value, Dictionary<string, string> values, Dice dice)
    {
        if (value is JsonArray { Count: > 0 } choices && choices[0] is JsonValue)
        {
            value = choices[dice.Between(0, choices.Count - 1)]!;
        }
        else if (value is JsonObject or JsonArray)
        {
            return Rolled(value, values, dice);
        }

        string text = value.ToString();
        text = Field().Replace(text, match => values.GetValueOrDefault(match.Groups["name"].Value, "Ghent"));
        values[name] = text;
        return value.GetValueKind() == JsonValueKind.String ? JsonValue.Create(text) : value.DeepClone();
    }

    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>A number as people write it: with separators, now and then without its decimals.</summary>
    private static string Styled(string text, Dice dice)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
        {
            return text;
        }

        return number >= 1_000 && dice.Chance(0.6) ? number.ToString("#,##0.##", CultureInfo.InvariantCulture)
            : number != Math.Floor(number) && number > 20 && dice.Chance(0.2)
                ? "about " + Math.Round(number).ToString(CultureInfo.InvariantCulture)
            : text;
    }

    private static string Other(string text, Dice dice)
    {
        decimal number = decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        decimal other = dice.Chance(0.5) ? (number * 2) + 3 : Math.Round(number * 0.6m, 1) + 7;
        return other.ToString("0.##", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Field();
}
