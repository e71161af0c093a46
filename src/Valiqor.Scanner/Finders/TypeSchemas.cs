using System.Text.Json.Nodes;
using Valiqor.Scanner.Syntax;

namespace Valiqor.Scanner.Finders;

/// <summary>Makes JSON Schemas of types as Python and C# write them.</summary>
internal sealed class TypeSchemas(Outline source)
{
    private const int DepthLimit = 10;

    public JsonObject Of(Node? type) => Of(type, 0);

    private JsonObject Of(Node? type, int depth)
    {
        if (depth > DepthLimit)
        {
            return [];
        }

        return type switch
        {
            null => [],
            WordNode word => OfWord(word.Last, depth),
            TextNode quoted => OfWord(quoted.Text, depth),
            CallNode call => OfGeneric(call, depth),
            OtherNode { Operator: "|" } union => OfUnion(union, depth),
            _ => [],
        };
    }

    private JsonObject OfWord(string name, int depth) => name.TrimEnd('?') switch
    {
        "str" or "string" or "String" or "Uri" or "bytes" => Plain("string"),
        "int" or "long" or "short" or "byte" or "uint" or "ulong" or "Int32" or "Int64" => Plain("integer"),
        "float" or "double" or "decimal" or "Decimal" or "Double" or "complex" => Plain("number"),
        "bool" or "Boolean" => Plain("boolean"),
        "list" or "List" or "tuple" or "set" or "Sequence" or "Array" => Plain("array"),
        "dict" or "Dict" or "object" or "JsonObject" or "Mapping" => Plain("object"),
        "datetime" or "DateTime" or "DateTimeOffset" => Plain("string", "date-time"),
        "date" or "DateOnly" => Plain("string", "date"),
        "UUID" or "Guid" => Plain("string", "uuid"),
        "Any" or "JsonElement" or "JsonNode" or "None" or "" => [],
        var other => OfClass(other, depth),
    };

    private JsonObject OfClass(string name, int depth)
    {
        ClassNode? type = source.Classes[name].FirstOrDefault();
        if (type is { Values.Length: > 0 })
        {
            return new JsonObject
            {
                ["type"] = "string",
                ["enum"] = new JsonArray([.. type.Values.Select(value => JsonValue.Create(value))]),
            };
        }

        JsonObject whole = Plain("object");
        if (type is { Fields.Length: > 0 })
        {
            var properties = new JsonObject();
            foreach (Parameter field in type.Fields)
            {
                properties[field.Name] = Of(field.Type, depth + 1);
            }

            whole["properties"] = properties;
        }

        return whole;
    }

    private JsonObject OfGeneric(CallNode call, int depth)
    {
        Node[] arguments = [.. call.Positional];
        Node? first = arguments.FirstOrDefault();
        switch (call.Name)
        {
            case "Optional" or "Annotated" or "Required" or "NotRequired" or "Nullable":
                return Of(first, depth + 1);
            case "Union":
                return Of(arguments.FirstOrDefault(one => one is not WordNode { Name: "None" }), depth + 1);
            case "Literal":
                return new JsonObject
                {
                    ["enum"] = new JsonArray([.. arguments.Select(value => value switch
                    {
                        TextNode text => JsonValue.Create(text.Text),
                        NumberNode number => JsonValue.Create(number.Value),
                        _ => (JsonNode?)null,
                    })]),
                };
            case "dict" or "Dict" or "Mapping" or "Dictionary" or "IDictionary" or "IReadOnlyDictionary":
                return Plain("object");
            case "list" or "List" or "set" or "Set" or "Sequence" or "Iterable" or "tuple" or "Tuple" or "IEnumerable"
                or "IReadOnlyList" or "IList" or "ICollection" or "IReadOnlyCollection" or "HashSet"
                or "ImmutableArray":
                JsonObject array = Plain("array");
                array["items"] = Of(first, depth + 1);
                return array;
            default:
                return OfWord(call.Name, depth);
        }
    }

    /// <summary><c>str | None</c> is an argument that need not be known; of other unions each part fits.</summary>
    private JsonObject OfUnion(OtherNode union, int depth)
    {
        Node[] parts = [.. union.Parts.Where(part => part is not WordNode { Name: "None" })];
        return parts is [var only]
            ? Of(only, depth + 1)
            : new JsonObject { ["anyOf"] = new JsonArray([.. parts.Select(part => Of(part, depth + 1))]) };
    }

    private static JsonObject Plain(string type, string? format = null)
    {
        var schema = new JsonObject { ["type"] = type };
        if (format is not null)
        {
            schema["format"] = format;
        }

        return schema;
    }
}
