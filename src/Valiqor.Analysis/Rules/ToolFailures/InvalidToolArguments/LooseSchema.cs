using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>
/// Brings the schemas that tools are described with to JSON Schema: types named as in Python or Java ("dict",
/// "float", "String"), parameters without an object around them, a list's enum beside its items. Only a schema that
/// has such is changed; unknown types are dropped, so that they judge nothing.
/// </summary>
internal static class LooseSchema
{
    private const int DeepestSchema = 40;

    private static readonly FrozenDictionary<string, string> Types = Build(
        ("string", "string str text char character varchar date datetime time timestamp uuid url uri email path file"),
        ("integer", "integer int long short byte bigint int32 int64 uint"),
        ("number", "number float double decimal numeric real float32 float64"),
        ("boolean", "boolean bool"),
        ("array", "array list set arraylist vector sequence"),
        ("object", "object dict dictionary map hashmap hashtable json record struct mapping"),
        ("null", "null none nil"));

    private static readonly FrozenSet<string> Keywords = FrozenSet.ToFrozenSet(
    [
        "type", "properties", "required", "items", "enum", "const", "$ref", "anyOf", "oneOf", "allOf", "not", "if",
        "additionalProperties", "patternProperties", "$schema", "$defs", "definitions", "description", "title",
        "default", "format", "minProperties", "maxProperties", "propertyNames", "$id", "examples",
    ], StringComparer.Ordinal);

    public static JsonElement Normalize(JsonElement schema)
    {
        try
        {
            JsonNode? node = JsonNode.Parse(schema.GetRawText(), null, new() { MaxDepth = DeepestSchema });
            bool changed = false;
            JsonNode? better = node is JsonObject root && IsBareParameters(root)
                ? Wrapped(root, ref changed)
                : node;
            Tidy(better, ref changed);
            if (!changed)
            {
                return schema;
            }

            using JsonDocument document = JsonDocument.Parse(better!.ToJsonString());
            return document.RootElement.Clone();
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            // Too deep, a name twice, or half of a surrogate pair: left for the schema's own reader to judge.
            return schema;
        }
    }

    /// <summary>Each member is a parameter with a type of its own, and no keyword is among them.</summary>
    private static bool IsBareParameters(JsonObject root) =>
        root.Count > 0 && root.All(member => !Keywords.Contains(member.Key)
            && member.Value is JsonObject value && (value["type"] is JsonValue || value["description"] is JsonValue));

    private static JsonObject Wrapped(JsonObject root, ref bool changed)
    {
        changed = true;
        return new JsonObject { ["type"] = "object", ["properties"] = root.DeepClone() };
    }

    private static void Tidy(JsonNode? node, ref bool changed)
    {
        if (node is not JsonObject schema)
        {
            return;
        }

        TidyType(schema, ref changed);
        MoveEnumToItems(schema, ref changed);
        DropMisfits(schema, ref changed);
        foreach (string keyword in (string[])["properties", "$defs", "definitions", "patternProperties"])
        {
            if (schema[keyword] is JsonObject children)
            {
                foreach (KeyValuePair<string, JsonNode?> child in children.ToArray())
                {
                    Tidy(child.Value, ref changed);
                }
            }
        }

        Tidy(schema["items"], ref changed);
        Tidy(schema["additionalProperties"], ref changed);
        foreach (string keyword in (string[])["anyOf", "oneOf", "allOf"])
        {
            if (schema[keyword] is JsonArray choices)
            {
                foreach (JsonNode? choice in choices)
                {
                    Tidy(choice, ref changed);
                }
            }
        }
    }

    private static void TidyType(JsonObject schema, ref bool changed)
    {
        if (schema["type"] is not JsonValue value || !value.TryGetValue(out string? type) || IsStandard(type))
        {
            return;
        }

        changed = true;
        schema.Remove("type");
        if (TypesOf(type) is { Count: > 0 } types)
        {
            schema["type"] = types.Count == 1 ? types[0] : new JsonArray([.. types.Select(name => (JsonNode)name)]);
        }
    }

    /// <summary>"List[str]" is a list, "int or float" both, "tuple" a list or its text, "any" anything.</summary>
    private static List<string>? TypesOf(string type)
    {
        string name = type.Trim().ToLowerInvariant();
        if (name == "tuple")
        {
            return ["array", "string"];
        }

        int bracket = name.IndexOfAny(['[', '<', '(']);
        bool optional = name.StartsWith("optional", StringComparison.Ordinal);
        if (bracket > 0 && !optional && !name.StartsWith("union", StringComparison.Ordinal))
        {
            name = name.EndsWith("[]", StringComparison.Ordinal) ? "array" : name[..bracket].Trim();
        }

        var types = new List<string>();
        foreach (string part in name.Split(["|", ",", "/", " or ", "[", "]", "optional", "union"],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Types.TryGetValue(part, out string? known))
            {
                return null;
            }

            types.Add(known);
        }

        return [.. types.Append(optional ? "null" : types.FirstOrDefault() ?? "null").Distinct()];
    }

    private static bool IsStandard(string type) =>
        type is "string" or "integer" or "number" or "boolean" or "array" or "object" or "null";

    /// <summary>An enum of plain values on a list is meant for its items.</summary>
    private static void MoveEnumToItems(JsonObject schema, ref bool changed)
    {
        if (schema["enum"] is JsonArray values && schema["type"] is JsonValue type
            && type.TryGetValue(out string? name) && name == "array"
            && values.All(value => value is JsonValue))
        {
            changed = true;
            schema.Remove("enum");
            JsonObject items = schema["items"] as JsonObject ?? [];
            items["enum"] ??= values.DeepClone();
            schema["items"] = items.DeepClone();
        }
    }

    /// <summary>Keywords of a form that no draft knows: a name for "required", true for it on a property.</summary>
    private static void DropMisfits(JsonObject schema, ref bool changed)
    {
        if (schema["required"] is JsonValue required)
        {
            changed = true;
            schema.Remove("required");
            if (required.TryGetValue(out string? only) && schema["properties"] is JsonObject members
                && members.ContainsKey(only))
            {
                schema["required"] = new JsonArray(only);
            }
        }

        if (schema["enum"] is not null and not JsonArray)
        {
            changed = true;
            schema.Remove("enum");
        }
    }

    private static FrozenDictionary<string, string> Build(params ReadOnlySpan<(string Type, string Names)> rows)
    {
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string type, string names) in rows)
        {
            foreach (string name in names.Split(' '))
            {
                types.Add(name, type);
            }
        }

        return types.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
