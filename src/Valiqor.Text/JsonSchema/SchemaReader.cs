using System.Collections.Immutable;
using System.Text.Json;

namespace Valiqor.Text.JsonSchema;

/// <summary>Reads a keyword's value in the one form it may have, and names the fault in any other.</summary>
internal static class SchemaReader
{
    private static readonly string[] TypeNames = ["array", "boolean", "integer", "null", "number", "object", "string"];

    public static InvalidSchemaException Fault(SchemaPlace place, string keyword, string problem) =>
        new($"#{place.Pointer}/{keyword}", problem);

    public static string Text(SchemaPlace place, string keyword, JsonElement value) =>
        value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw Fault(place, keyword, $"must be a string, is {Wording.Kind(value)}");

    public static bool Flag(SchemaPlace place, string keyword, JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw Fault(place, keyword, $"must be true or false, is {Wording.Kind(value)}");

    public static JsonElement Number(SchemaPlace place, string keyword, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number
            ? value
            : throw Fault(place, keyword, $"must be a number, is {Wording.Kind(value)}");

    /// <summary>
    /// A size: a whole number from 0, also written 2.0. One beyond 64 bits is beyond any value as well.
    /// </summary>
    public static long Size(SchemaPlace place, string keyword, JsonElement value)
    {
        JsonNumber number = JsonNumber.Of(Number(place, keyword, value));
        if (!number.IsInteger || number.CompareTo(default) < 0)
        {
            throw Fault(place, keyword, $"must be a whole number from 0, is {Wording.Shown(value)}");
        }

        return value.TryGetInt64(out long size) ? size
            : value.TryGetDouble(out double large) && large < long.MaxValue ? (long)large
            : long.MaxValue;
    }

    public static JsonElement Object(SchemaPlace place, string keyword, JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
            ? value
            : throw Fault(place, keyword, $"must be an object, is {Wording.Kind(value)}");

    public static JsonElement Array(SchemaPlace place, string keyword, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? value
            : throw Fault(place, keyword, $"must be an array, is {Wording.Kind(value)}");

    public static ImmutableArray<string> Names(SchemaPlace place, string keyword, JsonElement value) =>
        [.. Array(place, keyword, value).EnumerateArray().Select(name => Text(place, keyword, name))];

    public static ImmutableArray<string> Types(SchemaPlace place, JsonElement value)
    {
        ImmutableArray<string> types = value.ValueKind == JsonValueKind.String
            ? [value.GetString()!]
            : Names(place, "type", value);
        return types.FirstOrDefault(type => !TypeNames.Contains(type)) is { } unknown
            ? throw Fault(place, "type", $"\"{unknown}\" is not a type; there are {Wording.Or(TypeNames)}")
            : types;
    }
}
