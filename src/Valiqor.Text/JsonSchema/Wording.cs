using System.Text.Json;

namespace Valiqor.Text.JsonSchema;

/// <summary>How values and types are named in messages.</summary>
public static class Wording
{
    private const int ShownCharacters = 60;

    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };

    public static string Type(string type) => type switch
    {
        "null" => "null",
        "object" or "array" or "integer" => $"an {type}",
        _ => $"a {type}",
    };

    /// <summary>The JSON text, cut where it gets long.</summary>
    public static string Shown(JsonElement value) => Shown(value.GetRawText());

    public static string Shown(string text) => text.Length <= ShownCharacters ? text : $"{text[..ShownCharacters]}…";

    public static string Or(IEnumerable<string> words)
    {
        string[] all = [.. words];
        return all.Length <= 1 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} or {all[^1]}";
    }

    public static string Count(long count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
