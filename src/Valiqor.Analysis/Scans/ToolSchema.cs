using System.Collections.Immutable;
using System.Text.Json;

namespace Valiqor.Analysis.Scans;

/// <summary>Reads off a tool's schema what a model is told of its arguments.</summary>
internal readonly struct ToolSchema(JsonElement schema)
{
    private static readonly string[] Kinds =
        ["type", "enum", "const", "$ref", "anyOf", "oneOf", "allOf", "not", "properties", "items"];

    public ImmutableArray<JsonProperty> Properties =>
        schema.TryGetProperty("properties", out JsonElement list) && list.ValueKind == JsonValueKind.Object
            ? [.. list.EnumerateObject()]
            : [];

    public bool IsOpen =>
        !schema.TryGetProperty("additionalProperties", out JsonElement more)
        || more.ValueKind is JsonValueKind.True or JsonValueKind.Object;

    public bool Requires(string name) =>
        schema.TryGetProperty("required", out JsonElement list)
        && list.ValueKind == JsonValueKind.Array
        && list.EnumerateArray().Any(row => row.ValueKind == JsonValueKind.String && row.ValueEquals(name));

    public static bool HasKind(JsonProperty property) =>
        property.Value.ValueKind != JsonValueKind.Object
        || Kinds.Any(kind => property.Value.TryGetProperty(kind, out _));

    public static bool HasDescription(JsonProperty property) =>
        property.Value.ValueKind == JsonValueKind.Object
        && property.Value.TryGetProperty("description", out JsonElement words)
        && words.ValueKind == JsonValueKind.String
        && words.GetString()!.AsSpan().Trim().Length > 0;
}
