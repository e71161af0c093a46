using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Valiqor.Benchmarks.Generation;

namespace Valiqor.Benchmarks.Quality.Generated;

/// <summary>What somebody asks, and the calls that answer it.</summary>
internal sealed partial record ToolRequest(CatalogTool Tool, string Text, ImmutableArray<JsonObject> Calls)
{
    public static ToolRequest One(CatalogTool tool, Dice dice) => Make(tool, dice.Pick(tool.Say.AsSpan()), dice);

    /// <summary>Only for a tool that has requests for several calls.</summary>
    public static ToolRequest Several(CatalogTool tool, Dice dice) => Make(tool, dice.Pick(tool.Many.AsSpan()), dice);

    private static ToolRequest Make(CatalogTool tool, string template, Dice dice)
    {
        var left = new Dictionary<string, List<string>>();
        var chosen = new Dictionary<string, string>();
        string text = Slot().Replace(template, match =>
        {
            if (!chosen.TryGetValue(match.Value, out string? value))
            {
                string name = match.Groups["name"].Value;
                List<string> values = left.TryGetValue(name, out var known) ? known
                    : left[name] = [.. tool.ValuesOf(name)];
                int at = dice.Between(0, values.Count - 1);
                chosen[match.Value] = value = values[at];
                values.RemoveAt(at);
            }

            return value.Split("=>")[0];
        });
        return new ToolRequest(tool, text, CallsOf(tool, chosen));
    }

    private static ImmutableArray<JsonObject> CallsOf(CatalogTool tool, Dictionary<string, string> chosen)
    {
        var slots = chosen.Select(row => (Match: Slot().Match(row.Key), row.Value)).ToList();
        int calls = slots.Max(slot => slot.Match.Groups["call"].Value is { Length: > 0 } n
            ? int.Parse(n, CultureInfo.InvariantCulture) : 1);
        return
        [
            .. Enumerable.Range(1, calls).Select(call => new JsonObject(slots
                .Where(slot => slot.Match.Groups["call"].Value is "" || slot.Match.Groups["call"].Value == $"{call}")
                .Select(slot => KeyValuePair.Create(
                    slot.Match.Groups["name"].Value,
                    Value(tool.TypeOf(slot.Match.Groups["name"].Value), slot.Value.Split("=>")[^1]))))),
        ];
    }

    private static JsonNode? Value(string type, string text) =>
        type is "integer" or "float" ? JsonNode.Parse(text) : JsonValue.Create(text);

    [GeneratedRegex(@"\{(?<name>\w+)(?:#(?<call>\d))?\}", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Slot();
}
