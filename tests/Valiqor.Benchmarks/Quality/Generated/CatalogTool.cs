using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Valiqor.Benchmarks.Quality.Generated;

/// <summary>
/// A made-up tool with the ways people ask for it. Its schema is as loose as those of real tools often are.
/// </summary>
/// <param name="Schema">The definition as an item carries it: name, description, parameters.</param>
/// <param name="Say">Requests for one call, with the parameters' names in braces.</param>
/// <param name="Many">Requests for several calls: <c>{city#2}</c> is the second call's own.</param>
/// <param name="Output">A result; a list of plain values stands for any one of them.</param>
/// <param name="Tell">Right answers to it.</param>
internal sealed record CatalogTool(
    string Name,
    JsonObject Schema,
    ImmutableArray<string> Say,
    ImmutableArray<string> Many,
    JsonNode? Output,
    ImmutableArray<string> Tell)
{
    private JsonObject Slots { get; init; } = [];

    public static ImmutableArray<CatalogTool> All { get; } = Load();

    public string TypeOf(string parameter) =>
        (string)Schema["parameters"]!["properties"]![parameter]!["type"]!;

    public ImmutableArray<string> Required => Texts(Schema["parameters"]!["required"]);

    /// <summary>A parameter's values as people write them, with that of the call behind "=>" if another.</summary>
    public ImmutableArray<string> ValuesOf(string parameter) => Texts(Slots[parameter]);

    private static ImmutableArray<CatalogTool> Load()
    {
        using Stream file = typeof(CatalogTool).Assembly.GetManifestResourceStream("tool-catalog.jsonl")!;
        using var reader = new StreamReader(file);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    private static CatalogTool Parse(string line)
    {
        JsonNode row = JsonNode.Parse(line)!;
        var schema = new JsonObject
        {
            ["name"] = row["name"]!.DeepClone(),
            ["description"] = row["description"]!.DeepClone(),
            ["parameters"] = row["parameters"]!.DeepClone(),
        };
        return new CatalogTool(
            (string)row["name"]!, schema, Texts(row["say"]), Texts(row["many"]), row["output"], Texts(row["tell"]))
        {
            Slots = (JsonObject)row["slots"]!,
        };
    }

    private static ImmutableArray<string> Texts(JsonNode? list) =>
        [.. ((JsonArray)list!).Select(value => value!.GetValueKind() == JsonValueKind.String
            ? value.GetValue<string>()
            : value.ToJsonString())];
}
